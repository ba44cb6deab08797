// The readers' side over a real lane and store with the model library, and librarians who work beside it.

import { randomUUID } from 'node:crypto';
import { loanCodes } from '../../src/central/auth/loan-codes.ts';
import type { LoanCodes } from '../../src/central/auth/loan-codes.ts';
import { createTries } from '../../src/central/auth/tries.ts';
import { createTurns } from '../../src/central/auth/turns.ts';
import type { ReaderContext } from '../../src/central/readers/reader-context.ts';
import { createReaderService, readerContextOf } from '../../src/central/readers/reader-service.ts';
import type { ReaderService } from '../../src/central/readers/reader-service.ts';
import type { SubmitBody } from '../../src/shared/sync/reader-calls.ts';
import type { ReaderLine } from '../../src/shared/sync/reader-views.ts';
import { addDesk, good, laneClock, laneDesk, laneOver, modelStore } from './central-lane.ts';
import { realTimers } from './notice-scene.ts';

/** A fresh id of a call. */
export const callId = (): string => randomUUID();

type Without<T> = T extends unknown ? Omit<T, 'requestId'> & { requestId?: string } : never;

/** A scene of readers. */
export interface ReaderScene extends AsyncDisposable {
  readers: ReaderService;
  /** What calls beside the service's methods are asked with. */
  context: ReaderContext;
  codes: LoanCodes;
  store: Awaited<ReturnType<typeof modelStore>>;
  lane: Awaited<ReturnType<typeof laneOver>>['lane'];
  /** A librarian at the northern (or that) desk does something; gives the result's code or its refusal. */
  staff(
    who: string,
    type: string,
    entity: string,
    input?: Record<string, unknown>,
    point?: string,
  ): Promise<string>;
  /** Submits one request for a reader, which must be accepted. */
  ask(readerId: string, body: Without<SubmitBody>): Promise<ReaderLine>;
}

/** Makes it. */
export async function readerScene(): Promise<ReaderScene> {
  const store = await modelStore();
  await addDesk(store, 'north-desk');
  const { lane, library, lines } = await laneOver(store);
  const desk = laneDesk(lane, library, 'north-desk');
  const turns = createTurns();
  const tries = createTries(store.auth, laneClock, turns);
  const codes = loanCodes({ key: async () => 'codes key', tries, turns });
  const parts = {
    lane,
    store,
    codes,
    clock: laneClock,
    timers: realTimers,
    log: (line: string) => void lines.push(line),
  };
  const readers = createReaderService(parts);
  return {
    readers,
    context: readerContextOf(parts),
    codes,
    store,
    lane,
    async staff(who, type, entity, input = {}, point = 'n-desk') {
      laneClock.forward(1);
      const { code, refusal } = await desk.say(who, type, entity, input, { point });
      return refusal ?? code;
    },
    async ask(readerId, body) {
      const answer = good(await readers.submit(readerId, { requestId: callId(), ...body }));
      const [result] = answer.results;
      if (!result?.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
      return result.request;
    },
    async [Symbol.asyncDispose]() {
      readers.close();
      await lane.close();
      await store.close();
    },
  };
}

/** Tomorrow afternoon on the library's clock. */
export const SLOT = '2018-06-07 15:00-17:00';

// A writer lane on the model library, with desks that know nothing but their counters.

import { openSqliteStore } from '../../src/central/store/sqlite/sqlite-store.ts';
import type { SqliteStore } from '../../src/central/store/sqlite/sqlite-store.ts';
import type { Store } from '../../src/central/store/port.ts';
import { loadBase } from '../../src/central/base/load-base.ts';
import { createLane } from '../../src/central/lane/lane.ts';
import type { ServiceLane } from '../../src/central/lane/lane.ts';
import { hasFailed } from '../../src/central/failure.ts';
import type { Failure } from '../../src/central/failure.ts';
import { openLibrary } from '../../src/central/library.ts';
import type { Library } from '../../src/central/library.ts';
import { sha256 } from '../../src/node/env.ts';
import { uuidv7 } from '../../src/shared/lib/ids.ts';
import { addMinutes, millis } from '../../src/shared/lib/time.ts';
import type { Command } from '../../src/shared/queues/command.ts';
import type { Rules } from '../../src/shared/queues/engine/perform.ts';
import type { CommandResult, PushAnswer } from '../../src/shared/sync/protocol.ts';
import { testClock } from './desk-core.ts';
import { modelBase } from './model-base.ts';

/** Real time of these tests; the library's clock begins at `START` then. */
export const laneClock = testClock();

let serial = 0;

/** A UUIDv7 that no other call gives. */
export function nextId(): string {
  serial += 1;
  const random = Uint8Array.from({ length: 10 }, (_, index) => (serial >> (8 * (index % 3))) & 255);
  return uuidv7(millis(laneClock.now()) + serial, random);
}

/** A fresh store in memory with the model library in it. */
export async function modelStore(): Promise<SqliteStore> {
  const store = openSqliteStore({ file: ':memory:', stream: 'library', clock: laneClock });
  await loadBase(store, modelBase(), { clock: laneClock, newId: nextId, newKey: () => 'key' });
  return store;
}

/** Lets a desk in, at which everybody, or only `staff`, has signed in; `vouched` commands were made alone. */
export async function addDesk(
  store: Store,
  id: string,
  campus = 'north',
  vouched = 0,
  staff?: readonly string[],
) {
  const now = laneClock.now();
  const hash = sha256(id);
  await store.auth.addEnrollCode({ hash, campus, madeBy: 'boss', expiresOn: addMinutes(now, 9) });
  const row = { id, code: id, name: id, publicKey: id, last: 0, lastAt: null, vouched };
  await store.auth.enroll(hash, now, (at) => ({
    ...row,
    campus: at,
    revoked: false,
    enrolledOn: now,
    seenOn: null,
  }));
  const everybody = (await store.reads.all('staff')).map((row) => row.id);
  for (const each of staff ?? everybody) await store.auth.addStaffOfDesk(id, each, now);
}

/** A lane over a store; what it logs is kept. */
export async function laneOver(store: Store, rules?: Rules) {
  const lines: string[] = [];
  const library: Library = await openLibrary(store.reads, laneClock);
  const lane = await createLane({
    store,
    library,
    newId: nextId,
    log: (line) => void lines.push(line),
    ...(rules === undefined ? {} : { rules }),
  });
  return { lane, library, lines };
}

/** A desk as the lane sees it: makes commands with the next counter and pushes them. */
export function laneDesk(
  lane: Pick<ServiceLane, 'push'>,
  library: Pick<Library, 'about' | 'now'>,
  id: string,
  point = 'n-desk',
) {
  let cseq = 0;
  const make = (
    actor: string,
    type: string,
    entity: string,
    input: Record<string, unknown> = {},
    set: Partial<Command> = {},
  ): Command => {
    cseq += 1;
    const where = actor === 'system' ? null : point;
    const base = { id: nextId(), desk: id, point: where, cseq, actor, type, v: 1, entity, input };
    return { ...base, expectHead: null, at: library.now(), ...set };
  };
  const send = (commands: Command[], epoch = library.about().epoch) =>
    lane.push(id, { epoch, from: commands[0]?.cseq ?? 1, commands });
  return {
    id,
    make,
    send,
    count: () => cseq,
    setCount: (count: number) => void (cseq = count),
    /** Makes one command, pushes it, and gives its result. */
    async say(...args: Parameters<typeof make>): Promise<CommandResult> {
      const answer = good(await send([make(...args)]));
      const [result] = answer.results;
      if (!result) throw new Error('no result');
      return result;
    },
  };
}

/** The answer, which must not be a failure. */
export function good<T extends object>(answer: T | Failure): T {
  if (hasFailed(answer)) throw new Error(`failed: ${JSON.stringify(answer)}`);
  return answer;
}

/** The failure, which it must be. */
export function bad(answer: object): Failure {
  if (!hasFailed(answer)) throw new Error(`no failure: ${JSON.stringify(answer)}`);
  return answer;
}

/** Codes of a push's results. */
export function codes(answer: PushAnswer | Failure): string[] {
  return good(answer).results.map((result) => result.code);
}

/** Asks for a reallocation of a copy to the south. */
export const moveInput = (code: string, copyId: string, readerId = 'reader-1') => ({
  code,
  kind: 'for_loan',
  targetCampus: 'south',
  copyId,
  readerId,
});

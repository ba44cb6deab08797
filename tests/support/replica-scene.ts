// A desk and a service in one test: work here and elsewhere, pages, results, and a snapshot on demand.

import { rmSync } from 'node:fs';
import type { StoredOutcome } from '../../src/main/desk/outbox/placed.ts';
import type { Draft } from '../../src/main/desk/queues/execute.ts';
import type { Base } from '../../src/node/base.ts';
import { GENESIS } from '../../src/shared/sync/protocol.ts';
import type { CommandResult, PullAnswer } from '../../src/shared/sync/protocol.ts';
import { commandId, profileFolder, testClock } from './desk-core.ts';
import { modelBase } from './model-base.ts';
import { EPOCH, modelService, streamed } from './model-service.ts';
import { openReplicaDesk } from './replica-desk.ts';

/** Where the log of the service begins. */
export const START = { epoch: EPOCH, cursor: { seq: 0, hash: GENESIS } };
/** A reallocation of copy c1 to the south for reader-1. */
export const SUBMIT = {
  kind: 'for_loan',
  targetCampus: 'south',
  copyId: 'c1',
  readerId: 'reader-1',
};

type Set = Partial<Draft>;

function draftOf(type: string, entity: string, input: Draft['input'], set: Set = {}): Draft {
  const plain = { actor: 'desk-a', point: 'n-desk', expectHead: null } as const;
  return { id: commandId(), type, entity, input, ...plain, ...set };
}

/** Opens a desk of the north campus that has done nothing yet, and a service beside it. */
export async function replicaScene() {
  const folder = profileFolder();
  const clock = testClock('2018-06-06T00:30:00.000Z');
  const service = modelService(modelBase());
  let desk = await openReplicaDesk({ folder, clock });
  let serial = 0;
  const page = (limit = 1000): PullAnswer =>
    service.pull(desk.sync.readTo()?.cursor ?? START.cursor, 'north', limit);
  const must = (outcome: StoredOutcome): void => {
    if (!outcome.ok) throw new Error(`${outcome.code} ${JSON.stringify(outcome.facts)}`);
  };
  const tryHere = (type: string, entity: string, input: Draft['input'], set: Set = {}) =>
    desk.executor.run(draftOf(type, entity, input, set));
  const trySubmit = (entity: string, set: Draft['input'] = {}) =>
    tryHere('reallocation.submit', entity, { ...SUBMIT, ...set }, { codePrefix: 'N1' });
  return {
    folder,
    service,
    desk: () => desk,
    /** Closes the desk, lets something happen to its files, and opens it again. */
    async reopen(between: () => void = () => undefined, base: Base = modelBase()) {
      desk.close();
      between();
      desk = await openReplicaDesk({ folder, clock, base });
    },
    async join() {
      desk.join('north');
      await desk.sync.joinOnBase(START);
    },
    trySubmit,
    submit: async (entity: string, set: Draft['input'] = {}) => must(await trySubmit(entity, set)),
    here: async (type: string, entity: string, input: Draft['input'], set: Set = {}) =>
      must(await tryHere(type, entity, input, set)),
    async elsewhere(type: string, entity: string, input: Draft['input'], actor = 'desk-b') {
      serial += 1;
      const draft = draftOf(type, entity, input, { actor });
      const at = desk.store.clock.now();
      const result = await service.take({ ...draft, desk: 'other', cseq: serial, v: 1, at });
      if (result.refusal !== null) throw new Error(`${type}: ${result.refusal}`);
    },
    page,
    pull: () => desk.sync.applyPage(page()),
    /** The service takes what waits; gives its answers. */
    async push(): Promise<CommandResult[]> {
      const commands = desk.sync.commandsFrom(desk.sync.firstOpen() ?? 1, 100);
      const results = [];
      for (const command of commands) results.push(await service.take(command));
      return results;
    },
    snapshot: (lines: Iterable<string> = service.main('north')) =>
      desk.sync.loadSnapshot(streamed(lines), () => undefined),
    history: (lines: Iterable<string>) => desk.sync.loadHistory(streamed(lines)),
    request: (id: string) => desk.rows('request').find((each) => each.id === id),
    close() {
      desk.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The scene of a test. */
export type ReplicaScene = Awaited<ReturnType<typeof replicaScene>>;

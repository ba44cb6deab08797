// Bugs of the desk: what it drops, saves too early or never reaches the disk.

import type { ReplicaSync } from '../../../src/main/desk/sync/replica-sync-port.ts';
import type { Store } from '../../../src/main/desk/profile/store.ts';
import type { CentralCall } from '../../../src/main/desk/sync/central-port.ts';
import type { PushBody } from '../../../src/shared/sync/protocol.ts';
import { handleOn } from '../../support/sim/disk.ts';
import type { Bug } from './bug.ts';

/** Commands that a desk takes for done though nobody said so, by desk. */
function dropping() {
  const dropped = new Map<string, Set<string>>();
  const of = (desk: string) => {
    const known = dropped.get(desk) ?? new Set<string>();
    dropped.set(desk, known);
    return known;
  };
  /** The desk's files without what was dropped. */
  const without = (replica: ReplicaSync, desk: string, store: Store): ReplicaSync => ({
    ...replica,
    commandsFrom: (cseq, limit) =>
      replica.commandsFrom(cseq, limit).filter(({ id }) => !of(desk).has(id)),
    firstOpen() {
      const open = store.outbox.page('waiting', 0, 0, 1000).toReversed();
      return open.find(({ command }) => !of(desk).has(command.id))?.command.cseq ?? null;
    },
  });
  return { of, without };
}

const pushed = ({ path, body }: CentralCall): string[] =>
  path === '/v1/push' ? (body as PushBody).commands.map((command) => command.id) : [];

/** Removes commands from the outbox when they are sent, not when they have their result. */
const dropOnSend: Bug = {
  name: 'drop_on_send',
  what: 'commands leave the outbox when they are sent',
  twist() {
    const { of, without } = dropping();
    return {
      replica: without,
      central: (central, desk) => ({
        ...central,
        call(call, signal) {
          for (const id of pushed(call)) of(desk).add(id);
          return central.call(call, signal);
        },
      }),
    };
  },
};

/** Takes a 4xx for an answer to the commands. */
const dropOn4xx: Bug = {
  name: 'drop_on_4xx',
  what: 'commands leave the outbox on any 4xx',
  twist() {
    const { of, without } = dropping();
    return {
      replica: without,
      central: (central, desk) => ({
        ...central,
        async call(call, signal) {
          const answer = await central.call(call, signal);
          const refused = answer.status >= 400 && answer.status < 500;
          if (refused) for (const id of pushed(call)) of(desk).add(id);
          return answer;
        },
      }),
    };
  },
};

/** Lets the outbox be written back at leisure. */
const outboxNotFull: Bug = {
  name: 'outbox_not_full',
  what: 'the outbox is not written through (synchronous = NORMAL)',
  twist: () => ({
    opened: (_, folder) => void handleOn(folder, 'outbox.db')?.pragma('synchronous = NORMAL'),
  }),
};

/** Marks how far the log was read before the rows are there. */
const cursorFirst: Bug = {
  name: 'cursor_first',
  what: 'the cursor is saved before the rows of the page',
  twist: () => ({
    replica: (replica, _, store) => ({
      ...replica,
      async applyPage(page) {
        const before = replica.readTo();
        if (before === null || before.cursor.seq !== page.from.seq) return replica.applyPage(page);
        const mark = (readTo: unknown) =>
          store.replica().transact((writes) => writes.mark('readTo', JSON.stringify(readTo)));
        mark({ epoch: page.epoch, cursor: page.through });
        mark(before);
        return replica.applyPage(page);
      },
    }),
  }),
};

/** Keeps to itself what shows that people signed in here. */
const noReceipts: Bug = {
  name: 'no_receipts',
  what: 'the desk sends no receipts of sign-ins',
  twist: () => ({
    central: (central) => ({
      ...central,
      call(call, signal) {
        if (call.path !== '/v1/push') return central.call(call, signal);
        const { receipts: _, ...body } = call.body as PushBody;
        return central.call({ ...call, body }, signal);
      },
    }),
  }),
};

/** Bugs of the desk. */
export const DESK_BUGS: readonly Bug[] = [
  dropOnSend,
  dropOn4xx,
  outboxNotFull,
  cursorFirst,
  noReceipts,
];

// How the desk stands to a central service, what of its actions waits or was refused, and what can be done about it.

import * as z from 'zod';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { instantOf, millis } from '../../../shared/lib/time.ts';
import type { DeskContract } from '../../../shared/desk-contract.ts';
import { enrollCodeAnswer } from '../../../shared/sync/entry.ts';
import { isAccepted } from '../../../shared/sync/protocol.ts';
import { orRefusal } from '../auth/staff-access.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import { actorOf, asPerson } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import type { Judged } from '../outbox/results.ts';
import type { JoinAsked, JoinOutcome } from '../sync/join.ts';
import { redoOf } from '../queues/redo.ts';
import { lookingAs } from './looker.ts';
import { exportActions } from './sync-export.ts';
import { listSync } from './sync-list.ts';
import { syncStatus } from './sync-status.ts';

type Names = Extract<keyof DeskContract, `sync.${string}`>;

const DONE = { ok: true as const };
const ALONE = refuse('alone');

/** A refused action of this desk that is not put away; undefined for any other. */
function refusedOf({ store }: DeskContext, commandId: string): Judged | undefined {
  const placed = store.outbox.byId(commandId);
  const result = store.outbox.resultOf(commandId);
  if (!placed || !result || isAccepted(result.code)) return undefined;
  return { ...placed, result, dismissed: false };
}

function rowHandlers(context: DeskContext): DeskHandlers<'sync.dismiss' | 'sync.redo'> {
  const { store } = context;
  return {
    'sync.dismiss': ({ commandId }) =>
      asPerson(context, async () => {
        const { rows } = await listSync(context, { filter: 'refused', offset: 0, limit: 1000 });
        const row = rows.find((each) => each.commandId === commandId);
        if (!row) return refuse('not_found', { kind: 'command' });
        const ids = [commandId, ...row.chain.map((each) => each.commandId)];
        store.outbox.dismiss(ids, store.clock.now());
        store.changes.tell(['outbox', 'sync']);
        return DONE;
      }),
    'sync.redo': ({ commandId }) =>
      asPerson(context, async () => {
        const refused = refusedOf(context, commandId);
        return refused
          ? redoOf(lookingAs(context), refused)
          : refuse('not_found', { kind: 'command' });
      }),
  };
}

/** Instants of the service are real time; a page is told the library's. */
function libraryTime({ store }: DeskContext, instant: string): string {
  return instantOf(millis(instant) + store.clock.offset());
}

function administration(
  context: DeskContext,
): DeskHandlers<'sync.enrollCode' | 'sync.desks' | 'sync.revokeDesk'> {
  const { store, session, central, access } = context;
  return {
    'sync.enrollCode': ({ campus }) =>
      asPerson(context, async ({ staff }) => {
        const call = { method: 'POST', path: '/v1/enroll-codes', body: { campus } } as const;
        const made = await access.ask(staff.id, call, enrollCodeAnswer);
        if (!made.ok) return made;
        const { code, expiresOn } = made.value;
        return { ok: true, code, expiresOn: libraryTime(context, expiresOn) };
      }),
    async 'sync.desks'() {
      session.must();
      if (store.joined() === null) return ALONE;
      const asked = await orRefusal(() => central.askDesks());
      if (!asked.ok) return asked;
      const desks = asked.value.map(({ desk, deskCode, seenOn, enrolledOn, ...rest }) => ({
        ...rest,
        id: desk,
        code: deskCode,
        enrolledOn: libraryTime(context, enrolledOn),
        lastSeen: seenOn && libraryTime(context, seenOn),
        own: desk === store.deskId,
      }));
      return { ok: true, desks };
    },
    'sync.revokeDesk': ({ deskId }) =>
      asPerson(context, async ({ staff }) => {
        const call = { method: 'POST', path: '/v1/desks/revoke', body: { desk: deskId } } as const;
        const done = await access.ask(staff.id, call, z.unknown());
        store.changes.tell(['sync']);
        return done.ok ? DONE : done;
      }),
  };
}

/**
 * Joining is an administrator's to do. Where nobody can be one yet, or everybody (the demonstration), the service's
 * code is enough.
 */
async function join(context: DeskContext, asked: JoinAsked): Promise<JoinOutcome> {
  const { store, signIn } = context;
  if (signIn.needsAdmin() || store.base.demo !== null) return context.join(asked);
  return administered(context, () => context.join(asked));
}

/** Only an administrator who is signed in does it. */
function administered<T extends { ok: true }>(
  context: DeskContext,
  work: () => Promise<T | Refusal>,
): Promise<T | Refusal> {
  return asPerson(context, async (person): Promise<T | Refusal> => {
    if (mayDo('staff.save', actorOf(context, person))) return work();
    return refuse('forbidden', { action: 'administer', roles: 'admin', reach: null });
  });
}

/** Makes the handlers of sync. */
export function syncHandlers(context: DeskContext): DeskHandlers<Names> {
  const { store, session, central } = context;
  const joined = async (work: () => void) => {
    if (store.joined() === null) return ALONE;
    work();
    return DONE;
  };
  return {
    ...rowHandlers(context),
    ...administration(context),
    // Asked before anybody signs in, too: whether the service is reached decides who can.
    'sync.status': async () => syncStatus(context),
    'sync.list': async (asked) => (session.must(), listSync(context, asked)),
    'sync.join': (asked) => join(context, asked),
    'sync.move': ({ address }) => administered(context, () => context.move(address)),
    'sync.now': () => asPerson(context, () => joined(() => central.engine.now())),
    'sync.resync': () => asPerson(context, () => joined(() => central.engine.resync())),
    'sync.export': ({ full }) =>
      asPerson(context, (person) => exportActions(context, person, full)),
  };
}

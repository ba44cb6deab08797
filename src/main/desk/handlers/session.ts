// Who works here, the status bar, the clock, what waits in the outbox, what a page remembers.

import { refuse } from '../../../shared/lib/result.ts';
import type { StaffRole } from '../../../shared/library/entities.ts';
import { allRows } from '../db/statements.ts';
import { STEPS } from '../clock.ts';
import { actorOf, asPerson } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import { clockAnswer } from '../../../shared/sync/entry.ts';
import { grantsInForce, reachesPoint } from '../auth/session.ts';
import type { Person } from '../auth/session.ts';
import { onlyVendors } from '../auth/visible.ts';
import { pointsOf } from '../auth/sign-in.ts';
import { mirror } from '../profile/mirror.ts';
import { queueCounts } from '../queues/workbench.ts';
import { centralBar } from './sync-status.ts';

type Names =
  | 'session.info'
  | 'session.signIn'
  | 'session.firstAdmin'
  | 'session.signOut'
  | 'session.lock'
  | 'session.unlock'
  | 'session.touch'
  | 'session.point'
  | 'session.password'
  | 'status.bar'
  | 'clock.advance'
  | 'memory.get'
  | 'memory.set'
  | 'changes';

function accounts(context: DeskContext) {
  const { store } = context;
  if (store.base.demo === null) return [];
  return allRows(store.replica().statements, 'staff')
    .filter((staff) => staff.active)
    .map(({ login, name, grants }) => ({
      login,
      name,
      roles: [...new Set<StaffRole>(grants.map((grant) => grant.role))],
    }));
}

function personView(context: DeskContext) {
  const who = context.session.signedIn();
  if (!who) return null;
  const { store } = context;
  const day = store.settings().calendars.dayOf(store.clock.now());
  const { staff, point } = who;
  const grants = grantsInForce(staff, day).map(({ role, campuses, collections }) => ({
    role,
    campuses,
    collections,
  }));
  const { id, campus, code, name } = point;
  return {
    id: staff.id,
    login: staff.login,
    name: staff.name,
    grants,
    point: { id, campus, code, name },
  };
}

function sessionInfo(context: DeskContext) {
  const { store, signIn, session, access } = context;
  const { policies } = store.settings();
  const staffId = session.signedIn()?.staff.id ?? '';
  return {
    library: { zh: policies.text('library.name.zh'), en: policies.text('library.name.en') },
    demo: store.base.demo !== null,
    needsAdmin: signIn.needsAdmin(),
    locked: session.locked(),
    person: personView(context),
    joined: store.joined() !== null,
    online: access.isOnline(staffId),
    mustChange: access.mustChange(staffId),
    accounts: accounts(context),
    demoPassword: store.base.demo?.password ?? null,
    points: pointsOf(store).map(({ id, campus, code, name }) => ({ id, campus, code, name })),
    lockAfterMinutes: policies.number('session.lock_minutes'),
    now: store.clock.now(),
    zone: policies.text('library.zone'),
    clockOffset: store.clock.offset(),
    deskCode: store.joined()?.deskCode ?? DESK_CODE,
    profile: context.profile,
  };
}

/** A desk that works alone is the first of its library. */
const DESK_CODE = 'D1';

async function statusBar(context: DeskContext) {
  const { store, session } = context;
  const vendors = onlyVendors(actorOf(context, session.must()));
  const problem = store.problem();
  const counts = await queueCounts(store.replica().reads, store.clock.now(), vendors);
  return {
    ...centralBar(context),
    problem: problem && refuse(problem.code, problem.facts),
    queues: counts.map(({ queue, pending, late, open }) => ({ queue, pending, late, open })),
  };
}

/** Only the demonstration has a clock of its own, and it only goes forward; with a service everybody's does. */
async function advanceClock(context: DeskContext, { staff }: Person, by: keyof typeof STEPS) {
  const { store, access, central } = context;
  if (store.joined() !== null) {
    const call = { method: 'POST', path: '/v1/clock', body: { by } } as const;
    const told = await access.ask(staff.id, call, clockAnswer);
    if (!told.ok) return told;
    await central.adoptClock(told.value.clockOffset);
    return { ok: true as const, requestId: null, remarks: [], undo: null };
  }
  if (store.base.start === null) return refuse('not_demo');
  await context.executor.alone(async () => {
    store.clock.advance(STEPS[by]);
    mirror(store);
  });
  store.changes.tell(['clock', 'session']);
  await context.runDue();
  return { ok: true as const, requestId: null, remarks: [], undo: null };
}

function movePoint(context: DeskContext, pointId: string) {
  return asPerson(context, async ({ staff }) => {
    const { store, session } = context;
    const place = pointsOf(store).find((each) => each.id === pointId);
    const day = store.settings().calendars.dayOf(store.clock.now());
    if (!place || !reachesPoint(staff, place, day)) return refuse('point_out_of_scope');
    session.open(staff.id, pointId);
    return { ok: true as const };
  });
}

/** Makes the handlers of the session. */
export function sessionHandlers(context: DeskContext): DeskHandlers<Names> {
  const { store, session, signIn } = context;
  const { kept } = store.outbox;
  return {
    'session.info': async () => sessionInfo(context),
    'session.signIn': (input) => signIn.signIn(input),
    'session.firstAdmin': (input) => signIn.firstAdmin(input),
    async 'session.signOut'() {
      const who = session.signedIn();
      session.close();
      if (who) context.access.forget(who.staff.id);
      return {};
    },
    'session.lock': async () => (session.lock(), {}),
    'session.unlock': ({ password }) => signIn.unlock(password),
    'session.touch': async () => (session.touch(), {}),
    'session.point': ({ point }) => movePoint(context, point),
    'session.password': ({ old, fresh }) => signIn.changePassword(old, fresh),
    'status.bar': () => statusBar(context),
    'clock.advance': ({ by }) => asPerson(context, (person) => advanceClock(context, person, by)),
    async 'memory.get'({ key }) {
      return { value: kept.get('memory', session.must().staff.id, key) ?? null };
    },
    async 'memory.set'({ key, value }) {
      kept.set('memory', session.must().staff.id, key, value);
      store.changes.tell(['memory']);
      return {};
    },
    changes: (_input, _caller, signal) => store.changes.listen(signal),
  };
}

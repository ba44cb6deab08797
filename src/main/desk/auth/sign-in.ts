// Coming in and going out: sign-in with a service point, unlocking, the first administrator, new passwords.

import * as z from 'zod';
import { derivedId } from '../../../shared/lib/ids.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { Place, Staff } from '../../../shared/library/entities.ts';
import { allRows } from '../db/statements.ts';
import type { Store } from '../profile/store.ts';
import { sha256 } from '../../../node/env.ts';
import type { Executor } from '../queues/execute.ts';
import { passwordRefusal } from '../../../node/passwords.ts';
import type { Link } from '../sync/link.ts';
import { readToOf } from '../sync/read-to.ts';
import type { CheckPerson } from './check-person.ts';
import { grantsInForce, reachesPoint } from './session.ts';
import type { Session } from './session.ts';
import { orRefusal } from './staff-access.ts';
import type { StaffAccess } from './staff-access.ts';

/** Done, or why not. */
type Answer = { ok: true } | Refusal;

/** What opens and closes the session. */
export interface SignIn {
  signIn(input: { login: string; password: string; point: string }): Promise<Answer>;
  unlock(password: string): Promise<Answer>;
  /** Whether an administrator has still to be made. */
  needsAdmin(): boolean;
  firstAdmin(input: FirstAdmin): Promise<Answer>;
  changePassword(old: string, fresh: string): Promise<Answer>;
  /** An administrator sets somebody's password. */
  setPassword(staffId: string, password: string): Promise<Answer>;
  /** Checks a second person who signs in the same form. */
  second(login: string, password: string): Promise<{ ok: true; staff: Staff } | Refusal>;
}

/** What the first administrator fills in. */
interface FirstAdmin {
  code: string;
  name: string;
  login: string;
  password: string;
  library: string;
}

/** What sign-in stands on. */
export interface SignInParts {
  store: Store;
  session: Session;
  executor: Executor;
  people: CheckPerson;
  access: StaffAccess;
  /** The line to the service; null on a desk that works alone. */
  link(): Link | null;
  newId(): string;
  /** One-time code of the first administrator. */
  startCode: string;
}

const DONE: Answer = { ok: true };

/** Gives every account of a demo its ready verifier, once. */
export function keepDemoVerifiers(store: Store): void {
  const { kept } = store.outbox;
  if (store.base.demo === null || kept.get('desk', '', 'demoVerifiers') === true) return;
  for (const { id } of allRows(store.replica().statements, 'staff')) {
    kept.set('verifier', id, 'phc', store.base.demo.verifier);
  }
  kept.set('desk', '', 'demoVerifiers', true);
}

/** Makes it. */
export function createSignIn(parts: SignInParts): SignIn {
  const { store, session, people, access } = parts;
  const { check, keep } = people;
  const staffRows = () => allRows(store.replica().statements, 'staff');
  const today = () => store.settings().calendars.dayOf(store.clock.now());
  const needsAdmin = () => {
    const joined = store.joined() !== null;
    // A desk that waits for the first rows of its service knows nothing of its people yet.
    if (joined && readToOf(store.replica()) === null) return false;
    return !staffRows().some(
      (staff) =>
        grantsInForce(staff, today()).some((grant) => grant.role === 'admin') &&
        (joined || people.hasVerifier(staff.id)),
    );
  };

  return {
    needsAdmin,
    async second(login, password) {
      const checked = await check(login, password);
      // A signature is no sign-in: only the person who works here stays known to the service.
      const working = session.signedIn()?.staff.id;
      if (checked.ok && checked.staff.id !== working) access.forget(checked.staff.id);
      return checked;
    },
    async signIn({ login, password, point }) {
      const checked = await check(login, password);
      if (!checked.ok) return checked;
      const place = store.settings().place(point);
      if (!isPoint(place) || !isOfDesk(store, place)) return refuse('point_out_of_scope');
      if (!reachesPoint(checked.staff, place, today())) return refuse('point_out_of_scope');
      session.open(checked.staff.id, point);
      return DONE;
    },
    async unlock(password) {
      const who = session.signedIn();
      if (!who) return refuse('not_signed_in');
      const checked = await check(who.staff.login, password);
      if (!checked.ok) return checked;
      if (session.signedIn()?.staff.id === who.staff.id) session.unlock();
      return DONE;
    },
    async changePassword(old, fresh) {
      const who = session.person();
      if (!who.ok) return who;
      const { staff } = who.person;
      const checked = await check(staff.login, old);
      if (!checked.ok) return checked;
      const weak = passwordRefusal(fresh, staff.login);
      if (weak) return weak;
      const told = await tellPassword(parts, staff.id, { staffId: staff.id, old, fresh });
      if (!told.ok) return told;
      access.changed(staff.id);
      await keep(staff.id, fresh);
      store.changes.tell(['session']);
      return DONE;
    },
    async setPassword(staffId, password) {
      const staff = staffRows().find((each) => each.id === staffId);
      if (!staff) return refuse('not_found', { kind: 'staff' });
      const weak = passwordRefusal(password, staff.login);
      if (weak) return weak;
      const admin = session.signedIn()?.staff.id ?? '';
      if (store.joined() !== null) {
        return tellPassword(parts, admin, { staffId, old: null, fresh: password });
      }
      await keep(staff.id, password);
      return DONE;
    },
    firstAdmin: (input) =>
      needsAdmin() ? firstAdmin(parts, input) : Promise.resolve(refuse('bad_code')),
  };
}

/** On a joined desk the service keeps the passwords; alone there is nobody to tell. */
async function tellPassword(
  { store, access }: SignInParts,
  by: string,
  body: { staffId: string; old: string | null; fresh: string },
): Promise<Answer> {
  if (store.joined() === null) return DONE;
  const call = { method: 'POST', path: '/v1/password', body } as const;
  const told = await access.ask(by, call, z.unknown());
  return told.ok ? DONE : told;
}

/** The first administrator of an empty library: made here on a desk alone, else by the service. */
async function firstAdmin(parts: SignInParts, input: FirstAdmin): Promise<Answer> {
  const { store, session, people } = parts;
  const weak = passwordRefusal(input.password, input.login);
  if (weak) return weak;
  const made =
    store.joined() === null ? await adminHere(parts, input) : await adminThere(parts, input);
  if (!made.ok) return made;
  const checked = await people.check(input.login, input.password);
  if (!checked.ok) return checked;
  const [point] = pointsOf(store);
  if (point) session.open(checked.staff.id, point.id);
  return DONE;
}

async function adminThere({ link }: SignInParts, body: FirstAdmin): Promise<Answer> {
  const line = link();
  if (!line) return refuse('offline');
  const call = { method: 'POST', path: '/v1/first-admin', body } as const;
  const made = await orRefusal(() => line.ask(call, z.unknown()));
  return made.ok ? DONE : made;
}

async function adminHere(parts: SignInParts, input: FirstAdmin): Promise<Answer> {
  const { tries, keep } = parts.people;
  const waits = tries.refusal('start code');
  if (waits) return waits;
  if (input.code.trim().toUpperCase() !== parts.startCode) {
    tries.wrong('start code');
    return refuse('bad_code');
  }
  const made = await makeAdmin(parts, input);
  if (!made.ok) return made;
  await keep(made.staffId, input.password);
  tries.right('start code');
  return DONE;
}

function isPoint(place: Place | undefined): place is Place {
  return place?.kind === 'point' && place.active;
}

/** Joining fixes the campus of a desk; one that works alone plays every part. */
function isOfDesk(store: Store, place: Place): boolean {
  const joined = store.joined();
  return joined === null || place.campus === joined.campus;
}

/** Service points in use where this desk may stand, in their order. */
export function pointsOf(store: Store): Place[] {
  return allRows(store.replica().statements, 'place')
    .filter(isPoint)
    .filter((place) => isOfDesk(store, place))
    .toSorted((a, b) => a.campus.localeCompare(b.campus) || a.order - b.order);
}

/** The first administrator and the library's name, by commands like everything else. */
async function makeAdmin(
  { store, executor, newId }: SignInParts,
  { name, login, library }: FirstAdmin,
): Promise<{ ok: true; staffId: string } | Refusal> {
  const known = allRows(store.replica().statements, 'staff').find((each) => each.login === login);
  const commandId = newId();
  const staffId = known?.id ?? derivedId(commandId, 0, sha256);
  const admin = {
    role: 'admin',
    campuses: null,
    collections: null,
    vendorId: null,
    from: null,
    until: null,
    lentBy: null,
  };
  const row: Record<string, unknown> = {
    id: staffId,
    ver: known?.ver ?? 0,
    login: login.trim(),
    name: name.trim(),
    grants: [...(known?.grants ?? []), admin],
    readerId: known?.readerId ?? null,
    active: true,
  };
  const save = (id: string, type: string, entity: string, input: Record<string, unknown>) =>
    executor.run({ id, actor: 'system', point: null, type, entity, expectHead: null, input });
  const made = await save(commandId, 'staff.save', staffId, { row });
  if (!made.ok) return made;
  for (const key of ['library.name.zh', 'library.name.en']) {
    if (library.trim() === '') break;
    const ver = 0;
    await save(newId(), 'policy.save', key, { row: { id: key, ver, value: library.trim() } });
  }
  return { ok: true, staffId };
}

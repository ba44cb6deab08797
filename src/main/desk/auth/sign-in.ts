// Coming in and going out: sign-in with a service point, unlocking, the first administrator, new passwords.

import { derivedId } from '../../../shared/lib/ids.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { Place, Staff } from '../../../shared/library/entities.ts';
import { allRows } from '../db/statements.ts';
import type { Store } from '../profile/store.ts';
import { sha256 } from '../queues/env.ts';
import type { Executor } from '../queues/execute.ts';
import { createPasswords, passwordRefusal } from './passwords.ts';
import { grantsInForce, reachesPoint } from './session.ts';
import type { Session } from './session.ts';
import { createTries } from './tries.ts';

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
  /** Real time, for waits. */
  real: Clock;
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
  const { store, session, real } = parts;
  const { kept } = store.outbox;
  const passwords = createPasswords();
  const tries = createTries(kept, real);
  const staffRows = () => allRows(store.replica().statements, 'staff');
  const today = () => store.settings().calendars.dayOf(store.clock.now());
  const verifierOf = (staffId: string) => {
    const value = kept.get('verifier', staffId, 'phc');
    return typeof value === 'string' ? value : undefined;
  };
  const keep = async (staffId: string, password: string): Promise<Answer> => {
    kept.set('verifier', staffId, 'phc', await passwords.hash(password));
    return DONE;
  };

  const check = async (login: string, password: string) => {
    const waits = tries.refusal(login);
    if (waits) return waits;
    const staff = staffRows().find((each) => each.login === login.trim());
    const right = await passwords.matches(staff && verifierOf(staff.id), password);
    if (!staff || !right) {
      tries.wrong(login);
      return refuse('bad_login');
    }
    tries.right(login);
    if (grantsInForce(staff, today()).length === 0) return refuse('inactive');
    return { ok: true as const, staff };
  };

  const needsAdmin = () =>
    !staffRows().some(
      (staff) =>
        grantsInForce(staff, today()).some((grant) => grant.role === 'admin') &&
        verifierOf(staff.id) !== undefined,
    );

  return {
    needsAdmin,
    second: check,
    async signIn({ login, password, point }) {
      const checked = await check(login, password);
      if (!checked.ok) return checked;
      const place = store.settings().place(point);
      if (!isPoint(place) || !reachesPoint(checked.staff, place, today())) {
        return refuse('point_out_of_scope');
      }
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
      return passwordRefusal(fresh, staff.login) ?? keep(staff.id, fresh);
    },
    async setPassword(staffId, password) {
      const staff = staffRows().find((each) => each.id === staffId);
      if (!staff) return refuse('not_found', { kind: 'staff' });
      return passwordRefusal(password, staff.login) ?? keep(staff.id, password);
    },
    async firstAdmin(input) {
      if (!needsAdmin()) return refuse('bad_code');
      const waits = tries.refusal('start code');
      if (waits) return waits;
      if (input.code.trim().toUpperCase() !== parts.startCode) {
        tries.wrong('start code');
        return refuse('bad_code');
      }
      const weak = passwordRefusal(input.password, input.login);
      if (weak) return weak;
      const made = await makeAdmin(parts, input);
      if (!made.ok) return made;
      await keep(made.staffId, input.password);
      tries.right('start code');
      const point = [...pointsOf(store)][0];
      if (point) session.open(made.staffId, point.id);
      return DONE;
    },
  };
}

function isPoint(place: Place | undefined): place is Place {
  return place?.kind === 'point' && place.active;
}

/** Service points in use, in their order. */
export function pointsOf(store: Store): Place[] {
  return allRows(store.replica().statements, 'place')
    .filter(isPoint)
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

// Staff at a desk, booksellers from elsewhere: their sign-in and their passwords.

import type { Staff } from '../../shared/library/entities.ts';
import { passwordRefusal } from '../../node/passwords.ts';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { AuthContext } from './auth-context.ts';
import type { Auth } from './auth-port.ts';
import type { CheckSecret } from './check-secret.ts';
import { adminFailure } from './enrol.ts';
import { reachesCampus, staffById, staffByLogin, vendorOf, worksHere } from './known.ts';
import type { KnownStaff } from './known.ts';
import { newReceipt } from './receipts.ts';
import { blindName } from './secrets.ts';
import type { Opened, Sessions } from './sessions.ts';

type PeopleAuth = Pick<Auth, 'personSession' | 'vendorSession' | 'password'>;
type PasswordOf = Parameters<Auth['password']>;

/** The session of somebody whose id nobody else can have had. */
export function justOpened(opened: Opened | null): Opened {
  if (!opened) throw new Error('a session id was given twice');
  return opened;
}

async function checkStaff(
  context: AuthContext,
  check: CheckSecret,
  typed: { login: string; password: string },
  at: { from: string; desk: string | null },
) {
  const login = typed.login.trim().toLowerCase();
  return check<KnownStaff>({
    name: blindName(await context.key(), 'login', login),
    kind: 'staff',
    secret: typed.password,
    ...at,
    async find() {
      const who = await staffByLogin(context.lane, login);
      return who && { id: who.staff.id, who };
    },
  });
}

async function refused(context: AuthContext, who: Staff, desk: string | null, code: string) {
  await context.audit('sign_in_refused', who.id, desk, { kind: 'staff', code });
  return failure(403, code);
}

/** Why somebody with the right password may not work at a desk of that campus. */
function closedTo(known: KnownStaff, campus: string): string | null {
  if (!worksHere(known)) return 'inactive';
  return reachesCampus(known, campus) ? null : 'point_out_of_scope';
}

/** Puts the new password in place; whoever else goes on with the old one is out. */
async function setPassword(
  context: AuthContext,
  staff: Staff,
  fresh: string,
  set: { mustChange: boolean; keep?: string },
): Promise<Failure | null> {
  const weak = passwordRefusal(fresh, staff.login);
  if (weak) return failure(400, weak.code, weak.facts);
  const { store } = context;
  const phc = await context.passwords.hash(fresh);
  await store.auth.setCredential('staff', staff.id, phc, set.mustChange, context.now());
  await store.auth.revokeOwner('staff', staff.id, set.keep);
  await store.auth.revokeOwner('vendor', staff.id, set.keep);
  return null;
}

async function ownPassword(
  context: AuthContext,
  check: CheckSecret,
  [who, body]: PasswordOf,
): Promise<{ ok: true } | Failure> {
  const desk = who.kind === 'staff' ? who.desk.id : null;
  const { login } = who.staff;
  const typed = { login, password: body.old ?? '' };
  const checked = await checkStaff(context, check, typed, { from: `session ${who.session}`, desk });
  if (checked.failed) return checked;
  if (body.old === body.fresh) return failure(400, 'same_password');
  const set = { mustChange: false, keep: who.session };
  const weak = await setPassword(context, who.staff, body.fresh, set);
  if (weak) return weak;
  await context.audit('password', who.staff.id, desk);
  return { ok: true };
}

async function othersPassword(
  context: AuthContext,
  [who, body]: PasswordOf,
): Promise<{ ok: true } | Failure> {
  // Who gave this administrator a password may still be the one who uses it.
  if (who.mustChange) return failure(403, 'must_change');
  const denied = await adminFailure(context, who.staff);
  if (denied) return denied;
  const known = await staffById(context.lane, body.staffId);
  if (!known) return failure(404, 'not_found', { kind: 'staff' });
  const weak = await setPassword(context, known.staff, body.fresh, { mustChange: true });
  if (weak) return weak;
  const desk = who.kind === 'staff' ? who.desk.id : null;
  await context.audit('password_set', who.staff.id, desk, { for: body.staffId });
  return { ok: true };
}

/** Makes the part of sign-in that is about people who work here. */
export function peopleAuth(
  context: AuthContext,
  sessions: Sessions,
  check: CheckSecret,
): PeopleAuth {
  return {
    async personSession(desk, body, from) {
      const checked = await checkStaff(context, check, body, { from, desk: desk.id });
      if (checked.failed) return checked;
      const { staff } = checked.who;
      const closed = closedTo(checked.who, desk.campus);
      if (closed !== null) return refused(context, staff, desk.id, closed);
      const now = context.now();
      await context.store.auth.addStaffOfDesk(desk.id, staff.id, now);
      const open = { kind: 'staff', desk: desk.id, owner: staff.id } as const;
      const { tokens } = justOpened(await sessions.open(open));
      await context.audit('sign_in', staff.id, desk.id, { from: context.address(from) });
      const receipt = newReceipt(await context.key(), desk.id, staff.id, now);
      return { ...tokens, staffId: staff.id, mustChange: checked.mustChange, receipt };
    },
    async vendorSession(body, from) {
      const checked = await checkStaff(context, check, body, { from, desk: null });
      if (checked.failed) return checked;
      const { staff } = checked.who;
      const vendorId = vendorOf(checked.who);
      if (vendorId === null) return refused(context, staff, null, 'inactive');
      const open = { kind: 'vendor', desk: null, owner: staff.id } as const;
      const { tokens } = justOpened(await sessions.open(open));
      await context.audit('sign_in', staff.id, null, {
        vendorId,
        from: context.address(from),
      });
      return { ...tokens, vendorId, mustChange: checked.mustChange };
    },
    password: (who, body) =>
      body.staffId === who.staff.id
        ? ownPassword(context, check, [who, body])
        : othersPassword(context, [who, body]),
  };
}

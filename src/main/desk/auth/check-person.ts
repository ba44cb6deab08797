// Whether somebody is who they say: asked of the service where there is one, else of what this desk itself has seen.

import { DAY_MS, millis } from '../../../shared/lib/time.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { Staff } from '../../../shared/library/entities.ts';
import { createPasswords } from '../../../node/passwords.ts';
import { allRows, rowById } from '../db/statements.ts';
import type { Store } from '../profile/store.ts';
import type { Timers } from '../sync/ask.ts';
import { grantsInForce } from './session.ts';
import type { StaffAccess } from './staff-access.ts';
import { createTries } from './tries.ts';
import type { Tries } from './tries.ts';

/** Without the service only staff who were seen here lately may sign in. */
const SEEN_WITHIN_MS = 7 * DAY_MS;
/** Somebody whom the service knows may be new: their row is waited for so often, so long (milliseconds). */
const ROW_TRIES = 20;
const ROW_WAIT = 250;

/** Who it is, or why not. */
type Checked = { ok: true; staff: Staff } | Refusal;

/** Checks people and keeps what they can be checked by without the service. */
export interface CheckPerson {
  tries: Tries;
  check(login: string, password: string): Promise<Checked>;
  /** Keeps a verifier of the password; on a joined desk it is good for a week from now. */
  keep(staffId: string, password: string): Promise<void>;
  hasVerifier(staffId: string): boolean;
}

/** What it stands on. */
export interface CheckParts {
  store: Store;
  access: StaffAccess;
  /** Real time. */
  real: Clock;
  timers: Timers;
}

/** Makes it. */
export function createCheckPerson({ store, access, real, timers }: CheckParts): CheckPerson {
  const { kept } = store.outbox;
  const passwords = createPasswords();
  const tries = createTries(kept, real);
  const today = () => store.settings().calendars.dayOf(store.clock.now());
  const verifierOf = (staffId: string) => {
    const value = kept.get('verifier', staffId, 'phc');
    return typeof value === 'string' ? value : undefined;
  };
  const wasSeen = (staffId: string) => {
    const seen = kept.get('verifier', staffId, 'seen');
    return typeof seen === 'string' && millis(real.now()) - millis(seen) <= SEEN_WITHIN_MS;
  };
  const keep = async (staffId: string, password: string): Promise<void> => {
    kept.set('verifier', staffId, 'phc', await passwords.hash(password));
    kept.set('verifier', staffId, 'seen', real.now());
  };
  const working = (staff: Staff): Checked =>
    grantsInForce(staff, today()).length === 0 ? refuse('inactive') : { ok: true, staff };

  const checkHere = async (login: string, password: string): Promise<Checked> => {
    const waits = tries.refusal(login);
    if (waits) return waits;
    const rows = allRows(store.replica().statements, 'staff');
    const staff = rows.find((each) => each.login === login.trim());
    if (staff && store.joined() !== null && !wasSeen(staff.id)) return refuse('offline_too_long');
    const right = await passwords.matches(staff && verifierOf(staff.id), password);
    if (!staff || !right) {
      tries.wrong(login);
      return refuse('bad_login');
    }
    tries.right(login);
    return working(staff);
  };

  /** The row of somebody whom the service knows; it may still be on its way. */
  const rowOf = async (staffId: string): Promise<Staff | undefined> => {
    for (let left = ROW_TRIES; ; left -= 1) {
      const staff = rowById(store.replica().statements, 'staff', staffId);
      if (staff || left <= 0) return staff;
      await new Promise<void>((resolve) => timers.after(ROW_WAIT, resolve));
    }
  };

  return {
    tries,
    keep,
    hasVerifier: (staffId) => verifierOf(staffId) !== undefined,
    async check(login, password) {
      if (store.joined() === null) return checkHere(login, password);
      const word = await access.signIn(login, password);
      if (word === 'away') return checkHere(login, password);
      if (!word.ok) return word;
      const staff = await rowOf(word.staffId);
      if (!staff) return refuse('not_yet_here');
      await keep(staff.id, password);
      tries.right(login);
      return working(staff);
    },
  };
}

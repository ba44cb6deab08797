// Who works at this desk: one person whatever the number of windows, locked after idle minutes of real time.

import { millis } from '../../../shared/lib/time.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { Grant, Place, Staff } from '../../../shared/library/entities.ts';
import { RpcError } from '../../../shared/rpc/failure.ts';
import { rowById } from '../db/statements.ts';
import type { Store } from '../profile/store.ts';

/** Somebody who is signed in and not locked out, with the service point where they stand. */
export interface Person {
  staff: Staff;
  point: Place;
}

/** The session of a profile. */
export interface Session {
  /** Who is signed in, locked or not. */
  signedIn(): Person | null;
  locked(): boolean;
  /** The person, or why nothing may be done. */
  person(): { ok: true; person: Person } | Refusal;
  /** The person; a query of anybody else fails. */
  must(): Person;
  open(staffId: string, pointId: string): void;
  close(): void;
  lock(): void;
  unlock(): void;
  touch(): void;
}

/** Whether a grant holds on a day. */
function isInForce(grant: Grant, day: string): boolean {
  return (grant.from === null || grant.from <= day) && (grant.until === null || day <= grant.until);
}

/** The person's grants that hold today. */
export function grantsInForce(staff: Staff, day: string): Grant[] {
  return staff.active ? staff.grants.filter((grant) => isInForce(grant, day)) : [];
}

/** Whether one of the person's grants reaches the point's campus. */
export function reachesPoint(staff: Staff, point: Place, day: string): boolean {
  return grantsInForce(staff, day).some(
    (grant) => grant.campuses === null || grant.campuses.includes(point.campus),
  );
}

interface Open {
  staffId: string;
  pointId: string;
  locked: boolean;
  touched: number;
}

/** Makes the session; `real` is real time, not the library's. */
export function createSession(store: Store, real: Clock): Session {
  let open: Open | null = null;
  const tell = () => store.changes.tell(['session']);
  const signedIn = (): Person | null => {
    if (!open) return null;
    const staff = rowById(store.replica().statements, 'staff', open.staffId);
    const point = store.settings().place(open.pointId);
    return staff?.active && point ? { staff, point } : null;
  };
  const locked = () => {
    if (!open) return false;
    const idle = millis(real.now()) - open.touched;
    const limit = store.settings().policies.number('session.lock_minutes') * 60_000;
    if (!open.locked && idle > limit) {
      open.locked = true;
      tell();
    }
    return open.locked;
  };
  const person: Session['person'] = () => {
    const who = signedIn();
    if (!who) return refuse('not_signed_in');
    return locked() ? refuse('locked') : { ok: true, person: who };
  };
  const set = (change: Partial<Open>) => {
    if (open) open = { ...open, touched: millis(real.now()), ...change };
    tell();
  };
  return {
    signedIn,
    locked,
    person,
    must() {
      const who = person();
      if (!who.ok) throw new RpcError({ code: 'denied' });
      return who.person;
    },
    open(staffId, pointId) {
      open = { staffId, pointId, locked: false, touched: millis(real.now()) };
      tell();
    },
    close() {
      open = null;
      tell();
    },
    lock: () => set({ locked: true }),
    unlock: () => set({ locked: false }),
    touch() {
      if (open && !locked()) open.touched = millis(real.now());
    },
  };
}

// What a desk keeps of the service that it has joined, beside its key and sessions.

import type { Kept } from '../outbox/kept.ts';

/** The service of a desk, and what this desk is called there. */
export interface Joined {
  address: string;
  /** Campus whose open requests' private text this desk holds. */
  campus: string;
  /** Prefix of the codes that this desk gives to requests. */
  deskCode: string;
  /** Name of this desk. */
  name: string;
  /** Epoch of the service when the desk joined. */
  epoch: string;
  /** How the first rows are had: over the base that the desk has loaded itself, or by a snapshot. */
  how: 'base' | 'snapshot';
}

/** What changes with joining besides. */
export interface JoinedIdentity {
  deskId: string;
  cardKey: string;
}

const NAME = 'central';

/** The service that the desk has joined; null for a desk that works alone. */
export function joinedOf(kept: Kept): Joined | null {
  return (kept.get('desk', '', NAME) ?? null) as Joined | null;
}

/** Keeps it, with the desk's name and key at that service: all or nothing. */
export function keepJoined(kept: Kept, joined: Joined, { deskId, cardKey }: JoinedIdentity): void {
  kept.setAll('desk', '', { [NAME]: joined, deskId, cardKey });
}

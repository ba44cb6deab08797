// What the store keeps of who may come in: desks, codes, credentials, sessions, tries, the audit trail.

import type { Facts } from '../../shared/lib/result.ts';
import type { Instant } from '../../shared/lib/time.ts';

/** A desk as the service knows it. */
export interface DeskRow {
  id: string;
  /** What people read: `D2`. */
  code: string;
  name: string;
  campus: string;
  /** Raw Ed25519 key, base64url. */
  publicKey: string;
  /** Counter of the last command that got a result. */
  last: number;
  /** Time (`at`, clamped) of that command; null before the first. */
  lastAt: Instant | null;
  /** Commands up to this counter were made alone and are vouched for. */
  vouched: number;
  revoked: boolean;
  enrolledOn: Instant;
  seenOn: Instant | null;
}

/** Whose password, token or PIN it is. */
export type OwnerKind = 'staff' | 'reader' | 'vendor';

/** A session; tokens are kept as their SHA-256 only. */
export interface SessionRow {
  id: string;
  tokenHash: string;
  refreshHash: string;
  kind: 'desk' | OwnerKind;
  /** The desk it is of, or at which the person signed in; null for readers and vendors. */
  desk: string | null;
  /** Staff, reader or desk id; for a vendor the staff id of the bookseller. */
  owner: string;
  /** When the present token ends, and when no refresh helps any more; real time. */
  expiresOn: Instant;
  endsOn: Instant;
  revoked: boolean;
}

/** Everything about who may come in. Real time throughout. */
export interface AuthStore {
  addEnrollCode(code: {
    hash: string;
    campus: string;
    madeBy: string;
    expiresOn: Instant;
  }): Promise<void>;
  /** Uses a code up and makes the desk in one transaction; null when the code is unknown, used or expired. */
  enroll(
    codeHash: string,
    now: Instant,
    make: (campus: string, desks: number) => DeskRow,
  ): Promise<DeskRow | null>;
  setDesk(
    desk: Pick<DeskRow, 'id'> & Partial<Pick<DeskRow, 'revoked' | 'seenOn' | 'name' | 'vouched'>>,
  ): Promise<void>;
  addStaffOfDesk(desk: string, staffId: string, now: Instant): Promise<void>;
  credential(kind: OwnerKind, owner: string): Promise<{ phc: string; mustChange: boolean } | null>;
  setCredential(
    kind: OwnerKind,
    owner: string,
    phc: string,
    mustChange: boolean,
    now: Instant,
  ): Promise<void>;
  countCredentials(kind: OwnerKind): Promise<number>;
  /** Gives false, and adds nothing, when there is a session with that id already. */
  addSession(session: SessionRow): Promise<boolean>;
  sessionByToken(tokenHash: string): Promise<SessionRow | null>;
  sessionByRefresh(refreshHash: string): Promise<SessionRow | null>;
  /** Exchanges the tokens of a session, if nobody did so before. */
  refreshSession(
    id: string,
    oldRefreshHash: string,
    next: Pick<SessionRow, 'tokenHash' | 'refreshHash' | 'expiresOn'>,
  ): Promise<boolean>;
  revokeSession(id: string): Promise<void>;
  /** Ends every session of a person or desk, but one if it is named. */
  revokeOwner(kind: SessionRow['kind'], owner: string, except?: string): Promise<void>;
  tries(name: string): Promise<{ wrong: number; until: Instant | null } | null>;
  setTries(name: string, tries: { wrong: number; until: Instant | null } | null): Promise<void>;
  /** Appends a line to the audit trail, which nothing changes or removes. */
  audit(line: AuditLine): Promise<void>;
  auditLines(limit: number, before: number | null): Promise<(AuditLine & { n: number })[]>;
  /** Forgets sessions and codes that ended before, and tries whose wait was over before. */
  sweep(before: Instant): Promise<void>;
}

/** One line of the audit trail of signing in and administration; commands are in the log. */
export interface AuditLine {
  at: Instant;
  /** `sign_in`, `sign_in_refused`, `enroll`, `revoke`, `reveal` (the command), `reveal_sent`, `password` … */
  what: string;
  who: string | null;
  desk: string | null;
  facts: Facts;
}

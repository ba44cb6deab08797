// What the rest of the service asks of whoever comes in: who a token stands for, and how tokens are had and ended.

import type { Staff } from '../../shared/library/entities.ts';
import type * as z from 'zod';
import type {
  DeskSessionAnswer,
  EnrollAnswer,
  EnrollAgainBody,
  EnrollBody,
  PersonSessionAnswer,
  Tokens,
  challengeAnswer,
  challengeBody,
  deskSessionBody,
  enrollCodeAnswer,
  firstAdminBody,
  forkAnswer,
  forkBody,
  passwordBody,
  personSessionBody,
} from '../../shared/sync/entry.ts';
import type { SignInReceipt } from '../../shared/sync/protocol.ts';
import type { Failure } from '../failure.ts';
import type { DeskRow } from '../store/auth-port.ts';
import type { LoanCodes } from './loan-codes.ts';

/**
 * Whoever a valid token stands for. `session` is the session's id; `mustChange`: their password was given by somebody
 * else, and until they have chosen one they may do nothing else.
 */
export type Who =
  | { kind: 'desk'; session: string; desk: DeskRow }
  | { kind: 'staff'; session: string; desk: DeskRow; staff: Staff; mustChange: boolean }
  | { kind: 'reader'; session: string; readerId: string; mustChange: boolean }
  | { kind: 'vendor'; session: string; staff: Staff; vendorId: string; mustChange: boolean };

/** Signing in and out. Failures: 401 (bad or ended), 403 `desk_revoked`, 429 with a wait. `from` is the caller's address. */
export interface Auth {
  who(token: string): Promise<Who | Failure>;
  enrollCode(staff: Staff, campus: string): Promise<z.output<typeof enrollCodeAnswer> | Failure>;
  /** A code made on the service's own machine, or given there; `madeBy` `console`. */
  consoleCode(campus: string, given?: string): Promise<{ code: string; expiresOn: string }>;
  enroll(body: EnrollBody, from: string): Promise<EnrollAnswer | Failure>;
  /** The same answer once more; until the desk has sent anything, what it did alone by now is vouched for. */
  enrollAgain(desk: DeskRow, body: EnrollAgainBody): Promise<EnrollAnswer>;
  challenge(body: z.output<typeof challengeBody>): Promise<z.output<typeof challengeAnswer>>;
  deskSession(
    body: z.output<typeof deskSessionBody>,
    from: string,
  ): Promise<DeskSessionAnswer | Failure>;
  personSession(
    desk: DeskRow,
    body: z.output<typeof personSessionBody>,
    from: string,
  ): Promise<PersonSessionAnswer | Failure>;
  /** Takes the receipts of people at a desk, which stand for what was lost here; others are passed over. */
  admit(desk: DeskRow, receipts: readonly SignInReceipt[]): Promise<void>;
  readerSession(
    body: { card: string; pin: string },
    from: string,
  ): Promise<(Tokens & { readerId: string; mustChange: boolean }) | Failure>;
  vendorSession(
    body: { login: string; password: string },
    from: string,
  ): Promise<(Tokens & { vendorId: string; mustChange: boolean }) | Failure>;
  refresh(refresh: string): Promise<Tokens | Failure>;
  end(session: string): Promise<void>;
  password(
    who: Extract<Who, { kind: 'staff' | 'vendor' }>,
    body: z.output<typeof passwordBody>,
  ): Promise<{ ok: true } | Failure>;
  /** A new PIN of a reader, for staff who serve readers; the reader has to choose another one. */
  givePin(staff: Staff, deskId: string, readerId: string): Promise<{ pin: string } | Failure>;
  /** Another PIN of a reader; other sessions than the named one end. */
  readerPin(
    readerId: string,
    body: { old: string; fresh: string },
    session?: string,
  ): Promise<{ ok: true } | Failure>;
  /** Whether the library has nobody yet who could administer it. */
  needsAdmin(): Promise<boolean>;
  /** A one-time code for making the first administrator, to be printed where the service runs; it ends earlier ones. */
  adminCode(): Promise<string>;
  /** Makes the first administrator by that code. */
  firstAdmin(body: z.output<typeof firstAdminBody>, from: string): Promise<{ ok: true } | Failure>;
  /** Gives one of two machines that count under the same id an id of its own; who signed in there stays known. */
  forkDesk(
    desk: DeskRow,
    body: z.output<typeof forkBody>,
  ): Promise<z.output<typeof forkAnswer> | Failure>;
  /** Codes of loans that readers pass on. */
  loanCodes: LoanCodes;
  /** Takes a desk out of the library at once. */
  revokeDesk(staff: Staff, deskId: string): Promise<{ ok: true } | Failure>;
}

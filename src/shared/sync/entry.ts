// What desk and service say to each other about who may come in: joining, sessions, passwords, readers' full text.

import * as z from 'zod';
import { signInReceipt } from './protocol.ts';

const id = z.string().min(1).max(80);
const seq = z.number().int().min(0);

/** `POST /v1/enroll`: a one-time code of an administrator makes this machine a desk of the library. */
export const enrollBody = z.strictObject({
  code: z.string().min(4).max(40),
  /** Raw Ed25519 public key, base64url. */
  publicKey: z.string().regex(/^[\w-]{43}$/u),
  /** Id under which the desk has counted its commands so far. */
  desk: z.uuid(),
  name: z.string().min(1).max(80),
  /** Digest of the base that the desk stands on; null for a desk without rows. */
  baseId: z.string().nullable(),
  /** Counter of the last command that it made alone; the administrator's code vouches for those. */
  madeAlone: seq,
});
export type EnrollBody = z.output<typeof enrollBody>;
/** `POST /v1/desk`, where the answer of enrolling was lost: what the desk has done alone by now. */
export const enrollAgainBody = enrollBody.pick({ baseId: true, madeAlone: true });
export type EnrollAgainBody = z.output<typeof enrollAgainBody>;
/** What a desk is told when it joins. */
export const enrollAnswer = z.object({
  desk: z.string(),
  deskCode: z.string(),
  campus: z.string(),
  epoch: z.string(),
  library: z.object({ zh: z.string(), en: z.string() }),
  /** Key of the readers' card hashes. */
  cardKey: z.string(),
  baseId: z.string(),
  /** Milliseconds that the library's clock is ahead of real time; null where it is real time. */
  clockOffset: z.number().nullable(),
});
export type EnrollAnswer = z.output<typeof enrollAnswer>;

/** `POST /v1/session/challenge`, then `POST /v1/session` with the signature over `shutai-desk/<challenge>`. */
export const challengeBody = z.strictObject({ desk: id });
/** What to sign. */
export const challengeAnswer = z.object({ challenge: z.string() });
/** The signed challenge. */
export const deskSessionBody = z.strictObject({
  desk: id,
  challenge: z.string().max(200),
  /** Ed25519 signature, base64url. */
  signature: z.string().max(100),
});
/** A token pair: 15 minutes, then `POST /v1/session/refresh`; 12 hours at most. Times in seconds. */
export const tokens = z.object({
  token: z.string(),
  refresh: z.string(),
  expiresIn: z.number(),
  endsIn: z.number(),
});
export type Tokens = z.output<typeof tokens>;
/** Tokens of a desk, with what may have changed since it enrolled. */
export const deskSessionAnswer = tokens.extend({
  epoch: z.string(),
  campus: z.string(),
  deskCode: z.string(),
  clockOffset: z.number().nullable(),
});
export type DeskSessionAnswer = z.output<typeof deskSessionAnswer>;

/** `POST /v1/session/person` with the desk's token: who signs in there. */
export const personSessionBody = z.strictObject({
  login: z.string().min(1).max(80),
  password: z.string().min(1).max(128),
});
/** Tokens of a person at that desk. */
export const personSessionAnswer = tokens.extend({
  staffId: z.string(),
  /** The password was given by somebody else and must be chosen anew. */
  mustChange: z.boolean(),
  /** For the desk to keep; a service of before gives none. */
  receipt: signInReceipt.optional(),
});
export type PersonSessionAnswer = z.output<typeof personSessionAnswer>;
/** `POST /v1/session/refresh`: new tokens for old. */
export const refreshBody = z.strictObject({ refresh: z.string().max(100) });

/** `POST /v1/password` with a staff token: the person's own, or (administrators) somebody's new one-time password. */
export const passwordBody = z.strictObject({
  staffId: id,
  old: z.string().max(128).nullable(),
  fresh: z.string().min(1).max(128),
});

/** `POST /v1/first-admin` with the code that the service of an empty library prints: its first administrator. */
export const firstAdminBody = z.strictObject({
  code: z.string().min(4).max(40),
  name: z.string().trim().min(1).max(80),
  login: z.string().trim().min(1).max(80),
  password: z.string().min(1).max(128),
  /** Name of the library; empty leaves it as it is. */
  library: z.string().trim().max(80),
});

/** `POST /v1/readers/pin` with a staff token: a PIN for a reader who has none, or has forgotten it. */
export const givePinBody = z.strictObject({ readerId: id });
/** It is shown once, opens nothing but the choosing of another one, and ends what was open. */
export const givePinAnswer = z.object({ pin: z.string() });

/** `POST /v1/reveal` with a staff token, after the command `reader.reveal`: a reader's name and contact. */
export const revealBody = z.strictObject({ readerId: id });
/** A reader in full. */
export const revealAnswer = z.object({
  name: z.string(),
  card: z.string(),
  phone: z.string(),
  email: z.string(),
});

/** `POST /v1/readers/erase` with an administrator's token: a reader's name, contact, words and links, for good. */
export const eraseReaderBody = z.strictObject({ readerId: id });
/** How many requests lost their reader, and how many texts and old images are gone. */
export const eraseReaderAnswer = z.object({ requests: z.number(), gone: z.number() });

/** `POST /v1/readers/find` with a staff token: readers by the beginning of a name. */
export const findReadersBody = z.strictObject({ name: z.string().min(1).max(60) });
/** Ids of the readers found, at most 50. */
export const findReadersAnswer = z.object({ ids: z.array(z.string()) });

/** `POST /v1/enroll-codes` with an administrator's token: a code for one new desk of a campus. */
export const enrollCodeBody = z.strictObject({ campus: id });
/** The code, shown once. */
export const enrollCodeAnswer = z.object({ code: z.string(), expiresOn: z.string() });

/** `GET /v1/desks` with a desk's own token: who the others are, so that a conflict can be told by name. */
export const desksAnswer = z.object({
  desks: z.array(
    z.object({
      desk: z.string(),
      deskCode: z.string(),
      name: z.string(),
      campus: z.string(),
      /** Actions that it did alone and that were vouched for when it joined; a service of before does not say. */
      madeAlone: z.number().optional(),
      /** Real time. */
      enrolledOn: z.string(),
      seenOn: z.string().nullable(),
      revoked: z.boolean(),
    }),
  ),
});
export type DesksAnswer = z.output<typeof desksAnswer>;
/** `POST /v1/desks/revoke` with an administrator's token: that desk is out at once. */
export const revokeDeskBody = z.strictObject({ desk: id });

/**
 * `POST /v1/desks/fork` with the desk's own token, after 409 `forked`: two machines count under one id, and this one
 * takes another, with a key of its own. A repeat with the same id and key gets the same answer.
 */
export const forkBody = enrollBody.pick({ desk: true, publicKey: true });
/** The desk under its new id. */
export const forkAnswer = enrollAnswer.pick({ desk: true, deskCode: true, campus: true });

/** `POST /v1/clock` with a staff token: sets the demonstration's clock forward for every desk; 403 `not_demo` elsewhere. */
export const clockBody = z.strictObject({ by: z.enum(['hour', 'day']) });
/** Milliseconds that the library's clock is now ahead of real time. */
export const clockAnswer = z.object({ clockOffset: z.number() });

/** `GET /v1/audit` with an administrator's token: who came in and what was administered, newest first. */
export const auditQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  /** Number of the line before which to go on. */
  before: z.coerce.number().int().min(1).optional(),
});
/** Lines of the audit trail; times are real. */
export const auditAnswer = z.object({
  lines: z.array(
    z.object({
      n: z.number(),
      at: z.string(),
      what: z.string(),
      who: z.string().nullable(),
      desk: z.string().nullable(),
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
});

/** `GET /v1/versions`. */
export const versionsAnswer = z.object({
  protocol: z.object({ newest: z.number(), oldest: z.number() }),
  program: z.string(),
  /** What the service's library stands on, so that a desk can tell before it joins whether what it did alone fits. */
  baseId: z.string().optional(),
});

// The library's own system as its administrators see it: whether it answers, what waits for it, what a test showed.

import * as z from 'zod';

/** Why the library's system gave no answer that can be used. */
export const SYSTEM_FAULTS = [
  'unreachable',
  'tls_untrusted',
  'tls_name',
  'tls_expired',
  'tls_none',
  'tls_wanted',
  'telnet_wanted',
  'login_wanted',
  'login_refused',
  'offline',
  'silent',
  'closed',
  'bad_checksum',
  'bad_message',
  'too_long',
  'out_of_order',
  'bad_value',
  'busy',
  'stopped',
] as const;
export type SystemFaultCode = (typeof SYSTEM_FAULTS)[number];

/** What a SIP2 server can say that it does, in the order of its field BX. */
export const SYSTEM_ABILITIES = [
  'patron_status',
  'check_out',
  'check_in',
  'block_patron',
  'status',
  'resend',
  'login',
  'patron_information',
  'end_session',
  'fee_paid',
  'item_information',
  'item_status_update',
  'patron_enable',
  'hold',
  'renew',
  'renew_all',
] as const;

/** How a probe of the encoding ended, with a Chinese title of this library that the system was asked for. */
export const ENCODING_PROBES = [
  'right',
  'wrong_encoding',
  'other_title',
  'no_title',
  'not_asked',
] as const;

const faultShape = z.object({
  code: z.enum(SYSTEM_FAULTS),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

const statusShape = z.object({
  online: z.boolean(),
  abilities: z.array(z.string()).nullable(),
  version: z.string(),
  institution: z.string(),
  libraryName: z.string(),
  ahead: z.number().nullable(),
  /** Its checksums: right, made in another way than the standard's (and not looked at), or none. */
  checked: z.enum(['right', 'other', 'none']),
});

/** What a test of the connection showed. */
export const librarySystemTest = z.object({
  ok: z.boolean(),
  /** Milliseconds from the first byte to the last answer. */
  took: z.number(),
  fault: faultShape.nullable(),
  status: statusShape.nullable(),
  encoding: z.object({
    probe: z.enum(ENCODING_PROBES),
    barcode: z.string().nullable(),
    ours: z.string().nullable(),
    theirs: z.string().nullable(),
    /** The encoding in which their title is ours. */
    better: z.enum(['gbk', 'utf-8']).nullable(),
  }),
});
export type LibrarySystemTest = z.output<typeof librarySystemTest>;

/** How the service was started to reach the system; the password is told to nobody. */
const settingsShape = z.object({
  /** Of the terminal; null where it signs in nowhere. */
  user: z.string().nullable(),
  by: z.enum(['message', 'telnet']),
  /** Certificates of an authority of the library's own are gone by. */
  ownAuthority: z.boolean(),
  /** Connections at once. */
  lines: z.number().int(),
  /** Empty: what the system says of itself. */
  institution: z.string(),
  location: z.string(),
  dayOrder: z.enum(['dmy', 'mdy']).nullable(),
  /** Where readers collect, as the system names it, by code of campus. */
  pickups: z.record(z.string(), z.string()),
});

/** State of the library's system, and of what waits for it. */
export const librarySystemAnswer = z.object({
  system: z.enum(['built_in', 'sip2']),
  /** `HOST:PORT`; null where the service keeps the ledger itself. */
  address: z.string().nullable(),
  encoding: z.enum(['gbk', 'utf-8']).nullable(),
  /** Whether the lines go over TLS; null where there are none. */
  encrypted: z.boolean().nullable(),
  /** Who keeps the holds: the system, or this service; `unknown` until the system has said what it can do. */
  holds: z.enum(['there', 'here', 'unknown']),
  /** `unknown` until it was first asked. */
  state: z.enum(['answers', 'away', 'unknown']),
  /** Loans, returns, renewals and holds that are still to be put down there. */
  waiting: z.number().int(),
  /** Since when the oldest of them waits. */
  waitingSince: z.string().nullable(),
  lastFault: faultShape.extend({ at: z.string() }).nullable(),
  /** Null where the service keeps the ledger itself, or was started without the system. */
  settings: settingsShape.nullable(),
  /** The last test since this process of the service began. */
  lastTest: librarySystemTest.extend({ at: z.string() }).nullable(),
});
export type LibrarySystemState = z.output<typeof librarySystemAnswer>;

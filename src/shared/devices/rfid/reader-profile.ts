// How a reader is spoken to: the envelope of its frames, its commands as templates, its error numbers. Data, not code,
// because makers give their frames only to whoever asks for them.

import * as z from 'zod';

const bytes = z.string().regex(/^(?:[\dA-Fa-f]{2}(?: ?))*$/u);
const byte = z.string().regex(/^[\dA-Fa-f]{2}$/u);
const word = z.string().regex(/^[\dA-Fa-f]{4}$/u);
const text = z.object({ zh: z.string(), en: z.string() });

/**
 * Tokens with blanks between: two hexadecimal digits, `{name}`, or `{name:N}` for N bytes. In an answer `{name}` takes the
 * rest and comes last.
 */
const template = z
  .string()
  .max(400)
  .regex(
    /^(?:[\dA-Fa-f]{2}|\{[a-z]+(?::\d{1,3})?\})?(?: (?:[\dA-Fa-f]{2}|\{[a-z]+(?::\d{1,3})?\}))*$/u,
  );

/** One command. An answer begins with `{status:1}`; `each` is what repeats in its `{items}`. */
const command = z.object({ send: template, answer: template, each: template.optional() });

/** What can be asked of a reader; one that is left out the reader cannot. */
export const READER_COMMANDS = [
  'inventory',
  'system_info',
  'read_blocks',
  'write_block',
  'write_afi',
  'write_dsfid',
  'read_eas',
  'set_eas',
] as const;
/** A command of a reader. */
export type ReaderCommand = (typeof READER_COMMANDS)[number];

/** What an error number of a reader means. */
const TAG_FAULTS = [
  'tag_gone',
  'tag_locked',
  'tag_refused',
  'reader_gone',
  'reader_silent',
  'reader_answer',
  'reader_cannot',
] as const;
/** Why a tag or its reader did not do what it was told. */
export type TagFaultCode = (typeof TAG_FAULTS)[number];

/** A profile as it lies in `resources/devices/rfid`. */
const readerProfile = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/u),
  name: text,
  /** What is known of it and what was never tried. */
  note: text,
  via: z.enum(['hid', 'serial']),
  /** USB ids of HID readers; hexadecimal. */
  match: z.array(z.object({ vendorId: word, productId: word.optional() })).default([]),
  /** HID: report id and bytes of a report without it. */
  report: z.object({ id: byte, size: z.number().int().min(8).max(1024) }).optional(),
  /** Serial: baud; 8 data bits, no parity, 1 stop bit. */
  baud: z.number().int().min(300).max(1_000_000).optional(),
  envelope: z.object({
    begin: bytes,
    /** What the length counts: the payload, everything after the length, or the whole frame. */
    length: z.object({
      bytes: z.union([z.literal(1), z.literal(2)]),
      order: z.enum(['low_first', 'high_first']),
      counts: z.enum(['payload', 'rest', 'all']),
    }),
    checksum: z.object({
      rule: z.enum(['none', 'sum8', 'xor8', 'crc16_x25', 'crc16_ccitt']),
      order: z.enum(['low_first', 'high_first']),
      from: z.enum(['begin', 'length', 'payload']),
    }),
    end: bytes,
  }),
  /** Order of a UID's bytes on the wire. */
  uid: z.enum(['low_first', 'high_first']),
  /** Blocks that one reading may ask for. */
  blocksAtOnce: z.number().int().min(1).max(64),
  /** Milliseconds in which an answer comes. */
  answerMs: z.number().int().min(50).max(10_000),
  commands: z.partialRecord(z.enum(READER_COMMANDS), command),
  /** Status bytes other than 00. */
  errors: z.record(byte, z.enum(TAG_FAULTS)),
});
/** A profile of a reader. */
export type ReaderProfile = z.output<typeof readerProfile>;

/** Profiles of files; a file that is none is named with the place in it that is wrong. */
export function readReaderProfiles(files: readonly { name: string; text: string }[]): {
  profiles: ReaderProfile[];
  problems: { file: string; problem: string }[];
} {
  const profiles: ReaderProfile[] = [];
  const problems: { file: string; problem: string }[] = [];
  for (const { name, text: json } of files) {
    const read = parsed(json);
    if (typeof read === 'string') problems.push({ file: name, problem: read });
    else if (profiles.some(({ id }) => id === read.id)) {
      problems.push({ file: name, problem: `id ${read.id} is taken` });
    } else profiles.push(read);
  }
  return { profiles, problems };
}

function parsed(json: string): ReaderProfile | string {
  try {
    const { data, error } = readerProfile.safeParse(JSON.parse(json));
    const issue = error?.issues[0];
    if (!data) return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
    if (data.via === 'hid' && !data.report) return 'report: missing';
    return data;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

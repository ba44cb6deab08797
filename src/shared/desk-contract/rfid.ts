// RFID at this desk: its reader, the tags that lie there, security, new books' tags, and what has to be put right.
// Everybody signed in may look and choose the reader; writing has rights of its own (`rfid.secure`, `rfid.program`).

import * as z from 'zod';
import { command, query } from '../rpc/contract.ts';
import { bilingual, facts, refusal, text } from './views.ts';

/** How a reader is reached. */
const READER_KINDS = ['hid', 'serial', 'pcsc', 'simulated'] as const;
/** How the reader stands. `none`: nobody has chosen one. `lost`: it is gone, or could not be opened. */
export const READER_STATES = ['none', 'opening', 'open', 'lost'] as const;
/** What a tag's memory is. `unread`: it lies there and could not be read yet. */
export const TAG_KINDS = ['item', 'blank', 'damaged', 'foreign', 'unread'] as const;
/** What AFI and EAS say. */
export const SECURED = ['in', 'out', 'mixed', 'unknown'] as const;

const told = z.object({ code: z.string(), facts });
const uid = z.string().regex(/^[\dA-F]{4,64}$/u);
const setInfo = z.object({ total: z.number().int(), part: z.number().int() });
const done = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true) }), refusal]);

/** A tag that lies there. */
const padTag = z.object({
  uid: z.string(),
  /** Maker of the chip; null where the UID does not say. */
  maker: z.string().nullable(),
  is: z.enum(TAG_KINDS),
  /** Why it is damaged, foreign or unread. */
  why: told.nullable(),
  /** `iso28560_2`, `iso28560_3`, `iso28560_4`, `alliance`; null for what was not understood. */
  model: z.string().nullable(),
  barcode: z.string().nullable(),
  owner: z.string().nullable(),
  set: setInfo.nullable(),
  usage: z.string().nullable(),
  /** Elements by their number after ISO 28560-1. */
  fields: z.array(z.object({ oid: z.number(), text: z.string() })),
  /** Codes of what is odd and takes nothing from the barcode. */
  remarks: z.array(z.string()),
  secured: z.enum(SECURED),
  /** Two hexadecimal digits; null where the reader does not tell. */
  afi: z.string().nullable(),
  dsfid: z.string().nullable(),
  eas: z.boolean().nullable(),
  /** Bytes of its memory, and blocks that cannot be written any more; null where the reader does not tell. */
  bytes: z.number().nullable(),
  locked: z.array(z.number()).nullable(),
  /** Title of the copy with that barcode; null where there is none here. */
  title: z.string().nullable(),
  /** Being written now. */
  busy: z.boolean(),
});
/** A tag that lies there. */
export type PadTagView = z.output<typeof padTag>;

/** A tag to put right. */
export const fixView = z.object({
  uid: z.string(),
  barcode: z.string().nullable(),
  title: z.string().nullable(),
  /** What is wanted; a new book's tag is to be written and secured. */
  want: z.enum(['in', 'out', 'program']),
  why: told,
  tries: z.number(),
  since: z.string(),
  /** It lies there now. */
  here: z.boolean(),
});
/** A tag to put right. */
export type FixView = z.output<typeof fixView>;

/** RFID at this desk. */
export const rfidContract = {
  'rfid.pad': query(
    z.object({}),
    z.object({
      reader: z.object({
        is: z.enum(READER_STATES),
        kind: z.enum(READER_KINDS).nullable(),
        name: bilingual.nullable(),
        id: z.string().nullable(),
        why: refusal.nullable(),
      }),
      /** What the library has set: AFI as two hexadecimal digits, and what new tags are written with. */
      rules: z.object({
        in: z.string(),
        out: z.string(),
        eas: z.boolean(),
        model: z.string(),
        isil: z.string(),
      }),
      tags: z.array(padTag),
    }),
    ['rfid', 'copy', 'policy', 'session'],
  ),
  /** Looks which readers can be opened, and says why a kind of them cannot be looked for. */
  'rfid.readers': query(
    z.object({}),
    z.object({
      readers: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(READER_KINDS),
          name: bilingual,
          note: bilingual.nullable(),
        }),
      ),
      missing: z.array(refusal),
    }),
  ),
  /** Opens a reader of `rfid.readers`; null: none. Kept, but for the simulated one. */
  'rfid.choose': command(z.object({ reader: z.string().max(300).nullable() }), done),
  /** Writes the security of tags and of copies whose tag lies there; each has its own result. */
  'rfid.secure': command(
    z.object({
      uids: z.array(uid).max(100).default([]),
      barcodes: z.array(text).max(100).default([]),
      to: z.enum(['in', 'out']),
    }),
    z.discriminatedUnion('ok', [
      z.object({
        ok: z.literal(true),
        results: z.array(
          z.object({ uid: z.string().nullable(), barcode: z.string().nullable(), done }),
        ),
      }),
      refusal,
    ]),
  ),
  /** The copy whose tag is to be written: what the tag will say, or why there is none. */
  'rfid.book': query(
    z.object({ barcode: text }),
    z.discriminatedUnion('ok', [
      z.object({
        ok: z.literal(true),
        barcode: z.string(),
        title: z.string(),
        callNumber: z.string(),
        volume: z.string().nullable(),
      }),
      refusal,
    ]),
    ['copy', 'title'],
  ),
  /** Writes the tag of a copy that lies there, reads it back and secures it as in the library. */
  'rfid.program': command(z.object({ uid, barcode: text, set: setInfo.nullable() }), done),
  /** Tags whose writing did not end well, oldest first. */
  'rfid.fixes': query(z.object({}), z.array(fixView), ['rfid', 'copy', 'session']),
  /** Puts a row of that list away. */
  'rfid.dismiss': command(z.object({ uid }), done),
  /** The hand over the simulated reader; only in the demonstration, when that reader was chosen. */
  'rfid.simulate': command(
    z.object({
      /**
       * `put`: a tag with a copy's barcode, a new one, or by its number one that was taken away. `take`: takes a tag away.
       * `tear`: everything is taken away in the middle of the next writing. `unplug`: the reader goes.
       */
      act: z.enum(['put', 'take', 'tear', 'unplug']),
      barcode: text.nullable().default(null),
      uid: uid.nullable().default(null),
    }),
    done,
  ),
};

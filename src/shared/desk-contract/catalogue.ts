// Importing a catalogue: a file is sent by a ticket, looked through, and put into the library once the person says so.

import * as z from 'zod';
import { TEXT_ENCODINGS } from '../catalogue/encoding.ts';
import { FILE_FORMATS, readingOptions } from '../catalogue/options.ts';
import { command, query } from '../rpc/contract.ts';
import { facts, refusal } from './views.ts';

/** Most bytes of a file; a million records have about half of it. */
export const MOST_FILE_BYTES = 2_000_000_000;

/** Path of the page's own origin to which a file is sent (POST, the ticket behind it). */
export const UPLOAD_PATH = '/upload/';

const count = z.number().int().min(0);
const done = z.union([z.object({ ok: z.literal(true) }), refusal]);
const standings = z.object({ new: count, changed: count, same: count });

/** What a file comes to, or has come to so far. */
const found = z.object({
  records: count,
  titles: standings,
  copies: standings,
  /** Records, and copies of records that are taken, which stay out. */
  refusedRecords: count,
  refusedCopies: count,
  /** By code, most frequent first; examples are the first of each. */
  problems: z.array(
    z.object({
      code: z.string(),
      count,
      examples: z.array(
        z.object({ number: count, at: count.nullable(), title: z.string(), facts }),
      ),
    }),
  ),
  /** What the file calls collections that are not known, most frequent first. */
  unknownCollections: z.array(z.object({ name: z.string(), count })),
  /** Columns of a table that mean nothing here. */
  ignoredColumns: z.array(z.string()),
});
/** What a file comes to. */
export type ImportFound = z.output<typeof found>;

/** Where an import stands. `checked` waits for the person; `stopped` has a refusal, or was cancelled. */
export const importState = z.enum([
  'receiving',
  'checking',
  'checked',
  'importing',
  'done',
  'stopped',
]);

const importView = z.object({
  state: importState,
  file: z.object({ name: z.string(), size: count }),
  /** Bytes that have come, or have been read in the present pass. */
  bytes: count,
  kind: z.object({ format: z.enum(FILE_FORMATS), encoding: z.enum(TEXT_ENCODINGS) }).nullable(),
  options: readingOptions,
  found: found.nullable(),
  /** Titles and copies written so far. */
  written: count,
  /** Milliseconds of the looking through, and of the putting in. */
  took: z.object({ check: count, put: count }),
  refusal: refusal.nullable(),
});
/** An import as the page shows it. */
export type ImportView = z.output<typeof importView>;

/** Importing a catalogue. Refused to whoever has not the right `catalogue.put`. */
export const catalogueContract = {
  /** Takes a file of that size by a ticket that is good once. */
  'catalogue.begin': command(
    z.object({
      name: z.string().min(1).max(255),
      size: z.number().int().min(1),
      options: readingOptions,
    }),
    z.union([z.object({ ok: z.literal(true), ticket: z.string() }), refusal]),
  ),
  /** Null while there is none. */
  'catalogue.status': query(z.object({}), importView.nullable(), ['import']),
  /** Looks through the file again with other options. */
  'catalogue.check': command(z.object({ options: readingOptions }), done),
  /** Puts what was looked through into the library. */
  'catalogue.import': command(z.object({}), done),
  /** Stops what is under way and forgets the file; what was put in stays. */
  'catalogue.cancel': command(z.object({}), done),
  /** What is to be said of records, as a table (CSV, UTF-8). */
  'catalogue.report': command(
    z.object({ language: z.enum(['zh', 'en']) }),
    z.union([z.object({ ok: z.literal(true), name: z.string(), text: z.string() }), refusal]),
  ),
};

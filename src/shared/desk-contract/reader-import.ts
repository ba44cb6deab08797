// Readers from a file: sent by a ticket, looked through, and registered once the person says so.

import * as z from 'zod';
import { command, query } from '../rpc/contract.ts';
import { importState } from './catalogue.ts';
import { facts, refusal } from './views.ts';

/** Most bytes of a file with readers; fifty thousand have about a tenth of it. */
export const MOST_READER_FILE = 20_000_000;
/** Rows that a page is shown; all of them are in the report. */
export const SHOWN_ROWS = 200;

const count = z.number().int().min(0);
const done = z.union([z.object({ ok: z.literal(true) }), refusal]);

/**
 * What a row comes to: `compared` is known here and held against name and contact at the service, which alone has them;
 * `written` and `refused` after it was put.
 */
export const ROW_STATES = ['new', 'changed', 'same', 'compared', 'refused', 'written'] as const;

/** What a row can change of a reader who is known; `back`: who had left is a reader again. */
const CHANGES = ['back', 'name', 'phone', 'email', 'category', 'campus', 'expiresOn'] as const;
export type ImportChange = (typeof CHANGES)[number];

const rowShape = z.object({
  /** As the file counts, the heading is 1. */
  number: count,
  /** Masked. */
  card: z.string(),
  name: z.string(),
  state: z.enum(ROW_STATES),
  /** What it changes, as far as that is known here. */
  changes: z.array(z.enum(CHANGES)),
  /** Why it stays out. */
  problem: z.object({ code: z.string(), facts }).nullable(),
});
export type ImportRow = z.output<typeof rowShape>;

const view = z.object({
  state: importState,
  file: z.object({ name: z.string(), size: count }),
  format: z.enum(['csv', 'xlsx']).nullable(),
  /** Rows by what they come to. */
  counts: z.record(z.enum(ROW_STATES), count),
  /** The first of those that stay out, then the first of the others. */
  rows: z.array(rowShape),
  ignoredColumns: z.array(z.string()),
  /** Rows put so far. */
  put: count,
  refusal: refusal.nullable(),
});
/** An import of readers as the page shows it. */
export type ReaderImportView = z.output<typeof view>;

/** What a row without a word on it gets. */
const defaults = z.object({
  campus: z.string().min(1).max(80),
  category: z.string().min(1).max(40),
});
export type ReaderImportDefaults = z.output<typeof defaults>;

/** Importing readers; refused to whoever has not the right `reader.register`. */
export const readerImportContract = {
  'readerImport.begin': command(
    z.object({ name: z.string().min(1).max(255), size: z.number().int().min(1), defaults }),
    z.union([z.object({ ok: z.literal(true), ticket: z.string() }), refusal]),
  ),
  /** Null while there is none, and for whoever has not the right. */
  'readerImport.status': query(z.object({}), view.nullable(), ['import']),
  'readerImport.put': command(z.object({}), done),
  /** Stops what is under way and forgets the file; who was registered stays. */
  'readerImport.cancel': command(z.object({}), done),
  /** What became of each row, as a table (CSV, UTF-8) with masked cards. */
  'readerImport.report': command(
    z.object({ language: z.enum(['zh', 'en']) }),
    z.union([z.object({ ok: z.literal(true), name: z.string(), text: z.string() }), refusal]),
  ),
};

// Scans and search: copies, titles, readers.

import * as z from 'zod';
import { command, query } from '../rpc/contract.ts';
import type { Reader, Title } from '../library/entities.ts';
import {
  refusal,
  row,
  id,
  text,
  requestLine,
  count,
  holding,
  scanCard,
  scanPick,
  scanText,
} from './views.ts';

/** A code with what its scanner says of it, and what a person has said that it means. */
const scanned = {
  text: scanText,
  /** AIM identifier (ISO/IEC 15424) without its `]`; null where the scanner gives none. */
  aim: z.string().max(2).nullable().optional(),
  /** The answer to a card of kind `choice`. */
  pick: scanPick.optional(),
};

/** Scans and search: copies, titles, readers. */
export const searchContract = {
  /** A scan or a typed code: records the sighting of a copy (when signed in at a point) and says what it means. */
  'scan.take': command(
    z.object({
      commandId: id,
      ...scanned,
      source: z.enum(['wedge', 'hid', 'rfid', 'typed', 'camera']),
    }),
    scanCard,
  ),
  /** The card again after something changed; records nothing. */
  'scan.card': query(z.object(scanned), scanCard, [
    'request',
    'copy',
    'loan',
    'custody',
    'circulation_case',
  ]),

  'search.titles': query(
    z.object({ text, offset: z.number().int().min(0), limit: z.number().int().min(1).max(100) }),
    z.object({
      rows: z.array(
        z.object({
          title: row<Title>(),
          copies: z.number(),
          byCampus: z.record(z.string(), z.object({ held: z.number(), available: z.number() })),
        }),
      ),
      count,
    }),
    ['title', 'copy', 'loan'],
  ),
  'search.readers': query(
    z.object({ text, limit: z.number().int().min(1).max(100) }),
    z.object({
      rows: z.array(row<Reader>()),
      count,
      /** Whose names were looked through: everybody's, or only those that this desk keeps, and why. */
      names: z.enum(['all', 'too_short', 'away']),
    }),
    ['reader'],
  ),
  'search.all': query(
    z.object({ text }),
    z.object({
      requests: z.array(requestLine),
      copies: z.array(holding),
      titles: z.array(row<Title>()),
      readers: z.array(row<Reader>()),
    }),
    [],
  ),
  'titles.detail': query(
    z.object({ titleId: z.string() }),
    z
      .object({ title: row<Title>(), holdings: z.array(holding), open: z.array(requestLine) })
      .nullable(),
    ['title', 'copy', 'loan', 'request', 'custody'],
  ),
  'readers.detail': query(
    z.object({ readerId: z.string() }),
    z
      .object({
        reader: row<Reader>(),
        open: z.array(requestLine),
        loans: z.array(
          z.object({
            copyId: z.string(),
            title: z.string(),
            barcode: z.string(),
            dueOn: z.string(),
          }),
        ),
      })
      .nullable(),
    ['reader', 'request', 'loan'],
  ),
  /** A PIN for a reader's phone, shown once; only the service gives one. Allowed to whoever serves at a desk. */
  'readers.givePin': command(
    z.object({ readerId: z.string() }),
    z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), pin: z.string() }), refusal]),
  ),
  /** Name, contact, words and links of a reader are gone for good; only the service does that, for an administrator. */
  'readers.erase': command(
    z.object({ readerId: z.string() }),
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), requests: z.number(), gone: z.number() }),
      refusal,
    ]),
  ),
  /** Full name and contact; logged as a command, allowed to whoever serves readers. */
  'readers.reveal': command(
    z.object({ commandId: id, readerId: z.string(), requestId: z.string().nullable() }),
    z.discriminatedUnion('ok', [
      z.object({
        ok: z.literal(true),
        name: z.string(),
        card: z.string(),
        phone: z.string(),
        email: z.string(),
      }),
      refusal,
    ]),
  ),
};

// How a file is to be read: what the person may set before an import, with defaults that most files need no change of.

import * as z from 'zod';
import { TEXT_ENCODINGS } from './encoding.ts';

/** Kinds of file. */
export const FILE_FORMATS = ['marc21', 'cnmarc', 'csv'] as const;
/** One of them. */
export type FileFormat = (typeof FILE_FORMATS)[number];

/** Subfields of one code, or of several in this order: `f`, `de`. */
const codes = z.string().regex(/^[a-z0-9]{0,6}$/u);

/**
 * Where a record tells of its copies. `callNumber` has alternatives, each of subfields whose values are put together
 * (`f de`: subfield f, and where there is none d and e with a `/`).
 */
export const holdingsMapping = z.object({
  tag: z.string().regex(/^\d{3}$/u),
  barcode: codes,
  collection: codes,
  callNumber: z.string().regex(/^[a-z0-9]{0,6}(?: [a-z0-9]{1,6}){0,3}$/u),
  volume: codes,
});
/** Where a record tells of its copies. */
export type HoldingsMapping = z.output<typeof holdingsMapping>;

/** Defaults: CNMARC 905 as most Chinese systems export it, MARC 21 852 as its holdings format says. */
export const HOLDINGS_DEFAULTS: Record<'cnmarc' | 'marc21', HoldingsMapping> = {
  cnmarc: { tag: '905', barcode: 'b', collection: 'ca', callNumber: 'f de', volume: 'v' },
  marc21: { tag: '852', barcode: 'p', collection: 'bc', callNumber: 'hi j', volume: '3' },
};

/** How a file is to be read; `auto` looks at it. */
export const readingOptions = z.object({
  format: z.enum(['auto', ...FILE_FORMATS]),
  encoding: z.enum(['auto', ...TEXT_ENCODINGS]),
  cnmarc: holdingsMapping,
  marc21: holdingsMapping,
  /** Collections (place ids) by what the file calls them. */
  collections: z.record(z.string().max(80), z.string().max(80)),
  /** Collection of copies that name none; null refuses them. */
  collection: z.string().max(80).nullable(),
});
/** How a file is to be read. */
export type ReadingOptions = z.output<typeof readingOptions>;

/** Everything found out by looking, nothing assumed about collections. */
export const DEFAULT_OPTIONS: ReadingOptions = {
  format: 'auto',
  encoding: 'auto',
  ...HOLDINGS_DEFAULTS,
  collections: {},
  collection: null,
};

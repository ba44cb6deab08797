// Lists that leave the desk as files: made while the page hears how far it is, then fetched once by a ticket.

import * as z from 'zod';
import { feed } from '../rpc/contract.ts';
import { filters, queueName, refusal, sort, tab } from './views.ts';

/** Path of the page's own origin from which a file is fetched (GET, the ticket behind it). */
export const DOWNLOAD_PATH = '/download/';

/** What a list is written as: Excel with typed cells, or CSV in UTF-8 with every field quoted. */
export const TABLE_FORMATS = ['xlsx', 'csv'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** How far long work is, in its own units; `of` is 0 while nobody knows. */
export const progress = z.object({ done: z.number().int().min(0), of: z.number().int().min(0) });
export type Progress = z.output<typeof progress>;

/** The lists. */
export const exportsContract = {
  /**
   * Writes a queue's list as it is asked for, readers masked. The last item has the file, or why there is none;
   * cancelling the feed stops the work and leaves nothing behind.
   */
  'exports.list': feed(
    z.object({
      queue: queueName,
      tab,
      filters,
      sort,
      format: z.enum(TABLE_FORMATS),
      language: z.enum(['zh', 'en']),
    }),
    progress.extend({
      /** Good once, within ten minutes, for whoever asked. `left`: rows beyond what a sheet can hold. */
      file: z
        .object({ ticket: z.string(), name: z.string(), size: z.number(), left: z.number().int() })
        .nullable(),
      refusal: refusal.nullable(),
    }),
  ),
};

// Weekly and monthly reports: counted now, and kept on the desk as they were counted then.

import * as z from 'zod';
import { REPORT_KINDS, report } from '../figures/report.ts';
import { command, query } from '../rpc/contract.ts';
import { day, refusal } from './views.ts';

const period = z.object({ kind: z.enum(REPORT_KINDS), day });
const name = z.string().regex(/^\d{4}-\d\d(?:-\d\d)?$/u);

/** Reports. Refused (`denied`) to whoever has not the right `figures.see`. */
export const reportsContract = {
  /** The report of the week or month in which a day lies, counted now. */
  'reports.make': query(period, report),
  /**
   * Reports that are kept, the newest first; damaged files by the names under which they were put aside; files of
   * another version of the program and files that cannot be read, which lie where they lay.
   */
  'reports.kept': query(
    z.object({}),
    z.object({
      reports: z.array(
        z.object({
          name,
          kind: z.enum(REPORT_KINDS),
          from: z.iso.date(),
          to: z.iso.date(),
          madeOn: z.string(),
        }),
      ),
      damaged: z.array(z.string()),
      foreign: z.array(z.string()),
      unreadable: z.array(z.string()),
      /** Last month's report that is due and could not be kept by itself; it is tried again later. */
      unwritten: z.object({ name, refusal }).nullable(),
    }),
    ['reports'],
  ),
  /** A kept report; null where there is none that can be read. */
  'reports.open': query(z.object({ name }), report.nullable(), ['reports']),
  /** Counts a report and keeps it; never over one that is kept already. */
  'reports.keep': command(
    period,
    z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), name }), refusal]),
  ),
};

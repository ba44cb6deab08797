// A loan that is passed on, as the page of circulation lists it.

import * as z from 'zod';
import type { Transfer } from '../library/circulation-rows.ts';
import { bookLine } from './circulation-views.ts';
import { row } from './views.ts';

/** A transfer with its people. */
export const transferLine = z.object({
  transfer: row<Transfer>(),
  book: bookLine,
  from: z.string(),
  to: z.string().nullable(),
  dueOn: z.string().nullable(),
});
/** A transfer with its people. */
export type TransferLine = z.output<typeof transferLine>;

// What is kept beside the figures of staff pages, as replicated rows: who opened whose page, and what was remarked.

import type { Day, Instant } from '../lib/time.ts';
import type { Row } from './entities.ts';

/** Somebody opened another person's page; that person sees it there. */
export interface StaffOpening extends Row {
  staffId: string;
  by: string;
  day: Day;
  at: Instant;
}

/** Figures that a remark may be about; `page` is all of them. */
export const REMARKED = ['page', 'effort', 'ratio', 'scans', 'found', 'first', 'practice'] as const;

/** What a person says about a figure of their own page, or what an administrator answers. */
export interface StaffRemark extends Row {
  staffId: string;
  by: string;
  at: Instant;
  figure: (typeof REMARKED)[number];
  /** Local days of the period that it is about, both counted. */
  from: Day;
  to: Day;
  text: string;
  /** The remark that it answers; null for a person's own. */
  answers: string | null;
}

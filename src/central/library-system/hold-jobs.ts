// Jobs of the ledger about holds: one that was placed is asked for there, one that ended without a loan is let go.

import * as z from 'zod';
import { HOLD_STEPS, holdStep } from '../../shared/circulation/holds/hold-ledger.ts';
import type { Hold } from '../../shared/library/entities.ts';
import type { Job, NewJob } from '../store/job-port.ts';
import { LEFT_BY, jobOf } from './ledger-jobs.ts';
import type { Change } from './ledger-jobs.ts';

const id = z.string().min(1);
const body = z.object({
  ...LEFT_BY,
  holdId: id,
  what: z.enum(HOLD_STEPS),
  titleId: id,
  readerId: id,
});
export type HoldTask = z.output<typeof body>;

/** What a job is about; null for one of another kind. */
export function holdTaskOf(job: Pick<Job, 'body'>): HoldTask | null {
  return body.safeParse(job.body).data ?? null;
}

/** The job that a changed hold leaves, if any. */
export function holdJob(change: Change): NewJob[] {
  const { put, before, command } = change;
  if (put.kind !== 'hold' || command.type === 'hold.ledger') return [];
  const hold = put.row as Hold;
  const was = before as Hold | undefined;
  const what = holdStep(was, hold);
  if (what === null) return [];
  const { id: holdId, titleId, readerId } = hold;
  return [jobOf<HoldTask>(change, 1, { holdId, what, titleId, readerId })];
}

// Jobs of the ledger about holds: one that was placed is asked for there, one that ended without a loan is let go.

import * as z from 'zod';
import { HOLD_STEPS, holdStep } from '../../shared/circulation/holds/hold-ledger.ts';
import type { Instant } from '../../shared/lib/time.ts';
import type { Hold } from '../../shared/library/entities.ts';
import type { Command } from '../../shared/queues/command.ts';
import type { Kind, Kinds } from '../../shared/queues/world/world.ts';
import type { Job, NewJob } from '../store/job-port.ts';
import { LEDGER_JOB, turnOf } from './ledger-jobs.ts';

const id = z.string().min(1);
const body = z.object({
  holdId: id,
  what: z.enum(HOLD_STEPS),
  titleId: id,
  readerId: id,
  commandId: id,
  by: id,
  desk: id,
});
export type HoldTask = z.output<typeof body>;

/** What a job is about; null for one of another kind. */
export function holdTaskOf(job: Pick<Job, 'body'>): HoldTask | null {
  return body.safeParse(job.body).data ?? null;
}

/** The job that a changed row leaves, if any; `first` as for loans. */
export function holdJob(
  put: { kind: Kind; row: Kinds[Kind] },
  before: Kinds[Kind] | undefined,
  command: Command,
  first: number,
  dueOn: Instant,
): NewJob[] {
  if (put.kind !== 'hold' || command.type === 'hold.ledger') return [];
  const hold = put.row as Hold;
  const was = before as Hold | undefined;
  const what = holdStep(was, hold);
  if (what === null) return [];
  const task: HoldTask = {
    holdId: hold.id,
    what,
    titleId: hold.titleId,
    readerId: hold.readerId,
    commandId: command.id,
    by: command.actor,
    desk: command.desk,
  };
  return [{ key: turnOf(first, 1, hold), kind: LEDGER_JOB, body: task, dueOn }];
}

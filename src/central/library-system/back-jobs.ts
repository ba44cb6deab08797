// Jobs of the ledger about returns that end no loan here: the copy may be charged there by a terminal that is not ours.

import * as z from 'zod';
import { BACK_TOLD } from '../../shared/circulation/loans/back-ledger.ts';
import type { Facts } from '../../shared/lib/result.ts';
import type { Copy } from '../../shared/library/entities.ts';
import type { Job, NewJob } from '../store/job-port.ts';
import { LEFT_BY, jobOf } from './ledger-jobs.ts';
import type { Change } from './ledger-jobs.ts';

const id = z.string().min(1);
const body = z.strictObject({
  ...LEFT_BY,
  copyId: id,
  /** When it was scanned, and when the return counts. */
  scannedOn: id,
  returned: id,
});
export type BackTask = z.output<typeof body>;

/** What a job is about; null for one of another kind. */
export function backTaskOf(job: Pick<Job, 'body'>): BackTask | null {
  return body.safeParse(job.body).data ?? null;
}

/** The job that a returned copy leaves where its command remarks that the system has to hear of it. */
export function backJob(
  change: Change,
  remarks: readonly { code: string; facts: Facts }[],
): NewJob[] {
  const { put } = change;
  if (put.kind !== 'copy') return [];
  const copy = put.row as Copy;
  const told = remarks.find(
    ({ code, facts }) => code === BACK_TOLD && facts['barcode'] === copy.barcode,
  );
  if (!told) return [];
  const scannedOn = String(told.facts['scannedOn']);
  const returned = String(told.facts['returned']);
  return [jobOf<BackTask>(change, 0, { copyId: copy.id, scannedOn, returned })];
}

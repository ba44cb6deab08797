// Jobs of the ledger: what a command leaves to be put down in the library's own system, in the order of the log.

import * as z from 'zod';
import { LEDGER_STEPS, ledgerStep } from '../../shared/circulation/loans/ledger.ts';
import type { Instant } from '../../shared/lib/time.ts';
import type { Hold, Loan } from '../../shared/library/entities.ts';
import type { Command } from '../../shared/queues/command.ts';
import type { Kind, Kinds } from '../../shared/queues/world/world.ts';
import type { Job, NewJob } from '../store/job-port.ts';

/** Kind of these jobs. */
export const LEDGER_JOB = 'ledger';

const id = z.string().min(1);
/** What the task of every job says of the command that left it. */
export const LEFT_BY = { commandId: id, by: id, desk: id };
const body = z.object({
  ...LEFT_BY,
  loanId: id,
  what: z.enum(LEDGER_STEPS),
  copyId: id,
  readerId: id,
  /** Due date before a renewal. */
  dueBefore: z.string().nullable(),
  /** Due date and renewals that the loan had then. */
  dueAsked: z.string().nullable().default(null),
  renewals: z.number().int().nullable().default(null),
  /** Hold that the loan ended. */
  hold: z.string().nullable().default(null),
});
export type LedgerTask = z.output<typeof body>;

/** What a job is about; null for one that nobody here has made. */
export function taskOf(job: Pick<Job, 'body'>): LedgerTask | null {
  return body.safeParse(job.body).data ?? null;
}

/** A row that a command has changed. */
export interface Change {
  put: { kind: Kind; row: Kinds[Kind] };
  before: Kinds[Kind] | undefined;
  command: Command;
  /** Every row of the command. */
  all: readonly { kind: Kind; row: Kinds[Kind] }[];
  /** Number in the log of the command's first row: jobs are done in its order. */
  first: number;
  at: Instant;
}

/** The job that a change leaves; of one command those of a lower `step` are done first. */
export function jobOf<Task extends { [Key in keyof typeof LEFT_BY]: string }>(
  { put, command, first, at }: Change,
  step: number,
  task: Omit<Task, keyof typeof LEFT_BY>,
): NewJob {
  const { id: commandId, actor: by, desk } = command;
  const turn = `${String(first).padStart(12, '0')}/${step}`;
  const key = `ledger/${turn}/${put.row.id}/${put.row.ver}`;
  return { key, kind: LEDGER_JOB, body: { ...task, commandId, by, desk }, dueOn: at };
}

/** The reader's hold that a loan of the same command has ended. */
function heldBefore({ all }: Change, { readerId }: Loan): string | null {
  const served = all.flatMap(({ kind, row }) => (kind === 'hold' ? [row as Hold] : []));
  const own = served.find((hold) => hold.readerId === readerId && hold.outcome === 'lent');
  return own?.id ?? null;
}

/** The job that a changed loan leaves, if any: a return goes first, so that a loan passed on is never charged to two. */
export function ledgerJob(change: Change): NewJob[] {
  const { put, before, command } = change;
  if (put.kind !== 'loan' || command.type === 'loan.ledger') return [];
  const loan = put.row as Loan;
  if (loan.ledger !== 'asked') return [];
  const was = before as Loan | undefined;
  const what = ledgerStep(was, loan);
  if (what === null) return [];
  const job = jobOf<LedgerTask>(change, what === 'back' ? 0 : 1, {
    loanId: loan.id,
    what,
    copyId: loan.copyId,
    readerId: loan.readerId,
    dueBefore: was?.dueOn ?? null,
    dueAsked: loan.dueOn,
    renewals: loan.renewals ?? 0,
    hold: what === 'out' ? heldBefore(change, loan) : null,
  });
  return [job];
}

/** What a job's error text holds, `#5/3/1? silent`. */
export interface Tried {
  /** Attempts that came to nothing. */
  failures: number;
  /** Those of them after which the system had answered other questions: what failed was this one. */
  alone: number;
  /** One of them may have been carried out; so may the one of a process that ended before it wrote anything. */
  uncertain: boolean;
}

/** What is known of earlier attempts. */
export function triedOf(job: Job): Tried {
  const text = /^#(\d+)\/(\d+)\/(\d+)(\??) /u.exec(job.lastError ?? '');
  const [, taking, failures, alone, doubt] = text ?? [];
  const unwritten = Number(taking ?? 0) < job.tries - 1;
  const uncertain = doubt === '?' || unwritten;
  return { failures: Number(failures ?? 0), alone: Number(alone ?? 0), uncertain };
}

/** Error text of a job that goes back into its place. */
export function triedText(job: Job, { failures, alone, uncertain }: Tried, why: string): string {
  return `#${job.tries}/${failures}/${alone}${uncertain ? '?' : ''} ${why}`;
}

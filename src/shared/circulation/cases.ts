// Facts that did not fit the rows where they count, and rules that somebody passed: kept as cases, closed by a person.

import type { Facts, Refusal } from '../lib/result.ts';
import { refuse } from '../lib/result.ts';
import type { CirculationCase } from '../library/circulation-rows.ts';
import type { Copy, Loan, Reader } from '../library/entities.ts';
import { textOf, textOrNull } from '../queues/parts/input.ts';
import { placeCopy } from '../queues/effects/last-place.ts';
import { remark } from '../queues/engine/run.ts';
import type { Run } from '../queues/engine/run.ts';
import { isRefusal, readerOf, scannedCopy } from './input.ts';
import { rightRefusal } from '../queues/rights.ts';

/** Commands that say what has happened to a copy in somebody's hand: such a thing is never lost. */
export const CIRCULATION_FACTS: ReadonlySet<string> = new Set([
  'loan.out',
  'loan.back',
  'copy.in_house',
  'hold.shelve',
  'loan.verify',
  'transfer.desk',
]);

/** Commands that give a copy to a reader: the loan of their case is their own, that of any other is the other side's. */
export const LENDS: ReadonlySet<string> = new Set(['loan.out', 'transfer.desk']);

type About = Partial<Pick<CirculationCase, 'copyId' | 'readerId' | 'loanId'>>;

/** What was tried, by which command, who gave it, and where. */
type Tried = Pick<CirculationCase, 'commandId' | 'tried' | 'by' | 'desk'>;

/** An open case with facts as they are given. */
export function newCase(
  run: Run,
  { commandId, tried, by, desk }: Tried,
  { copyId = null, readerId = null, loanId = null }: About,
  { code, facts }: Pick<Refusal, 'code' | 'facts'>,
): CirculationCase {
  const closing = { closedOn: null, closedBy: null, note: null };
  const what = { commandId, tried, by, desk, copyId, readerId, loanId, code, facts };
  return { id: run.nextId(), ver: 0, ...what, openedOn: run.at, ...closing };
}

function caseOf(run: Run, about: About, code: string, facts: Facts): CirculationCase {
  const { id: commandId, type: tried, actor: by, desk, point } = run.command;
  const told = { ...facts, at: run.at, point };
  return newCase(run, { commandId, tried, by, desk }, about, { code, facts: told });
}

/** A case that is closed as it is opened, with the words of whoever acted: a record, and nothing is left to do about it. */
function keep(run: Run, about: About, code: string, facts: Facts): void {
  const opened = caseOf(run, about, code, facts);
  const note = textOrNull(run.command.input, 'note');
  const closed = { closedOn: run.at, closedBy: run.actor.id, note };
  run.world.put('circulation_case', { ...opened, ...closed });
}

/** Keeps which rules a loan passed, by whom and why; `more` is what came of it besides. */
export function keepPassed(
  run: Run,
  { reader, copy, loanId }: { reader: Pick<Reader, 'id'>; copy: Copy; loanId: string },
  refusals: readonly Refusal[],
  more: Facts = {},
): void {
  const [first] = refusals;
  if (!first) return;
  const passed = refusals.map(({ code }) => code).join(' ');
  const reason = textOf(run.command.input, 'reason');
  const about = { copyId: copy.id, readerId: reader.id, loanId };
  keep(run, about, first.code, { ...first.facts, ...more, passed, reason });
  remark(run, 'rule_passed', { passed });
}

/** Keeps that a copy was taken out of use or put back, by whom and why; `reason` may be empty. */
export function keepStatus(run: Run, copy: Copy, to: Copy['status'], reason: string): void {
  const { id: copyId, barcode, status: from } = copy;
  keep(run, { copyId }, 'copy_status', { barcode, status: to, from, reason });
}

async function aboutOf(run: Run): Promise<About> {
  const { type, entity } = run.command;
  const scanned = await scannedCopy(run);
  const copy = isRefusal(scanned) ? await run.world.get('copy', entity) : scanned;
  if (copy && run.point !== null) placeCopy(run, copy, run.point.id);
  const lends = LENDS.has(type);
  const reader = lends ? await readerOf(run) : null;
  return {
    copyId: copy?.id ?? null,
    readerId: reader === null || isRefusal(reader) ? null : reader.id,
    loanId: lends ? entity : textOrNull(run.command.input, 'loanId'),
  };
}

/** Records a fact that is illegal here: the copy's place, and a case for a person. */
export async function openCirculationCase(run: Run, { code, facts }: Refusal): Promise<void> {
  const scan = textOf(run.command.input, 'scan');
  const about = await aboutOf(run);
  const told: Facts = about.copyId === null && scan !== '' ? { scan } : {};
  run.world.put('circulation_case', caseOf(run, about, code, { ...facts, ...told }));
}

/** Opens a case beside a command that counts, for a person to look whether things are as the rows say. */
export function openDoubt(run: Run, about: About, { code, facts }: Refusal): void {
  run.world.put('circulation_case', caseOf(run, about, code, facts));
}

/**
 * Two desks that did not know of each other had the copy: only their clocks say which was last. `scan`: what the other one
 * did is no loan but the last scan of the copy.
 */
export function doubtOrder(run: Run, copy: Copy, loan: Loan, scan: 'scan' | null = null): void {
  const { id: copyId, barcode, seenAt, seenOn, lastReturnedOn } = copy;
  const { id: loanId, readerId } = loan;
  const other = { scannedAt: seenAt, scannedOn: seenOn, returned: lastReturnedOn === seenOn };
  const facts = { barcode, ...(scan === null ? {} : other) };
  openDoubt(run, { copyId, readerId, loanId }, refuse('order_unsure', facts));
}

/** The open case of a loan that this desk began and that did not count: a return there belongs to it. */
export async function caseOfReturn(
  run: Run,
  copyId: string,
  loanId: string | null,
): Promise<CirculationCase | null> {
  const cases = await run.world.list('openCirculationCases', copyId);
  const lendings = cases.filter(
    (each) => LENDS.has(each.tried) && each.facts['backOn'] === undefined,
  );
  const named = lendings.find((each) => each.loanId === loanId);
  if (loanId !== null) return named ?? null;
  return lendings.find((each) => each.desk === run.command.desk && each.openedOn <= run.at) ?? null;
}

/** Carries out `circulation_case.close`: the entity is the case, `note` says what was done. */
export async function closeCirculationCase(run: Run): Promise<Refusal | null> {
  const refused = rightRefusal(run, 'circulation_case.close', 'close_circulation_case');
  if (refused) return refused;
  const open = await run.world.get('circulation_case', run.command.entity);
  if (!open) return refuse('not_found', { kind: 'circulation_case' });
  if (open.closedOn !== null) return refuse('case_closed');
  const note = textOrNull(run.command.input, 'note');
  if (note === null) return refuse('note_required', { field: 'note' });
  const { id: closedBy } = run.actor;
  run.world.put('circulation_case', { ...open, closedOn: run.at, closedBy, note });
  return null;
}

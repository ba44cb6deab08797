// Where the library's own system keeps the ledger: which changes of a loan it is asked for, and what its answer changes here.

import * as z from 'zod';
import { millis } from '../../lib/time.ts';
import { refuse } from '../../lib/result.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { Hold, Loan } from '../../library/entities.ts';
import type { Policies } from '../../library/policies.ts';
import { SERVICE_DESK } from '../../queues/command.ts';
import type { Run } from '../../queues/engine/run.ts';
import { newCase } from '../cases.ts';
import { waitAgain } from '../holds/queue-of-holds.ts';
import { copyFacts, tellReader } from '../notices/tell.ts';
import { uncountLoan } from './daily.ts';

/** Policy that says who keeps the ledger; the service sets it, since it is the one that asks. */
export const LEDGER_POLICY = 'loan.ledger';

/** Whether the loan waits for a word of the library's system; while none is asked, nothing does. */
export function awaitsLedger(
  { ledger }: Pick<Loan, 'ledger'>,
  policies: Pick<Policies, 'text'>,
): boolean {
  return ledger === 'asked' && policies.text(LEDGER_POLICY) !== 'built_in';
}

/** Steps of a loan that the ledger has to hear of. */
export const LEDGER_STEPS = ['out', 'back', 'renew'] as const;
export type LedgerStep = (typeof LEDGER_STEPS)[number];

/**
 * Which step a change of a loan is to the ledger; null for none. Books of booksellers are in no catalogue yet, a lost
 * copy is no return, and for a due date brought forward there is no message.
 */
export function ledgerStep(before: Loan | undefined, after: Loan): LedgerStep | null {
  if (after.channel === 'vendor' || after.ended === 'refused') return null;
  if (!before) return after.closedOn === null ? 'out' : null;
  if (before.closedOn === null && after.closedOn !== null) {
    return after.ended === 'lost' ? null : 'back';
  }
  const renewed = (after.renewals ?? 0) > (before.renewals ?? 0);
  return after.closedOn === null && renewed ? 'renew' : null;
}

/**
 * Marks every loan of a command that the library's system has to hear of, and no other; called once all else is
 * decided, so that no action of a queue can forget it.
 */
export async function askLedger(run: Run): Promise<void> {
  if (run.env.settings.policies.text(LEDGER_POLICY) === 'built_in') return;
  if (run.command.type === 'loan.ledger') return;
  for (const { kind, before, after } of await run.world.changes()) {
    // What the queues and the library itself let readers wait for is theirs; nobody else can serve it.
    const isPlaced = kind === 'hold' && !before && run.command.type === 'hold.place';
    if (isPlaced) run.world.put('hold', { ...(after as Hold), ledger: 'asked' });
    if (kind !== 'loan') continue;
    const loan = after as Loan;
    const was = before as Loan | undefined;
    if (ledgerStep(was, loan) !== null) run.world.put('loan', { ...loan, ledger: 'asked' });
    else if (loan.ledger === 'asked' && was?.ledger !== 'asked') {
      const { ledger: _, ...unasked } = loan;
      run.world.put('loan', { ...unasked, ...(was?.ledger ? { ledger: was.ledger } : {}) });
    }
  }
}

const said = z.string().max(500);

/** What `loan.ledger` says of an answer of the library's system. */
const ledgerInput = z.strictObject({
  what: z.enum(LEDGER_STEPS),
  ok: z.boolean(),
  /** It said no, and may have put it down all the same: an answer was lost, and nothing tells to whom the copy is charged. */
  unclear: z.boolean().default(false),
  /** Due date that the system named. */
  due: z.string().max(30).nullable(),
  /** Due date before a renewal. */
  dueBefore: z.string().max(30).nullable(),
  /** Due date and renewals of the loan as they were asked for; null where that was not kept. */
  dueAsked: z.string().max(30).nullable(),
  renewals: z.number().int().nullable(),
  /** Hold that the loan ended. */
  hold: z.string().max(80).nullable().default(null),
  /** The system's own words. */
  message: said,
  /** The system wants something done with a copy that came back. */
  alert: z.boolean(),
  /** Kind of that (CV): 01 to 03 for a hold, 04 for another place; empty where it was not said. */
  kind: z.string().max(2).default(''),
  /** Code of the fault where it could not be asked at all. */
  fault: z.string().max(40).nullable(),
  /** Command that began, ended or renewed the loan, and who gave it. */
  commandId: z.string().max(80),
  by: z.string().max(80),
  desk: z.string().max(80),
});
export type LedgerInput = z.output<typeof ledgerInput>;

/** Whether something of the loan is asked for besides what was answered: its return, or a renewal that came later. */
function isAsked(loan: Loan, { what, renewals }: LedgerInput): boolean {
  if (what === 'back') return false;
  if (loan.closedOn !== null) return loan.ended !== 'lost';
  return renewals !== null && (loan.renewals ?? 0) > renewals;
}

/** The due date after an answer: what was recalled meanwhile keeps the earlier one, what has changed else its own. */
function dueAfter(loan: Loan, answered: string, { dueAsked }: LedgerInput): string {
  if (loan.recalledOn !== undefined) return answered < loan.dueOn ? answered : loan.dueOn;
  return dueAsked === null || dueAsked === loan.dueOn ? answered : loan.dueOn;
}

/** The loan as the ledger has it now; what is still under way stays asked. */
function confirmed(loan: Loan, input: LedgerInput): Loan {
  const { due } = input;
  if (isAsked(loan, input)) return loan;
  if (loan.closedOn !== null) return { ...loan, ledger: 'confirmed' };
  // A date that is not after the loan is none, whoever says it: it would make the reader late at once.
  if (due === null || due <= loan.lentOn) return { ...loan, ledger: 'undated' };
  return { ...loan, dueOn: dueAfter(loan, due, input), ledger: 'confirmed' };
}

/** A reader who has just been lent a book at a desk hears there what came of it; ms. */
const AT_THE_DESK = 120_000;

/** Whether the hold that the loan ended waits again, at its old place. */
async function holdAgain(run: Run, holdId: string | null): Promise<boolean> {
  const hold = holdId === null ? undefined : await run.world.get('hold', holdId);
  if (hold?.status !== 'closed' || hold.outcome !== 'lent') return false;
  const { endedOn: _on, outcome: _lent, ...rest } = hold;
  await waitAgain(run, rest);
  return true;
}

/** What else follows where a loan that stood here never began there: no figure counts it, and its reader is told. */
async function neverBegan(run: Run, loan: Loan, { hold }: LedgerInput): Promise<void> {
  await uncountLoan(run, loan);
  const waits = await holdAgain(run, hold);
  const isThere = loan.channel === 'desk' && millis(run.at) - millis(loan.lentOn) < AT_THE_DESK;
  if (!isThere) await tellOfRefusal(run, loan, waits ? 'loan.refused_hold' : 'loan.refused');
}

async function tellOfRefusal(run: Run, loan: Loan, code: string): Promise<void> {
  const copy = await run.world.get('copy', loan.copyId);
  if (!copy || loan.readerId === '') return;
  const day = run.env.settings.calendars.dayOf(loan.dueOn);
  const facts = { ...(await copyFacts(run, copy)), day, loanId: loan.id };
  tellReader(run, loan.readerId, code, facts);
}

/** The loan after a refusal: one that never began there is over, one that was not renewed has its date again. */
function refused(run: Run, loan: Loan, input: LedgerInput): Loan {
  const { what, due, dueBefore, fault, unclear } = input;
  // Whoever gave no answer, or none that counts, has refused nothing: the book may be out of the door.
  if (fault !== null || unclear)
    return isAsked(loan, input) ? loan : { ...loan, ledger: 'unasked' };
  if (what === 'back') return { ...loan, ledger: 'refused' };
  if (what === 'out') {
    const over = loan.closedOn === null ? { closedOn: run.at, ended: 'refused' as const } : {};
    return { ...loan, ...over, ledger: 'refused' };
  }
  if (loan.closedOn !== null) return loan;
  const renewals = Math.max((loan.renewals ?? 0) - 1, 0);
  if (isAsked(loan, input)) return { ...loan, renewals };
  const dueOn = dueAfter(loan, due ?? dueBefore ?? loan.dueOn, input);
  return { ...loan, dueOn, renewals, ledger: 'confirmed' };
}

/** Whether a case is about an answer of the library's own system, or about none. */
export function isOfLedger(code: string): boolean {
  return code.startsWith('ledger_');
}

/** Kinds of an alert that are about a hold (3M's extension of SIP2). */
const HOLD_ALERTS: ReadonlySet<string> = new Set(['01', '02', '03']);

function alertCode(kind: string, message: string): string {
  if (HOLD_ALERTS.has(kind)) return 'ledger_alert_hold';
  if (kind === '04') return 'ledger_alert_route';
  return message === '' ? 'ledger_alert_wordless' : 'ledger_alert';
}

/**
 * Whether the system alerts to a hold for which the copy is kept here already, or was lent again since: to whom it should not
 * be lent, the system says of that loan.
 */
export async function isKept(run: Run, copyId: string, kind: string): Promise<boolean> {
  if (!HOLD_ALERTS.has(kind)) return false;
  const [again] = await run.world.list('openLoanOf', copyId);
  if (again) return true;
  const holds = await run.world.list('readyHoldOf', copyId);
  return holds.some(({ ledger }) => ledger === 'confirmed');
}

/** What a case says of an alert. */
export function alertOf(kind: string, message: string) {
  return { code: alertCode(kind, message), facts: { message: message || '–' } };
}

function codeOf(facts: Facts, { message, fault, alert, kind, unclear }: LedgerInput) {
  if (alert) {
    const said = alertOf(kind, message);
    return { code: said.code, facts: { ...facts, ...said.facts } };
  }
  if (fault !== null) return { code: 'ledger_unasked', facts: { ...facts, fault } };
  if (unclear) return { code: 'ledger_unclear', facts: { ...facts, message: message || '–' } };
  if (message === '') return { code: 'ledger_refused_wordless', facts };
  return { code: 'ledger_refused', facts: { ...facts, message } };
}

async function openCase(run: Run, loan: Loan, input: LedgerInput): Promise<void> {
  const copy = await run.world.get('copy', loan.copyId);
  const { what, fault, unclear, commandId, by, desk } = input;
  const action = { out: 'lend_out', back: 'take_back', renew: 'renew' }[what];
  const facts: Facts = { action, barcode: copy?.barcode ?? null, due: loan.dueOn };
  // Where nobody has refused it the loan stands, and so does its return.
  const tried = fault === null && !unclear ? `loan.${what}` : 'loan.ledger';
  const { copyId, readerId, id: loanId } = loan;
  const about = { copyId, readerId, loanId };
  const opened = newCase(run, { commandId, tried, by, desk }, about, codeOf(facts, input));
  run.world.put('circulation_case', opened);
}

/** Carries out `loan.ledger`: the entity is the loan; only the service itself says it. */
export async function answerOfLedger(run: Run): Promise<Refusal | null> {
  const { command, world, actor } = run;
  if (actor.id !== 'system' || command.desk !== SERVICE_DESK) {
    return refuse('forbidden', { action: 'loan', roles: 'system', reach: null });
  }
  const read = ledgerInput.safeParse(command.input);
  if (!read.success) return refuse('bad_command', { problem: 'format' });
  const loan = await world.get('loan', command.entity);
  if (!loan) return refuse('not_found', { kind: 'loan' });
  if (read.data.ok) {
    world.put('loan', confirmed(loan, read.data));
    const asks = read.data.alert && !(await isKept(run, loan.copyId, read.data.kind));
    if (asks) await openCase(run, loan, read.data);
    return null;
  }
  const after = refused(run, loan, read.data);
  world.put('loan', after);
  await openCase(run, loan, read.data);
  if (after.ended === 'refused' && loan.closedOn === null) await neverBegan(run, loan, read.data);
  if (read.data.what === 'renew' && after.ledger === 'confirmed' && after.closedOn === null) {
    await tellOfRefusal(run, after, 'loan.renewal_refused');
  }
  return null;
}

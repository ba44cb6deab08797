// What becomes of a suggestion: decided, ordered, arrived with a hold for each who wanted it, or withdrawn.

import type { Fen } from '../../lib/money.ts';
import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Suggestion } from '../../library/circulation-rows.ts';
import type { Title } from '../../library/entities.ts';
import { isReason } from '../../library/reasons.ts';
import { offerMoney } from '../../queues/effects/freed-money.ts';
import { moveInFund } from '../../queues/effects/money.ts';
import { isOpenSuggestion } from '../../library/voices.ts';
import { remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { tellAll } from './suggestion-follow.ts';
import { placeHolds } from './suggestion-holds.ts';
import { leaveSheet, standsBehind, wantedBy } from './suggestion-sheets.ts';
import { isRefusal } from '../input.ts';
import { ownProblem, priceIn, readersOnly, tell, wordsIn } from './voice-parts.ts';
import { rightRefusal } from '../../queues/rights.ts';

type State = Suggestion['state'];

function moved(row: Suggestion): Refusal {
  return refuse('suggestion_moved', { title: row.bookTitle });
}

/** Refused where the actor stands behind it, on whichever sheet. */
async function ownWish(run: Run, row: Suggestion): Promise<Refusal | null> {
  const { readerId } = run.actor;
  if (readerId === null || !(await standsBehind(run.world, row, readerId))) return null;
  return ownProblem(run, [readerId]);
}

/** The suggestion that staff work on, in one of these states. */
async function rowFor(run: Run, states: readonly State[]): Promise<Suggestion | Refusal> {
  const denied = rightRefusal(run, 'suggestion.decide', 'decide_suggestion');
  if (denied) return denied;
  const row = await run.world.get('suggestion', run.command.entity);
  // A further sheet follows its suggestion and is not decided on by itself.
  if (!row || row.sheetOf !== undefined) return refuse('not_found', { kind: 'suggestion' });
  return states.includes(row.state) ? row : moved(row);
}

async function decline(run: Run, row: Suggestion, answer: string | null): Promise<Refusal | null> {
  const { reason } = run.command.input;
  if (typeof reason !== 'string' || reason === '') {
    return refuse('missing_input', { field: 'reason' });
  }
  if (!isReason(reason)) return refuse('bad_input', { field: 'reason', problem: 'options' });
  if (reason === 'other' && answer === null) return refuse('note_required', { field: 'text' });
  const freed = await release(run, row);
  if (freed) return freed;
  const decided = { decidedBy: run.actor.id, decidedOn: run.at };
  run.world.put('suggestion', { ...row, state: 'declined', ...decided, reason, answer });
  tellAll(run, row, 'suggestion.declined', { reason }, answer);
  return null;
}

/**
 * Carries out `suggestion.decide`: `accept`, and `text` for the readers; to decline also `reason`. What was accepted or
 * ordered can still be declined (the bookseller cannot supply).
 */
export async function decideSuggestion(run: Run): Promise<Refusal | null> {
  const accept = run.command.input['accept'] === true;
  const row = await rowFor(run, accept ? ['sent'] : ['sent', 'accepted', 'ordered']);
  if (isRefusal(row)) return row;
  const own = await ownWish(run, row);
  if (own) return own;
  const answer = wordsIn(run, 'text', 1000);
  if (isRefusal(answer)) return answer;
  if (!accept) return decline(run, row, answer);
  const decided = { decidedBy: run.actor.id, decidedOn: run.at };
  run.world.put('suggestion', { ...row, state: 'accepted', ...decided, answer });
  tellAll(run, row, 'suggestion.accepted', {}, answer);
  return null;
}

/**
 * Carries out `suggestion.order`: it is on its way; `fundId` that it is charged to, `price` in fen (the wished one's if
 * left out), which is committed in the fund.
 */
export async function orderSuggestion(run: Run): Promise<Refusal | null> {
  const row = await rowFor(run, ['accepted']);
  if (isRefusal(row)) return row;
  const charge = priceIn(run) ?? row.price;
  if (charge === null) return refuse('missing_input', { field: 'price' });
  if (isRefusal(charge)) return charge;
  const { fundId } = run.command.input;
  if (typeof fundId !== 'string') return refuse('fund_missing');
  const short = await moveInFund(run, fundId, { encumbered: charge, spent: 0 }, true);
  if (short) return short;
  run.world.put('suggestion', { ...row, state: 'ordered', orderedOn: run.at, fundId, charge });
  tellAll(run, row, 'suggestion.ordered', {}, null);
  return null;
}

/** Gives back what an order has committed. */
async function release(run: Run, { state, fundId, charge }: Suggestion): Promise<Refusal | null> {
  if (state !== 'ordered' || fundId === undefined || charge === undefined) return null;
  const freed = await moveInFund(run, fundId, { encumbered: -charge, spent: 0 }, false);
  if (freed) return freed;
  await offerMoney(run, fundId);
  return null;
}

/** The title that came, by the scan of a copy or by its row. */
async function arrived(run: Run): Promise<{ title: Title; copyId: string | null } | Refusal> {
  const { scan, titleId } = run.command.input;
  const barcode = typeof scan === 'string' ? scan.trim() : '';
  const [copy] = barcode === '' ? [] : await run.world.list('copyByBarcode', barcode);
  if (barcode !== '' && !copy) return refuse('unknown_barcode', { barcode });
  const id = copy?.titleId ?? titleId;
  if (typeof id !== 'string') return refuse('missing_input', { field: 'scan' });
  const title = await run.world.get('title', id);
  return title ? { title, copyId: copy?.id ?? null } : refuse('not_found', { kind: 'title' });
}

/** What was committed becomes an expenditure, `price` of the invoice where one is given. */
async function pay(run: Run, { fundId, charge }: Suggestion): Promise<{ charge?: Fen } | Refusal> {
  if (fundId === undefined || charge === undefined) return {};
  const spent = priceIn(run) ?? charge;
  if (isRefusal(spent)) return spent;
  const short = await moveInFund(run, fundId, { encumbered: -charge, spent }, false);
  if (short) return short;
  if (spent < charge) await offerMoney(run, fundId);
  return { charge: spent };
}

/**
 * Carries out `suggestion.arrive`: `scan` of the copy, or `titleId`; `price` of the invoice, in fen. Whoever suggested it is the first to borrow it: a
 * hold for them, then for those who joined, in their order.
 */
export async function arriveSuggestion(run: Run): Promise<Refusal | null> {
  const row = await rowFor(run, ['accepted', 'ordered']);
  if (isRefusal(row)) return row;
  const came = await arrived(run);
  if ('ok' in came) return came;
  const { title, copyId } = came;
  if (row.isbn !== null && title.isbn !== null && title.isbn !== row.isbn) {
    const { scan } = run.command.input;
    const barcode = typeof scan === 'string' ? scan : title.isbn;
    return refuse('other_title', { barcode, title: title.title });
  }
  const paid = await pay(run, row);
  if (isRefusal(paid)) return paid;
  const holds = await placeHolds(run, row, title);
  const book = { titleId: title.id, copyId, arrivedOn: run.at };
  run.world.put('suggestion', { ...row, ...paid, state: 'arrived', ...book });
  remark(run, 'suggestion_holds', { holds });
  return null;
}

/** A suggestion without that reader: the next one leads; null readers are left behind where it is on its way. */
export function leftBy(row: Suggestion, readerId: string): Suggestion {
  if (row.readerId !== readerId) {
    return { ...row, joined: row.joined.filter((each) => each !== readerId) };
  }
  const [next, ...joined] = row.joined;
  if (next !== undefined) return { ...row, readerId: next, joined };
  // What is bought comes all the same, and who stands on a further sheet wants it; else nobody does any longer.
  if (row.state === 'ordered' || (row.more ?? 0) > 0) return { ...row, readerId: null };
  return row.state === 'sent' || row.state === 'accepted' ? { ...row, state: 'withdrawn' } : row;
}

/** Takes a reader out of a suggestion: whoever leads from now on is told, and the words of whoever led go. */
export function takeOut(run: Run, row: Suggestion, readerId: string): void {
  const after = leftBy(row, readerId);
  // The words of whoever has left are not the next one's.
  const note = row.readerId === readerId ? null : row.note;
  run.world.put('suggestion', { ...after, note });
  if (after.readerId !== null && after.readerId !== row.readerId) {
    const facts = { suggestionId: row.id, title: row.bookTitle };
    tell(run, after.readerId, 'suggestion.leads', facts);
  }
}

/** Carries out `suggestion.withdraw` of a reader, for themselves. */
export async function withdrawSuggestion(run: Run): Promise<Refusal | null> {
  const denied = readersOnly(run, 'suggest');
  if (denied) return denied;
  const { id } = run.actor;
  const row = await run.world.get('suggestion', run.command.entity);
  if (!row || !wantedBy(row).includes(id)) return refuse('not_found', { kind: 'suggestion' });
  if (!isOpenSuggestion(row)) return moved(row);
  takeOut(run, row, id);
  await leaveSheet(run, row);
  return null;
}

// What becomes of a suggestion: decided, ordered, arrived with a hold for each who wanted it, or withdrawn.

import { refuse } from '../lib/result.ts';
import type { Facts, Refusal } from '../lib/result.ts';
import { instantOf, millis } from '../lib/time.ts';
import type { Suggestion } from '../library/circulation-rows.ts';
import type { Title } from '../library/entities.ts';
import { isReason } from '../library/reasons.ts';
import { remark } from '../queues/run.ts';
import type { Run } from '../queues/run.ts';
import { putHold } from './queue-of-holds.ts';
import {
  isRefusal,
  ownProblem,
  readersOnly,
  rightProblem,
  tell,
  tellWith,
  wordsIn,
} from './voice-parts.ts';

type State = Suggestion['state'];

/** Everybody who wants it: who suggested it first, then those who joined, in their order. */
export function wantedBy({ readerId, joined }: Suggestion): string[] {
  return readerId === null ? [...joined] : [readerId, ...joined];
}

function moved(row: Suggestion): Refusal {
  return refuse('suggestion_moved', { title: row.bookTitle });
}

/** The suggestion that staff work on, in one of these states. */
async function rowFor(run: Run, states: readonly State[]): Promise<Suggestion | Refusal> {
  const denied = rightProblem(run, 'suggestion.decide', 'decide_suggestion');
  if (denied) return denied;
  const row = await run.world.get('suggestion', run.command.entity);
  if (!row) return refuse('not_found', { kind: 'suggestion' });
  return states.includes(row.state) ? row : moved(row);
}

function tellAll(run: Run, row: Suggestion, code: string, more: Facts, words: string | null): void {
  const facts = { suggestionId: row.id, title: row.bookTitle, ...more };
  for (const readerId of wantedBy(row)) tellWith(run, readerId, code, facts, words);
}

function decline(run: Run, row: Suggestion, answer: string | null): Refusal | null {
  const { reason } = run.command.input;
  if (typeof reason !== 'string' || reason === '') {
    return refuse('missing_input', { field: 'reason' });
  }
  if (!isReason(reason)) return refuse('bad_input', { field: 'reason', problem: 'options' });
  if (reason === 'other' && answer === null) return refuse('note_required', { field: 'text' });
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
  const own = ownProblem(run, wantedBy(row));
  if (own) return own;
  const answer = wordsIn(run, 'text', 1000);
  if (isRefusal(answer)) return answer;
  if (!accept) return decline(run, row, answer);
  const decided = { decidedBy: run.actor.id, decidedOn: run.at };
  run.world.put('suggestion', { ...row, state: 'accepted', ...decided, answer });
  tellAll(run, row, 'suggestion.accepted', {}, answer);
  return null;
}

/** Carries out `suggestion.order`: it is on its way. */
export async function orderSuggestion(run: Run): Promise<Refusal | null> {
  const row = await rowFor(run, ['accepted']);
  if (isRefusal(row)) return row;
  run.world.put('suggestion', { ...row, state: 'ordered', orderedOn: run.at });
  tellAll(run, row, 'suggestion.ordered', {}, null);
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

/** Whether a reader has the title, or waits for it. */
async function hasTitle(run: Run, readerId: string, titleId: string): Promise<boolean> {
  const holds = await run.world.list('holdsOfReader', readerId);
  if (holds.some((hold) => hold.titleId === titleId)) return true;
  for (const { copyId } of await run.world.list('openLoansOfReader', readerId)) {
    if ((await run.world.get('copy', copyId))?.titleId === titleId) return true;
  }
  return false;
}

/** Holds for everybody who wanted it; a millisecond apart, since holds are served by the time of placing. */
async function placeHolds(run: Run, row: Suggestion, title: Title): Promise<number> {
  const before = (await run.world.list('waitingHolds', title.id)).length;
  let placed = 0;
  for (const readerId of wantedBy(row)) {
    const reader = await run.world.get('reader', readerId);
    if (!reader || reader.status === 'left') continue;
    if (await hasTitle(run, readerId, title.id)) continue;
    await putHold(run, null, {
      id: run.nextId(),
      ver: 0,
      titleId: title.id,
      copyId: null,
      readerId,
      placedOn: instantOf(millis(run.at) + placed),
      pickupCampus: readerId === row.readerId ? row.campus : reader.campus,
      kind: 'hold',
      status: 'waiting',
    });
    placed += 1;
    const facts = { suggestionId: row.id, title: title.title, place: before + placed };
    tell(run, readerId, 'suggestion.arrived', facts);
  }
  return placed;
}

/**
 * Carries out `suggestion.arrive`: `scan` of the copy, or `titleId`. Whoever suggested it is the first to borrow it: a
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
  const holds = await placeHolds(run, row, title);
  const book = { titleId: title.id, copyId, arrivedOn: run.at };
  run.world.put('suggestion', { ...row, state: 'arrived', ...book });
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
  // What is bought comes all the same; until then nobody wants it any longer.
  if (row.state === 'ordered') return { ...row, readerId: null };
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
  if (!['sent', 'accepted', 'ordered'].includes(row.state)) return moved(row);
  takeOut(run, row, id);
  return null;
}

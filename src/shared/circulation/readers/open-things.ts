// Everything that a reader has open with the library, each thing with the step that ends it.

import type { Facts } from '../../lib/result.ts';
import type { Hold, Loan } from '../../library/entities.ts';
import type { Request } from '../../queues/request.ts';
import type { World } from '../../queues/world/world.ts';
import { isOpenSuggestion } from '../../library/voices.ts';

/** What can be open. */
export const OPEN_KINDS = [
  'loan',
  'fine',
  'hold',
  'request',
  'offer',
  'suggestion',
  'ticket',
] as const;
export type OpenKind = (typeof OPEN_KINDS)[number];

/** The step that ends it, as a code. */
export const NEXT_STEPS = [
  'bring_back',
  'settle_claim',
  'settle_fine',
  'cancel_hold',
  'clear_shelf',
  'cancel_request',
  'await_return',
  'supervisor',
  'withdraw_offer',
  'withdraw_suggestion',
  'answer_ticket',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/** One open thing. */
export interface OpenThing {
  kind: OpenKind;
  id: string;
  next: NextStep;
  /** Whichever of title, barcode, due, amount, code, queue and state apply. */
  facts: Facts;
}

type Looking = Pick<World, 'get' | 'list'>;

async function aboutCopy(world: Looking, copyId: string): Promise<Facts> {
  const copy = await world.get('copy', copyId);
  const title = copy && (await world.get('title', copy.titleId));
  return { title: title?.title ?? '', barcode: copy?.barcode ?? '' };
}

async function loanThing(world: Looking, loan: Loan): Promise<OpenThing> {
  const next = loan.claimedOn === undefined ? 'bring_back' : 'settle_claim';
  const facts = { ...(await aboutCopy(world, loan.copyId)), due: loan.dueOn };
  return { kind: 'loan', id: loan.id, next, facts };
}

async function fineThing(world: Looking, loan: Loan): Promise<OpenThing> {
  const facts = { ...(await aboutCopy(world, loan.copyId)), amount: loan.fine ?? 0 };
  return { kind: 'fine', id: loan.id, next: 'settle_fine', facts };
}

async function holdThing(world: Looking, hold: Hold): Promise<OpenThing> {
  const title = await world.get('title', hold.titleId);
  // What is kept and on its way lies on no shelf yet.
  const next = hold.slot === undefined ? 'cancel_hold' : 'clear_shelf';
  return { kind: 'hold', id: hold.id, next, facts: { title: title?.title ?? '' } };
}

const WITH_READER: ReadonlySet<string> = new Set(['with_reader', 'not_returned']);

async function requestThing(world: Looking, request: Request): Promise<OpenThing> {
  const { id, queue, code, state, titleId } = request;
  const title = titleId === null ? undefined : await world.get('title', titleId);
  const own = request.fields['bookTitle'];
  const name = title?.title ?? (typeof own === 'string' ? own : '');
  const next = WITH_READER.has(state)
    ? 'await_return'
    : state === 'exception'
      ? 'supervisor'
      : 'cancel_request';
  return { kind: 'request', id, next, facts: { title: name, code, queue, state } };
}

async function loans(world: Looking, readerId: string): Promise<OpenThing[]> {
  const found: OpenThing[] = [];
  for (const loan of await world.list('openLoansOfReader', readerId)) {
    found.push(await loanThing(world, loan));
  }
  for (const loan of await world.list('unsettledLoansOf', readerId)) {
    if (loan.closedOn !== null) found.push(await fineThing(world, loan));
  }
  return found;
}

async function asked(world: Looking, readerId: string): Promise<OpenThing[]> {
  const found: OpenThing[] = [];
  for (const hold of await world.list('holdsOfReader', readerId)) {
    found.push(await holdThing(world, hold));
  }
  for (const request of await world.list('openRequestsOfReader', readerId)) {
    // A linked case ends with its parent, or by itself: it is nothing that the reader asked for.
    if (request.parentId === null) found.push(await requestThing(world, request));
  }
  return found;
}

async function offered(world: Looking, readerId: string): Promise<OpenThing[]> {
  const found: OpenThing[] = [];
  for (const offer of await world.list('transfersFrom', readerId)) {
    if (offer.state !== 'offered') continue;
    const facts = { ...(await aboutCopy(world, offer.copyId)), due: offer.expiresOn };
    found.push({ kind: 'offer', id: offer.id, next: 'withdraw_offer', facts });
  }
  for (const each of await world.list('suggestionsOfReader', readerId)) {
    if (!isOpenSuggestion(each)) continue;
    const facts = { title: each.bookTitle };
    found.push({ kind: 'suggestion', id: each.id, next: 'withdraw_suggestion', facts });
  }
  for (const each of await world.list('feedbackOfReader', readerId)) {
    if (each.kind !== 'feedback' || each.state === 'closed' || each.state === 'answered') continue;
    found.push({ kind: 'ticket', id: each.id, next: 'answer_ticket', facts: { sent: each.at } });
  }
  return found;
}

/** All of it: loans, unsettled fines, holds, requests of the four queues, offers, suggestions, tickets. */
export async function openThings(world: Looking, readerId: string): Promise<OpenThing[]> {
  return [
    ...(await loans(world, readerId)),
    ...(await asked(world, readerId)),
    ...(await offered(world, readerId)),
  ];
}

/** How many there are of each kind, as facts. */
export function countsOf(things: readonly OpenThing[]): Facts {
  const counts: Facts = {};
  for (const { kind } of things) {
    const name = `${kind}s`;
    counts[name] = Number(counts[name] ?? 0) + 1;
  }
  return counts;
}

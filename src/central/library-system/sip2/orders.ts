// Orders: loans, renewals, returns and holds, looked at before they are repeated where an earlier attempt may have been carried out.

import type { HeldAnswer, HoldOrder, Lent, LibrarySystem, LoanOrder, Ordered } from '../port.ts';
import type { RenewalOrder, Returned, ReturnOrder } from '../port.ts';
import type { SystemDone, SystemFault, SystemUnclear } from '../port.ts';
import { ask, copyThere, done, isStrange, readerThere } from './asking.ts';
import type { Desk } from './asking.ts';
import { holderOf, whoHas } from './holder.ts';
import { fieldOf } from './message.ts';
import { askHold, askLoan, askRenewal, askReturn, isAbout } from './questions.ts';
import { BACK, isAmong, isSame, isYes, lentOf, messagesOf, returnedOf } from './readings.ts';

type LoanAnswer = Ordered<Lent>;

/**
 * A loan or a renewal that was made. A due date that cannot be read, or is not after the loan (`19700101` for none), is
 * asked for: many write it in two ways (Koha).
 */
async function lent(
  desk: Desk,
  reply: Parameters<typeof done>[0],
  { barcode, at }: LoanOrder,
): Promise<LoanAnswer> {
  const credible = (due: string | null) => (due !== null && due > at ? due : null);
  const value = lentOf(reply.message, desk.terms);
  const said = credible(value.due);
  if (said !== null) return done(reply, value);
  const copy = await copyThere(desk, barcode);
  const known = copy.is === 'done' && copy.value.state === 'charged' ? copy.value.due : null;
  return done(reply, { ...value, due: credible(known) });
}

/** Checkout. */
export async function checkOut(desk: Desk, order: LoanOrder): Promise<LoanAnswer | SystemUnclear> {
  const before = order.uncertain ? await whoHas(desk, order) : null;
  if (before?.is === 'fault') return { ...before, mayHaveHappened: true };
  const already = (due: string | null) => ({
    is: 'done' as const,
    value: { due, dueText: '', already: true },
    messages: [],
    damaged: false,
  });
  if (before?.is === 'reader') return already(before.due);
  const reply = await ask(desk, (terms) => askLoan(order, terms), isAbout('AB', order.barcode));
  if (reply.is === 'fault') return reply;
  const { message } = reply;
  if (isYes(message.fixed.ok)) return lent(desk, reply, order);
  // A question that was sent twice may have been refused because the first one was carried out.
  const after = reply.repeated ? await whoHas(desk, order) : before;
  if (after?.is === 'fault') return { ...after, mayHaveHappened: true };
  if (after?.is === 'reader') return already(after.due);
  if (after?.is === 'unclear') return { is: 'unclear', messages: messagesOf(message) };
  const facts = { due: fieldOf(message, 'AH') };
  return { is: 'refused', messages: messagesOf(message), facts };
}

/** One question of a renewal, under the card that the order names. */
async function askedToRenew(desk: Desk, order: RenewalOrder) {
  const reply = await ask(desk, (terms) => askRenewal(order, terms), isAbout('AB', order.barcode));
  if (reply.is === 'fault' || isYes(reply.message.fixed.ok)) return reply;
  if (order.former.length === 0 || reply.repeated) return reply;
  // Cards are merged or changed here and not there: what was charged under the old one goes on under it.
  const holder = await whoHas(desk, order);
  if (holder.is === 'fault') return holder;
  if (holder.is !== 'reader' || isSame(holder.card, order.card)) return reply;
  const old = { ...order, card: holder.card };
  return ask(desk, (terms) => askRenewal(old, terms), isAbout('AB', order.barcode));
}

/** Renewal. */
export async function renew(desk: Desk, order: RenewalOrder): Promise<LoanAnswer> {
  const longer = async (): Promise<LoanAnswer | null> => {
    const copy = await copyThere(desk, order.barcode);
    if (copy.is === 'fault') return { ...copy, mayHaveHappened: true };
    const { due } = copy.value;
    if (due === null || due <= order.dueBefore) return null;
    return { ...copy, value: { due, dueText: '', already: true } };
  };
  const before = order.uncertain ? await longer() : null;
  if (before) return before;
  const reply = await askedToRenew(desk, order);
  if (reply.is === 'fault') return reply;
  const { message } = reply;
  if (isYes(message.fixed.ok)) return lent(desk, reply, order);
  const after = reply.repeated ? await longer() : null;
  return after ?? { is: 'refused', messages: messagesOf(message), facts: {} };
}

/** The return as it was carried out by an attempt that got no answer; null where it may still have to be made. */
async function returnedBefore(
  desk: Desk,
  order: ReturnOrder,
): Promise<SystemDone<Returned> | SystemFault | null> {
  const copy = await copyThere(desk, order.barcode);
  if (copy.is === 'fault') return { ...copy, mayHaveHappened: true };
  const { state, place } = copy.value;
  const holder = await holderOf(desk, order, copy.value);
  if (holder.is === 'fault') return { ...holder, mayHaveHappened: true };
  // The book is here: unless it is another's by now, its return is asked for again.
  if (holder.is !== 'another' && !BACK.has(state)) return null;
  // What it wanted done was said in the answer that was lost.
  const alert = place !== '' && (state === 'hold_shelf' || state === 'in_transit');
  return { ...copy, value: { alert, kind: '', place, already: true } };
}

/** Checkin. */
export const checkIn =
  (desk: Desk): LibrarySystem['checkIn'] =>
  async (order) => {
    const before = order.uncertain ? await returnedBefore(desk, order) : null;
    if (before) return before;
    const reply = await ask(desk, (terms) => askReturn(order, terms), isAbout('AB', order.barcode));
    if (reply.is === 'fault') return reply;
    const { message } = reply;
    if (isYes(message.fixed.ok)) return done(reply, returnedOf(reply));
    const copy = await copyThere(desk, order.barcode);
    if (copy.is === 'fault') return { ...copy, mayHaveHappened: true };
    // What is charged to nobody there is returned, by whomever.
    if (BACK.has(copy.value.state)) {
      // It alerts to what was not charged (Koha); what it wants done with it stays said.
      const value = returnedOf(reply);
      const alert = value.alert && value.kind !== '';
      return done(reply, { ...value, alert, already: true });
    }
    return { is: 'refused', messages: messagesOf(message), facts: {} };
  };

/** Whether the system says that it takes no holds; what it can do is known once a line is open. */
async function lacksHolds(desk: Desk): Promise<boolean> {
  if (desk.terms.holds === null) await desk.with(async () => null);
  return desk.terms.holds === false;
}

/** Whether the reader waits there for the copy or its title, be it for one that is ready or not. */
async function waits(desk: Desk, { barcode, card }: HoldOrder): Promise<boolean | SystemFault> {
  const copy = await copyThere(desk, barcode);
  if (copy.is === 'fault') return copy;
  for (const listed of ['holds', 'unavailable'] as const) {
    const reader = await readerThere(desk, card, listed);
    if (reader.is === 'fault') return reader;
    if (isAmong(reader.value.copies, { ...copy.value, barcode })) return true;
  }
  return false;
}

/** Hold, or its end; one that is there already, or has ended already, was made. */
export async function hold(desk: Desk, order: HoldOrder): Promise<HeldAnswer> {
  if (await lacksHolds(desk)) return { is: 'unable' };
  const isThere = order.uncertain ? await waits(desk, order) : order.ends;
  if (typeof isThere !== 'boolean') return { ...isThere, mayHaveHappened: true };
  if (isThere !== order.ends) {
    return { is: 'done', value: { available: false }, messages: [], damaged: false };
  }
  const reply = await ask(desk, (terms) => askHold(order, terms), isAbout('AA', order.card));
  if (reply.is === 'fault' && isStrange(reply)) {
    desk.terms.holds = false;
    return { is: 'unable' };
  }
  if (reply.is === 'fault') return reply;
  const { fixed } = reply.message;
  if (isYes(fixed.ok)) return done(reply, { available: isYes(fixed.available) });
  // Nobody can end what is not there, nor place what is there (a question that was sent twice).
  const after = order.ends || reply.repeated ? await waits(desk, order) : order.ends;
  if (typeof after !== 'boolean') return { ...after, mayHaveHappened: true };
  if (after !== order.ends) return done(reply, { available: false });
  return { is: 'refused', messages: messagesOf(reply.message), facts: {} };
}

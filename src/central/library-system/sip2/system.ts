// The library's own system over SIP2: questions through the pool, orders that are looked at before they are repeated.

import { zoneOf } from '../../../shared/library/zone.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import type { Timers } from '../../service-port.ts';
import type { Answered, CopyThere, LibrarySystem, SystemFault } from '../port.ts';
import type { LoanOrder, Ordered, ReaderThere, RenewalOrder, Returned } from '../port.ts';
import type { ReturnOrder, SystemDone } from '../port.ts';
import { faultOf, LINE_LIMITS } from './line.ts';
import type { AnswerCode, Line, LineLimits, Reply } from './line.ts';
import type { RequestCode } from './layouts.ts';
import type { Field, Fields, Message } from './message.ts';
import { fieldOf } from './message.ts';
import { createPool } from './pool.ts';
import { askCopy, askHold, askLoan, askReader, askRenewal, askReturn } from './questions.ts';
import { endSession, isAbout } from './questions.ts';
import type { Terms } from './questions.ts';
import { BACK, copyOf, isSame, lentOf, messagesOf, readerOf } from './readings.ts';
import { returnedOf, statusOf } from './readings.ts';
import { askStatus, openSignedIn } from './sign-in.ts';
import type { Opened, SignIn } from './sign-in.ts';
import { isSayable } from './text-coding.ts';
import type { Encoding } from './text-coding.ts';

/** How a library reaches its system. */
export interface Sip2Settings extends SignIn {
  host: string;
  port: number;
  encoding: Encoding;
  /** AO; empty to take what the system says of itself. */
  institution: string;
  /** Lines at once. */
  lines: number;
}

/** What the adapter is made from. */
export interface Sip2Options {
  settings: Sip2Settings;
  /** The library's zone. */
  zone: string;
  clock: Clock;
  timers: Timers;
  /** From 0 to 1. */
  random(): number;
  limits?: Partial<LineLimits>;
  /** Hears whether the system answers. */
  heard?(fault: SystemFault | null): void;
}

/** The adapter; a test of the connection opens a line of its own. */
export interface Sip2System extends LibrarySystem {
  name: 'sip2';
  settings: Sip2Settings;
  lines: number;
  /** Whether attempts rest after a failure. */
  isResting(): boolean;
  /** A line beside the pool, signed in, with the terms for its questions. */
  openLine(): Promise<(Opened & { terms: Terms }) | SystemFault>;
}

/** Everything that questions stand on. */
interface Desk {
  options: Sip2Options;
  terms: Terms;
  with<T>(work: (line: Line) => Promise<T>): Promise<T | SystemFault>;
}

/** Asks again once on a fresh line where a line broke: what only reads may be asked as often as one likes. */
async function readsOnly<T extends { is: string }>(
  ask: () => Promise<T | SystemFault>,
): Promise<T | SystemFault> {
  const first = await ask();
  const broke = 'code' in first && (first.code === 'closed' || first.code === 'out_of_order');
  const last = broke ? await ask() : first;
  return 'mayHaveHappened' in last ? { ...last, mayHaveHappened: false } : last;
}

function unsayable(message: { fields: readonly Field[] }, encoding: Encoding): string | null {
  return message.fields.find(([, value]) => !isSayable(value, encoding))?.[0] ?? null;
}

/** One question on one line. */
async function ask<C extends RequestCode>(
  { options, with: lend }: Desk,
  message: Message<C>,
  fits: (answer: Message<AnswerCode<C>>) => boolean,
): Promise<Reply<C> | SystemFault> {
  const field = unsayable(message, options.settings.encoding);
  if (field !== null) return faultOf('bad_value', false, { field });
  return lend((line) => line.ask(message, fits));
}

const done = <T>(
  { message, damaged }: { message: Fields; damaged: boolean },
  value: T,
): SystemDone<T> => ({
  is: 'done',
  value,
  messages: messagesOf(message),
  damaged,
});

function copyThere(desk: Desk, barcode: string): Promise<Answered<CopyThere>> {
  return readsOnly(async () => {
    const question = askCopy(barcode, desk.options.clock.now(), desk.terms);
    const reply = await ask(desk, question, isAbout('AB', barcode));
    return reply.is === 'fault' ? reply : done(reply, copyOf(reply, barcode, desk.terms.zone));
  });
}

/** Patron information, and the end of that reader's session on the same line. */
function readerThere(desk: Desk, card: string): Promise<Answered<ReaderThere>> {
  const { clock, settings } = desk.options;
  const question = askReader(card, clock.now(), desk.terms);
  const field = unsayable(question, settings.encoding);
  if (field !== null) return Promise.resolve(faultOf('bad_value', false, { field }));
  return readsOnly(() =>
    desk.with(async (line) => {
      // Systems answer with a card of their own choosing; without a number only the card tells whose answer it is.
      const reply = await line.ask(question);
      if (reply.is === 'fault') return reply;
      if (line.isOpen()) await line.ask(endSession(card, clock.now(), desk.terms));
      return done(reply, readerOf(reply, card));
    }),
  );
}

/** Whether a copy is charged to a reader there; a fault where that cannot be known. */
async function isWith(desk: Desk, order: Pick<LoanOrder, 'barcode' | 'card'>) {
  const copy = await copyThere(desk, order.barcode);
  if (copy.is === 'fault') return copy;
  const { state, card, due } = copy.value;
  if (state !== 'charged') return { is: 'no' as const };
  if (card !== null) return { is: card === order.card ? ('yes' as const) : ('no' as const), due };
  const reader = await readerThere(desk, order.card);
  if (reader.is === 'fault') return reader;
  const has = reader.value.copies.some((each) => isSame(each, order.barcode));
  return { is: has ? ('yes' as const) : ('no' as const), due };
}

type LoanAnswer = Ordered<{ due: string | null; dueText: string; already: boolean }>;

async function checkOut(desk: Desk, order: LoanOrder): Promise<LoanAnswer> {
  const before = order.uncertain ? await isWith(desk, order) : { is: 'no' as const };
  if (before.is === 'fault') return { ...before, mayHaveHappened: true };
  const already = (due: string | null) => ({
    is: 'done' as const,
    value: { due, dueText: '', already: true },
    messages: [],
    damaged: false,
  });
  if (before.is === 'yes') return already(before.due ?? null);
  const reply = await ask(desk, askLoan(order, desk.terms), isAbout('AB', order.barcode));
  if (reply.is === 'fault') return reply;
  const { message } = reply;
  if (message.fixed.ok === '1') return done(reply, lentOf(message, desk.terms.zone));
  // A question that was sent twice may have been refused because the first one was carried out.
  const after = reply.repeated ? await isWith(desk, order) : { is: 'no' as const };
  if (after.is === 'fault') return { ...after, mayHaveHappened: true };
  if (after.is === 'yes') return already(after.due ?? null);
  const facts = { due: fieldOf(message, 'AH') };
  return { is: 'refused', messages: messagesOf(message), facts };
}

async function renew(desk: Desk, order: RenewalOrder): Promise<LoanAnswer> {
  const longer = async (): Promise<LoanAnswer | null> => {
    const copy = await copyThere(desk, order.barcode);
    if (copy.is === 'fault') return { ...copy, mayHaveHappened: true };
    const { due } = copy.value;
    if (due === null || due <= order.dueBefore) return null;
    return { ...copy, value: { due, dueText: '', already: true } };
  };
  const before = order.uncertain ? await longer() : null;
  if (before) return before;
  const reply = await ask(desk, askRenewal(order, desk.terms), isAbout('AB', order.barcode));
  if (reply.is === 'fault') return reply;
  const { message } = reply;
  if (message.fixed.ok === '1') return done(reply, lentOf(message, desk.terms.zone));
  const after = reply.repeated ? await longer() : null;
  return after ?? { is: 'refused', messages: messagesOf(message), facts: {} };
}

/** Whether a copy that is charged there is so to somebody else, beyond doubt. */
async function hasAnother(
  desk: Desk,
  { barcode, card }: ReturnOrder,
  holder: string | null,
): Promise<boolean | SystemFault> {
  if (card === '') return false;
  if (holder !== null) return !isSame(holder, card);
  const reader = await readerThere(desk, card);
  if (reader.is === 'fault') return reader;
  const { charged, copies } = reader.value;
  return copies.length >= charged && !copies.some((each) => isSame(each, barcode));
}

/** The return as it was carried out by an attempt that got no answer; null where it may still have to be made. */
async function returnedBefore(
  desk: Desk,
  order: ReturnOrder,
): Promise<SystemDone<Returned> | SystemFault | null> {
  const copy = await copyThere(desk, order.barcode);
  if (copy.is === 'fault') return { ...copy, mayHaveHappened: true };
  const { state, card, place } = copy.value;
  const another = state === 'charged' && (await hasAnother(desk, order, card));
  if (typeof another !== 'boolean') return { ...another, mayHaveHappened: true };
  if (!another && !BACK.has(state)) return null;
  // What it wanted done was said in the answer that was lost.
  const alert = place !== '' && (state === 'hold_shelf' || state === 'in_transit');
  return { ...copy, value: { alert, place, already: true } };
}

const checkIn =
  (desk: Desk): LibrarySystem['checkIn'] =>
  async (order) => {
    const before = order.uncertain ? await returnedBefore(desk, order) : null;
    if (before) return before;
    const reply = await ask(desk, askReturn(order, desk.terms), isAbout('AB', order.barcode));
    if (reply.is === 'fault') return reply;
    const { message } = reply;
    if (message.fixed.ok === '1') return done(reply, returnedOf(reply));
    const copy = await copyThere(desk, order.barcode);
    if (copy.is === 'fault') return { ...copy, mayHaveHappened: true };
    // What is charged to nobody there is returned, by whomever.
    if (BACK.has(copy.value.state)) return done(reply, { ...returnedOf(reply), already: true });
    return { is: 'refused', messages: messagesOf(message), facts: {} };
  };

const hold =
  (desk: Desk): LibrarySystem['hold'] =>
  async (order) => {
    const reply = await ask(desk, askHold(order, desk.terms), isAbout('AB', order.barcode));
    if (reply.is === 'fault') return reply;
    const { message } = reply;
    if (message.fixed.ok === '1')
      return done(reply, { available: message.fixed.available === 'Y' });
    return { is: 'refused', messages: messagesOf(message), facts: {} };
  };

/** Makes it; nothing is opened before somebody asks. */
export function createSip2(options: Sip2Options): Sip2System {
  const { settings, clock, timers, random } = options;
  const limits = { ...LINE_LIMITS, ...options.limits };
  const terms: Terms = {
    institution: settings.institution,
    location: settings.location,
    zone: zoneOf(options.zone),
  };
  const ending = new AbortController();
  const openFresh = async () => {
    const line = { ...settings, timers, limits, signal: ending.signal };
    const opened = await openSignedIn(line, settings);
    if ('is' in opened) return opened;
    terms.institution = settings.institution || (fieldOf(opened.status.message, 'AO') ?? '');
    return opened;
  };
  const pool = createPool({
    size: settings.lines,
    timers,
    random,
    async open() {
      const opened = await openFresh();
      if ('is' in opened || opened.status.message.fixed.online === 'Y') return opened;
      opened.line.close();
      return faultOf('offline', false);
    },
    heard: (opened) => options.heard?.('is' in opened ? opened : null),
  });
  const desk: Desk = { options, terms, with: (work) => pool.with(work) };
  return {
    name: 'sip2',
    settings,
    lines: settings.lines,
    isResting: () => pool.isResting(),
    async openLine() {
      const opened = await openFresh();
      if ('is' in opened) return opened;
      pool.wakeUp();
      return { ...opened, terms };
    },
    async status() {
      return readsOnly(async () => {
        const reply = await pool.with(askStatus);
        return reply.is === 'fault' ? reply : done(reply, statusOf(reply, terms.zone, clock.now()));
      });
    },
    copy: (barcode) => copyThere(desk, barcode),
    reader: (card) => readerThere(desk, card),
    checkOut: (order) => checkOut(desk, order),
    checkIn: checkIn(desk),
    renew: (order) => renew(desk, order),
    hold: hold(desk),
    async close() {
      pool.close();
      ending.abort();
    },
  };
}

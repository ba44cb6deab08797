// The library's own system over SIP2: what it is made from, and its lines.

import { zoneOf } from '../../../shared/library/zone.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import type { Timers } from '../../service-port.ts';
import type { LibrarySystem, SystemFault } from '../port.ts';
import { copyThere, done, readerThere, readsOnly } from './asking.ts';
import type { Desk } from './asking.ts';
import type { DayOrder } from './dates.ts';
import { faultOf } from './fault.ts';
import { LINE_LIMITS } from './line.ts';
import type { LineLimits, Manners } from './line.ts';
import type { Ending } from './message.ts';
import { fieldOf } from './message.ts';
import { checkIn, checkOut, hold, renew } from './orders.ts';
import { createPool } from './pool.ts';
import type { Terms } from './questions.ts';
import { abilitiesOf, isYes, statusOf } from './readings.ts';
import { askStatus, openSignedIn } from './sign-in.ts';
import type { Opened, SignIn } from './sign-in.ts';
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
  /** Whether it writes day or month first; null where only what can mean one day is read. */
  dayOrder: DayOrder | null;
  /** Where readers collect, by code of campus, as the system names it (BS); others leave it to the system. */
  pickups: Readonly<Record<string, string>>;
  /** TLS, with certificates (PEM) of the library's own authority or with those that everybody trusts; null for none. */
  tls: { ca: string | null } | null;
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
  pickups: Sip2Settings['pickups'];
  /** Whether attempts rest after a failure. */
  isResting(): boolean;
  /** Whether it keeps holds; null until it has said, or shown, what it can do. */
  keepsHolds(): boolean | null;
  /** A line beside the pool, signed in, with the terms for its questions. */
  openLine(): Promise<(Opened & { terms: Terms }) | SystemFault>;
}

/** Makes it; nothing is opened before somebody asks. */
export function createSip2(options: Sip2Options): Sip2System {
  const { settings, clock, timers, random } = options;
  const limits = { ...LINE_LIMITS, ...options.limits };
  const terms: Terms = {
    institution: settings.institution,
    location: settings.location,
    zone: zoneOf(options.zone),
    dayOrder: settings.dayOrder,
    abilities: null,
    holds: null,
  };
  const closing = new AbortController();
  let ending: Ending = '\r';
  /** It has answered once: what it reads to the end is known. */
  let met = false;
  let manners: Manners = { sums: 'none', numbers: 'none' };
  const openWith = (end: Ending) =>
    openSignedIn({ ...settings, ending: end, timers, limits, signal: closing.signal }, settings);
  const openFresh = async () => {
    let said = ending;
    let opened = await openWith(said);
    // Some read on until LF (dp2SIPServer), others take an LF for a part of the next message (FOLIO): the other end is tried.
    if ('is' in opened && opened.code === 'silent' && !met) {
      said = said === '\r' ? '\r\n' : '\r';
      opened = await openWith(said);
    }
    if ('is' in opened) return opened;
    met = true;
    ending = said;
    const { message } = opened.status;
    manners = opened.line.manners();
    terms.institution = settings.institution || (fieldOf(message, 'AO') ?? '');
    terms.abilities = abilitiesOf(message);
    terms.holds ??= terms.abilities?.includes('hold') ?? null;
    return opened;
  };
  const pool = createPool({
    size: settings.lines,
    timers,
    random,
    async open() {
      const opened = await openFresh();
      if ('is' in opened || isYes(opened.status.message.fixed.online)) return opened;
      opened.line.close();
      return faultOf('offline', false);
    },
    heard: (opened) => options.heard?.('is' in opened ? opened : null),
  });
  const { encoding } = settings;
  const desk: Desk = { clock, encoding, terms, with: (work) => pool.with(work) };
  return {
    name: 'sip2',
    settings,
    lines: settings.lines,
    pickups: settings.pickups,
    isResting: () => pool.isResting(),
    keepsHolds: () => terms.holds,
    async openLine() {
      const first = await openFresh();
      // Where no more lines are allowed than stand, one that is idle makes room.
      const full = 'is' in first && first.code === 'login_refused' && pool.makeRoom();
      const opened = full ? await openFresh() : first;
      if ('is' in opened) return opened;
      pool.wakeUp();
      return { ...opened, terms };
    },
    async status() {
      return readsOnly(async () => {
        const reply = await pool.with(askStatus);
        if (reply.is === 'fault') return reply;
        return done(reply, statusOf(reply, manners, terms, clock.now()));
      });
    },
    copy: (barcode) => copyThere(desk, barcode),
    reader: (card) => readerThere(desk, card),
    checkOut: (order) => checkOut(desk, order),
    checkIn: checkIn(desk),
    renew: (order) => renew(desk, order),
    hold: (order) => hold(desk, order),
    async close() {
      pool.close();
      closing.abort();
    },
  };
}

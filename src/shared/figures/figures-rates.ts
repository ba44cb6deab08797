// Figures that are shares of what could have been: fill rate, and the rates of what went otherwise.

import { DEEDS } from './deeds.ts';
import type { DeedKind } from './deeds.ts';
import { askedHere } from './gathering.ts';
import type { Ask, FigureDefinition, Sink } from './gathering.ts';
import type { Sheet } from './sheet-columns.ts';

/**
 * Fill rate: filled (reached `ready`) ÷ (filled + unfilled (ended without)), by the day of either; `net` leaves out what
 * the reader called off before the decision, `gross` does not.
 */
const fillRate: FigureDefinition = {
  axis: 'time',
  measure: 'mean',
  series: [
    { key: 'net', unit: 'share' },
    { key: 'gross', unit: 'share' },
  ],
  reach: 'active',
  order: 'lowest',
  gather(sheet, ask, sink) {
    const asked = askedHere(sheet, ask);
    const { n: numbers } = sheet.who;
    const { fill: fills, readyDay, endedDay } = sheet.times;
    for (let owner = 0; owner < asked.length; owner += 1) {
      const fill = fills[owner] ?? 0;
      if (fill === 0 || asked[owner] === 0) continue;
      const step = ask.stepOf((fill === 1 ? readyDay[owner] : endedDay[owner]) ?? 0);
      if (step < 0) continue;
      const n = numbers[owner] ?? 0;
      const value = fill === 1 ? 1 : 0;
      if (fill !== 3) sink.hit(step, 0, n, value);
      sink.hit(step, 1, n, value);
    }
  },
};

/** Rates by their places in the series, with what of a deed they make. */
const RATE_KEYS = ['reopen', 'undo', 'lapse', 'misship', 'scan', 'claim_lapse'] as const;
type RateKey = (typeof RATE_KEYS)[number];
const placeOf = (key: RateKey) => RATE_KEYS.indexOf(key);
const [REOPEN, UNDO, LAPSE, MISSHIP, SCAN] = [
  placeOf('reopen'),
  placeOf('undo'),
  placeOf('lapse'),
  placeOf('misship'),
  placeOf('scan'),
];
const RATE_OF: Partial<Record<DeedKind, RateKey>> = {
  reopened: 'reopen',
  undone: 'undo',
  lapsed: 'lapse',
  misrouted: 'misship',
  typed: 'scan',
};
/** Series of each kind of deed; -1 for those that are no rate of these. */
const SERIES = DEEDS.map((kind) => {
  const key = RATE_OF[kind];
  return key === undefined ? -1 : placeOf(key);
});

/** The rates whose days are counted in a sheet; they come before the others. */
const OF_DAYS = [REOPEN, UNDO, LAPSE, MISSHIP, SCAN];
const WIDTH = OF_DAYS.length;

/**
 * What could have been in a sheet, by step and rate: a sink is called once for each, not for every one of a million days.
 * Days of requests that lie side by side and all count are gone through in one loop.
 */
function sumsOfDays(sheet: Sheet, ask: Ask, asked: Uint8Array): Uint32Array {
  const { counts } = sheet.days;
  const sums = new Uint32Array(ask.steps * WIDTH);
  for (let owner = 0, next = 0; owner < counts.length; owner += 1) {
    const start = next;
    for (; asked[owner] === 1; owner += 1) next += counts[owner] ?? 0;
    if (next > start) sumRun(sheet, ask, sums, start, next);
    next += counts[owner] ?? 0;
  }
  return sums;
}

/** Adds the days from one row to before another. */
function sumRun({ days }: Sheet, ask: Ask, sums: Uint32Array, start: number, next: number): void {
  const { day, ended, moved, waited, arrived, scanned } = days;
  const add = (at: number, count: number) => {
    sums[at] = (sums[at] ?? 0) + count;
  };
  for (let place = start; place < next; place += 1) {
    const step = ask.stepOf(day[place] ?? 0);
    if (step < 0) continue;
    const at = step * WIDTH;
    add(at + REOPEN, ended[place] ?? 0);
    add(at + UNDO, moved[place] ?? 0);
    add(at + LAPSE, waited[place] ?? 0);
    add(at + MISSHIP, arrived[place] ?? 0);
    add(at + SCAN, scanned[place] ?? 0);
  }
}

/** What could have been: endings, moves, waits on the hold shelf that are over, arrivals, and scans by a device. */
function could(sheet: Sheet, ask: Ask, sink: Sink, asked: Uint8Array): void {
  const sums = sumsOfDays(sheet, ask, asked);
  for (let at = 0, step = 0; at < sums.length; at += WIDTH, step += 1) {
    for (const series of OF_DAYS) {
      const count = sums[at + series] ?? 0;
      if (count > 0) sink.among(step, series, series === SCAN ? count : 0, count);
    }
  }
}

/** Claims that were over by the end of the period: those that lapsed, among all of them. */
function claimsOver(sheet: Sheet, ask: Ask, sink: Sink, asked: Uint8Array): void {
  if (sheet.claims.length === 0) return;
  const { n: numbers } = sheet.who;
  const { owner: owners, day: days, overAt, lapsed } = sheet.claims;
  const series = placeOf('claim_lapse');
  for (let claim = 0; claim < owners.length; claim += 1) {
    const step = ask.stepOf(days[claim] ?? 0);
    const owner = owners[claim] ?? 0;
    if (step < 0 || asked[owner] === 0 || (overAt[claim] ?? 0) > ask.end) continue;
    if (lapsed[claim] === 1) sink.hit(step, series, numbers[owner] ?? 0, 1);
    else sink.among(step, series, 0, 1);
  }
}

/**
 * Rates by the day of the event, each events of that kind ÷ events that could have been: reopened ÷ ended · undone ÷ moved ·
 * not collected ÷ waits on the hold shelf that are over · seen elsewhere or told to be misrouted ÷ arrivals, these among
 * them · scanned by a device ÷ scanned or typed · claims that lapsed ÷ claims that are over. The rows behind them are what went otherwise; of scans those that were typed.
 */
const rates: FigureDefinition = {
  axis: 'time',
  measure: 'mean',
  series: RATE_KEYS.map((key) => ({ key, unit: 'share' })),
  reach: 'active',
  order: 'newest',
  gather(sheet, ask, sink) {
    const asked = askedHere(sheet, ask);
    could(sheet, ask, sink, asked);
    claimsOver(sheet, ask, sink, asked);
    const { n: numbers } = sheet.who;
    const { owner: owners, day: days, kind: kinds } = sheet.deeds;
    for (let deed = 0; deed < owners.length; deed += 1) {
      const step = ask.stepOf(days[deed] ?? 0);
      const owner = owners[deed] ?? 0;
      const series = SERIES[kinds[deed] ?? 0] ?? -1;
      if (step < 0 || series < 0 || asked[owner] === 0) continue;
      const isScan = series === SCAN;
      sink.hit(step, series, numbers[owner] ?? 0, isScan ? 0 : 1, isScan ? 1 : 0);
    }
  },
};

/** They by name. */
export const RATE_FIGURES = { fill_rate: fillRate, rates };

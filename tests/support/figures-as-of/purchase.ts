// Read-first: the way of its lines in the year of the day, and the earlier trial. Units: applications, lines, fen, days.

import type { Fund } from '../../../src/shared/library/entities.ts';
import type { Fen } from '../../../src/shared/lib/money.ts';
import type { Day, Instant } from '../../../src/shared/lib/time.ts';
import type { FigureEvent, Standing } from './replay.ts';

/** Where the lines of a year stand. */
export interface PurchaseFunnel {
  /** Bundles; a line without one is an application of its own. */
  applications: number;
  lines: number;
  /** In a pending state. */
  waiting: number;
  /** Prepared by the bookseller: approved, ordered, cancel_asked. */
  prepared: number;
  /** Ever with the reader: to return + returned, and what was written off and settled. */
  shipped: number;
  toReturn: number;
  returned: number;
  rejected: number;
  cancelled: number;
}

/** Lines paid from funds that were over by the day. */
export interface PurchaseTrial {
  /** Lines that were paid for. */
  lines: number;
  /** Σ invoices; fen. */
  spent: Fen;
  /** Days on which money was committed. */
  days: number;
}

const WAITING = new Set(['review', 'to_confirm', 'needs_info', 'deferred']);
const PREPARED = new Set(['approved', 'ordered', 'cancel_asked']);
const TO_RETURN = new Set(['with_reader', 'not_returned']);

/** An exception counts where it came from. */
function placeOf(standing: Standing): string {
  return standing.state === 'exception' ? (standing.cameFrom ?? '') : standing.state;
}

function wasIn(standing: Standing, state: string): boolean {
  return standing.events.some((event) => event.to === state);
}

function countLine(counts: PurchaseFunnel, standing: Standing): void {
  const state = placeOf(standing);
  counts.lines += 1;
  if (WAITING.has(state)) counts.waiting += 1;
  if (PREPARED.has(state)) counts.prepared += 1;
  if (state === 'rejected') counts.rejected += 1;
  if (!wasIn(standing, 'with_reader')) {
    if (state === 'cancelled') counts.cancelled += 1;
    return;
  }
  counts.shipped += 1;
  if (TO_RETURN.has(state)) counts.toReturn += 1;
  else if (wasIn(standing, 'returned')) counts.returned += 1;
}

/** Counts lines submitted since `from` (the first instant of the year of the day). */
export function purchaseCounter(from: Instant) {
  const bundles = new Set<string>();
  const counts: PurchaseFunnel = {
    applications: 0,
    lines: 0,
    waiting: 0,
    prepared: 0,
    shipped: 0,
    toReturn: 0,
    returned: 0,
    rejected: 0,
    cancelled: 0,
  };
  return {
    add(standing: Standing): void {
      if (standing.submittedOn < from) return;
      const [first] = standing.events;
      bundles.add(first?.patch?.bundleId ?? first?.requestId ?? '');
      countLine(counts, standing);
    },
    result: (): PurchaseFunnel => ({ ...counts, applications: bundles.size }),
  };
}

/** The fund of the last approval. */
function fundOf(events: readonly FigureEvent[]): string | null {
  return events.findLast((event) => event.patch?.fundId)?.patch?.fundId ?? null;
}

function invoiceOf(events: readonly FigureEvent[]): Fen {
  const invoice = events.findLast((event) => event.action === 'accept')?.patch?.fields?.['invoice'];
  return typeof invoice === 'number' ? invoice : 0;
}

/** Counts what was bought from funds whose last day lies before the day; `dayOf` gives local days. */
export function trialCounter(funds: Iterable<Fund>, day: Day, dayOf: (at: Instant) => Day) {
  const over = new Set<string>();
  for (const fund of funds) if (fund.lastDay < day) over.add(fund.id);
  const days = new Set<Day>();
  const counts = { lines: 0, spent: 0 };
  return {
    add({ events }: Standing): void {
      if (!over.has(fundOf(events) ?? '')) return;
      const invoice = invoiceOf(events);
      if (invoice === 0) return;
      counts.lines += 1;
      counts.spent += invoice;
      for (const event of events) if (event.action === 'approve') days.add(dayOf(event.at));
    },
    result: (): PurchaseTrial => ({ ...counts, days: days.size }),
  };
}

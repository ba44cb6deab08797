// The reported figures as of the end of a day, from the raw record: one pass over events, one over readers, one over daily rows.

import type { Daily } from '../../../src/shared/library/circulation-rows.ts';
import type { Fund } from '../../../src/shared/library/entities.ts';
import type { Calendars } from '../../../src/shared/library/calendar.ts';
import type { Day, Instant } from '../../../src/shared/lib/time.ts';
import type { QueueName } from '../../../src/shared/queues/request.ts';
import type { Queues } from '../../../src/shared/queues/states.ts';
import { findBookCounter } from './searches.ts';
import type { FindBookOutcomes } from './searches.ts';
import { labelCounter } from './labels.ts';
import type { LabelCounts } from './labels.ts';
import { loansByYear } from './loans.ts';
import { purchaseCounter, trialCounter } from './purchase.ts';
import type { PurchaseFunnel, PurchaseTrial } from './purchase.ts';
import { registrations } from './registrations.ts';
import type { Registrations } from './registrations.ts';
import { byRequest, standingAt } from './replay.ts';
import type { FigureEvent, FigureRequest } from './replay.ts';

/** What the figures are computed from; each is read once. */
export interface FigureRecord {
  /** Ordered by request, within it by number. */
  events: Iterable<{ queue: QueueName; event: FigureEvent }>;
  registeredOn: Iterable<Instant>;
  daily: Iterable<Pick<Daily, 'day' | 'measure' | 'count'>>;
  funds: Iterable<Fund>;
}

/** What they are computed with. */
export interface FigureSettings {
  queues: Queues;
  calendars: Pick<Calendars, 'dayOf' | 'startOf' | 'endOf'>;
  /** First day that registrations are counted from; empty = all. */
  registeredSince: string;
}

/** The figures. */
export interface FiguresAsOf {
  queues: LabelCounts[];
  findBook: FindBookOutcomes;
  purchase: PurchaseFunnel;
  readers: Registrations;
  loansByYear: { year: string; count: number }[];
  trial: PurchaseTrial;
}

/** Counts requests one after the other; whoever has many of them may pause in between. */
function figureCounter(day: Day, funds: Iterable<Fund>, settings: FigureSettings) {
  const { queues, calendars, registeredSince } = settings;
  const end = calendars.endOf(day);
  const labels = labelCounter(queues);
  const findBook = findBookCounter();
  const purchase = purchaseCounter(calendars.startOf(`${day.slice(0, 4)}-01-01`));
  const trial = trialCounter(funds, day, calendars.dayOf);
  return {
    /** One request with its events, oldest first. */
    add(request: FigureRequest): void {
      const standing = standingAt(request, end);
      if (!standing) return;
      labels.add(request.queue, standing);
      if (request.queue === 'find_book') findBook.add(standing);
      if (request.queue !== 'purchase') return;
      purchase.add(standing);
      trial.add(standing);
    },
    result: (record: Pick<FigureRecord, 'registeredOn' | 'daily'>): FiguresAsOf => ({
      queues: labels.result(),
      findBook: findBook.result(),
      purchase: purchase.result(),
      readers: registrations(record.registeredOn, registeredSince, day, calendars.dayOf),
      loansByYear: loansByYear(record.daily, day),
      trial: trial.result(),
    }),
  };
}

/** Computes every reported figure as of the end of a local day. */
export function figuresAsOf(day: Day, record: FigureRecord, settings: FigureSettings): FiguresAsOf {
  const counter = figureCounter(day, record.funds, settings);
  for (const request of byRequest(record.events)) counter.add(request);
  return counter.result(record);
}

// Every figure that is counted from requests, by its name.

import type { QueueName } from '../queues/request.ts';
import { FIND_FIGURES } from './figures-find.ts';
import { PURCHASE_FIGURES } from './figures-purchase.ts';
import { RATE_FIGURES } from './figures-rates.ts';
import { STANDING_FIGURES } from './figures-standing.ts';
import { TIME_FIGURES } from './figures-times.ts';
import { TRANSIT_FIGURES } from './figures-transit.ts';
import type { FigureDefinition } from './gathering.ts';
import type { FigureName } from './names.ts';

/** Figures of daily sums and of readers, which have no requests behind them. */
export const SUMMED_FIGURES = ['loans', 'loan_channels', 'registrations'] as const;
export type SummedFigure = (typeof SUMMED_FIGURES)[number];

/** Definitions by name. */
export const FIGURE_DEFINITIONS: Record<Exclude<FigureName, SummedFigure>, FigureDefinition> = {
  ...STANDING_FIGURES,
  ...TIME_FIGURES,
  ...RATE_FIGURES,
  ...FIND_FIGURES,
  ...PURCHASE_FIGURES,
  ...TRANSIT_FIGURES,
};

const QUEUE_OF: Partial<Record<FigureName, QueueName>> = {
  find_outcomes: 'find_book',
  find_causes: 'find_book',
  purchase_lines: 'purchase',
  purchase_applications: 'purchase',
  fund_burn: 'purchase',
  read_first_cost: 'purchase',
  trial: 'purchase',
  on_time_returns: 'purchase',
  loans_after: 'purchase',
  transit_routes: 'reallocation',
};

/** The queue that a figure is about: the one that was asked for, or its own. */
export function queueOfFigure(figure: FigureName, asked: QueueName | null): QueueName {
  return QUEUE_OF[figure] ?? asked ?? 'reallocation';
}

// How each figure is drawn: bars or lines, standing or lying, in which colours, and which single numbers stand above it.

import type { FigureName } from '../../../shared/figures/names.ts';

export interface FigureLook {
  draw: 'bars' | 'stack' | 'lines' | 'lying' | 'numbers';
  /** Single numbers above the drawing, in this order; those that an answer lacks are left out. */
  numbers: readonly string[];
  /** The number stands at the end of its bar. */
  labelled?: boolean;
  /** A share of the whole stands beside each number; the whole is this total. */
  shareOf?: string;
  /** Each bar has the colour of its label. */
  byLabel?: boolean;
  /** It stands as of the last day of the period, whatever the first. */
  asOf?: boolean;
  /** Each step tells how things stood at its end, so that none is smaller for being cut. */
  atEnd?: boolean;
  /** The one series that a comparison is drawn of, where all of them would be too many. */
  compared?: string;
  /** Codes with nothing to show are left off. */
  dropEmpty?: boolean;
}

const lying = (numbers: readonly string[], shareOf?: string): FigureLook => ({
  draw: 'lying',
  numbers,
  labelled: true,
  ...(shareOf === undefined ? {} : { shareOf }),
});
const lines = (...numbers: string[]): FigureLook => ({ draw: 'lines', numbers });

export const LOOKS: Record<FigureName, FigureLook> = {
  loans: { draw: 'bars', numbers: ['total'] },
  loan_channels: { draw: 'stack', numbers: ['total'] },
  registrations: { draw: 'bars', numbers: ['running', 'total', 'best_count', 'best_month'] },
  find_outcomes: lying(['ended', 'found_rate', 'first_search_yield'], 'ended'),
  find_causes: { ...lying(['total']), dropEmpty: true },
  purchase_lines: lying(['total', 'shipped', 'approval_rate']),
  purchase_applications: lying(['total', 'shipped', 'approval_rate']),
  fund_burn: { ...lines('committed', 'spent', 'budget', 'used_share'), atEnd: true },
  read_first_cost: lines('cost', 'cost_n'),
  on_time_returns: lines('in_time', 'in_time_n'),
  loans_after: { draw: 'bars', numbers: ['loans', 'loans_n', 'loans_sum'] },
  trial: { draw: 'numbers', numbers: ['lines', 'spent', 'days'] },
  transit_routes: { draw: 'lying', numbers: ['p50', 'p90', 'n'], labelled: true },
  status: {
    ...lying(['total', 'pending', 'in_progress', 'system'], 'total'),
    byLabel: true,
    asOf: true,
  },
  trend: { draw: 'stack', numbers: ['total'] },
  net_flow: { draw: 'bars', numbers: ['created', 'closed', 'moved', 'net'], compared: 'net' },
  backlog: { draw: 'stack', numbers: ['total', 'days_on_hand'], atEnd: true },
  backlog_age: { draw: 'stack', numbers: ['total'], asOf: true },
  first_touch: lines('p50', 'p90', 'target', 'n'),
  decision: lines('p50', 'p90', 'target', 'n'),
  turnaround: lines('p50', 'p90', 'target', 'n'),
  attainment: lines('share'),
  stage_time: { draw: 'lying', numbers: [], labelled: true, dropEmpty: true },
  fill_rate: lines('net', 'gross'),
  rates: lines('scan', 'misship', 'lapse', 'claim_lapse', 'reopen'),
};

/** Colour tokens of series and bars by their code; the rest take turns. */
const COLOURS: Record<string, string> = {
  pending: '--chart-pending',
  in_progress: '--chart-in-progress',
  done: '--chart-done',
  cancelled: '--chart-cancelled',
  rejected: '--chart-rejected',
  found: '--chart-done',
  created: '--chart-1',
  closed: '--chart-done',
  net: '--chart-4',
  moved: '--chart-2',
  p50: '--chart-1',
  p90: '--chart-4',
  met: '--chart-done',
  breached: '--chart-rejected',
  target: '--ink-3',
  budget: '--ink-3',
  committed: '--chart-1',
  spent: '--chart-4',
  system: '--chart-cancelled',
};
const TURNS = ['--chart-1', '--chart-2', '--chart-3', '--chart-4', '--chart-5', '--chart-6'];

/** Token of the colour of a series. */
export function colourOf(key: string, turn: number): string {
  return COLOURS[key] ?? TURNS[turn % TURNS.length] ?? '--chart-1';
}

/** Figures that have no requests behind them, with the words for why. */
export const SUMMED: Partial<Record<FigureName, string>> = {
  loans: 'kept_loans',
  loan_channels: 'kept_loans',
  registrations: 'kept',
};

/** Drawn as a line over the bars. */
export const LINES: ReadonlySet<string> = new Set(['net', 'running', 'running_total']);
/** On an axis of their own. */
export const RUNNING: ReadonlySet<string> = new Set(['running', 'running_total']);
/** Lines that say where one wants to be. */
export const TARGETS: ReadonlySet<string> = new Set(['target', 'budget']);

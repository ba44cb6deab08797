// The sections of the figures page: which figures stand in each, in which order.

import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import type { FigureName, Grain } from '../../../shared/figures/names.ts';

export const SECTIONS = [
  'overview',
  'borrowing',
  'registrations',
  ...QUEUE_NAMES,
  'transit',
] as const;
export type Section = (typeof SECTIONS)[number];

/** A figure on a section. */
export interface CardSpec {
  figure: FigureName;
  queue: QueueName | null;
  /** A span of its own, whatever period is chosen: all there is, or the year of the last day. */
  span?: 'all' | 'this_year';
  grain?: Grain;
  /** As wide as the page. */
  wide?: boolean;
}

const library = (figure: FigureName, rest: Partial<CardSpec> = {}): CardSpec => ({
  figure,
  queue: null,
  ...rest,
});
const ofQueue = (queue: QueueName, ...figures: FigureName[]): CardSpec[] =>
  figures.map((figure) => ({ figure, queue }));

/** What every queue has: its amounts, its times, its rates. */
const queueCards = (queue: QueueName): CardSpec[] => [
  ...ofQueue(queue, 'trend', 'status', 'net_flow', 'backlog', 'backlog_age'),
  ...ofQueue(queue, 'first_touch', 'decision', 'turnaround', 'attainment'),
  ...ofQueue(queue, 'stage_time', 'fill_rate', 'rates'),
];

const OWN: Partial<Record<QueueName, readonly CardSpec[]>> = {
  find_book: [library('find_outcomes'), library('find_causes')],
  purchase: [
    library('purchase_lines'),
    library('purchase_applications'),
    library('fund_burn'),
    library('read_first_cost'),
    library('on_time_returns'),
    library('loans_after', { span: 'all', grain: 'month' }),
    library('trial', { span: 'all' }),
  ],
};

const LIBRARY: Record<Exclude<Section, QueueName>, readonly CardSpec[]> = {
  overview: [
    ...QUEUE_NAMES.flatMap((queue) => ofQueue(queue, 'status')),
    library('find_outcomes', { span: 'all' }),
    library('purchase_lines', { span: 'this_year' }),
    library('registrations', { span: 'all', grain: 'month' }),
    library('loans', { span: 'all', grain: 'year' }),
    library('purchase_applications', { span: 'this_year' }),
    library('trial', { span: 'all' }),
  ],
  borrowing: [
    library('loans', { wide: true }),
    library('loan_channels'),
    library('loans', { span: 'all', grain: 'year' }),
  ],
  registrations: [
    library('registrations', { wide: true }),
    library('registrations', { span: 'all', grain: 'month', wide: true }),
  ],
  transit: [library('transit_routes', { wide: true })],
};

/** The figures of a section. */
export function cardsOf(section: Section): readonly CardSpec[] {
  if (section in LIBRARY) return LIBRARY[section as keyof typeof LIBRARY];
  const queue = section as QueueName;
  const own = OWN[queue] ?? [];
  const [trend, status, ...rest] = queueCards(queue);
  return [trend, status].flatMap((card) => card ?? []).concat(own, rest);
}

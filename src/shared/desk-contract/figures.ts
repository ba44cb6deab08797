// Figures as of a day.

import * as z from 'zod';
import { figureAnswer, figurePoint, figureQuestion, figureRows } from '../figures/names.ts';
import { feed, query } from '../rpc/contract.ts';
import { LABELS } from '../queues/request.ts';
import { day, queueName } from './views.ts';

/** Figures as of a day. */
export const figuresContract = {
  /** Status breakdown and reported figures as of the end of a day, computed from events. */
  'figures.asOf': query(
    z.object({ day }),
    z.object({
      queues: z.array(
        z.object({
          queue: queueName,
          labels: z.record(z.enum(LABELS), z.number()),
          total: z.number(),
        }),
      ),
      findBook: z.object({
        found: z.number(),
        careless: z.number(),
        notFound: z.number(),
        answered: z.number(),
        cancelled: z.number(),
        ended: z.number(),
      }),
      purchase: z.object({
        applications: z.number(),
        lines: z.number(),
        waiting: z.number(),
        prepared: z.number(),
        shipped: z.number(),
        toReturn: z.number(),
        returned: z.number(),
        rejected: z.number(),
        cancelled: z.number(),
      }),
      readers: z.object({
        registered: z.number(),
        bestMonth: z.string().nullable(),
        bestCount: z.number(),
        byMonth: z.array(z.object({ month: z.string(), count: z.number() })),
      }),
      loansByYear: z.array(z.object({ year: z.string(), count: z.number() })),
      trial: z.object({ lines: z.number(), spent: z.number(), days: z.number() }),
    }),
    ['request', 'event', 'reader', 'daily'],
  ),
  /** One figure. Refused (`denied`) to whoever has not the right `figures.see`. */
  'figures.figure': query(figureQuestion, figureAnswer, [
    'request',
    'event',
    'reader',
    'daily',
    'fund',
    'figures',
  ]),
  /** The requests behind a bar or point, a page of them. */
  'figures.rows': query(figurePoint, figureRows, ['request', 'event', 'figures']),
  /** Whether what the figures are read from is complete. */
  'figures.state': query(
    z.object({}),
    z.object({
      state: z.enum(['ready', 'preparing', 'damaged']),
      done: z.number().int(),
      of: z.number().int(),
    }),
    ['figures'],
  ),
  /** Counts everything anew and tells how far it is; the feed's cancelling stops it, and what was done stays. */
  'figures.rebuild': feed(z.object({}), z.object({ done: z.number(), of: z.number() })),
};

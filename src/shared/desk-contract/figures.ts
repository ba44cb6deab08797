// Figures, the rows behind them, and whether what they are read from is complete.

import * as z from 'zod';
import { figureAnswer, figurePoint, figureQuestion, figureRows } from '../figures/names.ts';
import { feed, query } from '../rpc/contract.ts';

/** Figures. */
export const figuresContract = {
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

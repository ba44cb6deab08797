// Which slip goes with a request as it stands, so that it can be printed again at any time.

import type { Effect } from '../queues/queue.ts';
import type { Request } from '../queues/request.ts';

/** A slip that a step asks to be printed. */
export type SlipName = Extract<Effect, { do: 'slip' }>['slip'];

const SLIPS: Partial<Record<Request['queue'], Record<string, SlipName>>> = {
  reallocation: {
    approved: 'pull',
    in_transit: 'transit',
    ready: 'hold',
    returning: 'return',
  },
  find_book: { ready: 'hold', returning: 'return' },
  delivery: {
    accepted: 'pull',
    packed: 'delivery',
    out: 'delivery',
    attempt_failed: 'delivery',
    ready: 'hold',
    returning: 'return',
  },
};

/** The slip of a request, null where none goes with its state; `lastAction` tells a transit slip from one for a new way. */
export function slipOf(
  request: Pick<Request, 'queue' | 'state'>,
  lastAction: string | null,
): SlipName | null {
  const slip = SLIPS[request.queue]?.[request.state] ?? null;
  const rerouted = lastAction === 'seen_at' || lastAction === 'redirect';
  return slip === 'transit' && rerouted ? 'reroute' : slip;
}

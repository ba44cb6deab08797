// Figures as of a day, for whoever may see them.

import type { FiguresAsOf } from '../../../shared/figures/as-of.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import { RpcError } from '../../../shared/rpc/failure.ts';
import { actorOf } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import { readFigures } from '../figures/as-of.ts';

/** Days whose figures are kept at a time. */
const MOST_KEPT = 20;

/** Makes the handler; a day that is over is computed once, for events are only ever appended now. */
export function figureHandlers(context: DeskContext): DeskHandlers<'figures.asOf'> {
  const known = new Map<string, Promise<FiguresAsOf>>();
  const compute = (key: string, day: string): Promise<FiguresAsOf> => {
    const { store } = context;
    const settings = store.settings();
    const isOver = settings.calendars.endOf(day) <= store.clock.now();
    const figures = readFigures(store.replica().statements, settings, day).then(
      (result) => {
        if (!isOver) known.delete(key);
        return result;
      },
      (error: unknown) => {
        known.delete(key);
        throw error;
      },
    );
    if (known.size >= MOST_KEPT) known.clear();
    known.set(key, figures);
    return figures;
  };
  return {
    async 'figures.asOf'({ day }) {
      const { store, session } = context;
      if (!mayDo('figures.see', actorOf(context, session.must()))) {
        throw new RpcError({ code: 'denied' });
      }
      const key = `${day}/${store.settings().policies.text('figures.registered_since')}`;
      return known.get(key) ?? compute(key, day);
    },
  };
}

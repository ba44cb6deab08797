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
  const known = new Map<string, FiguresAsOf>();
  return {
    async 'figures.asOf'({ day }) {
      const { store, session } = context;
      if (!mayDo('figures.see', actorOf(context, session.must()))) {
        throw new RpcError({ code: 'denied' });
      }
      const settings = store.settings();
      const since = settings.policies.text('figures.registered_since');
      const key = `${day}/${since}`;
      const kept = known.get(key);
      if (kept) return kept;
      const figures = readFigures(store.replica().statements, settings, day);
      if (settings.calendars.endOf(day) > store.clock.now()) return figures;
      if (known.size >= MOST_KEPT) known.clear();
      known.set(key, figures);
      return figures;
    },
  };
}

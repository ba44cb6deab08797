// Figures, for whoever may see them.

import type { FiguresAsOf } from '../../../shared/figures/as-of.ts';
import { queueOfFigure } from '../../../shared/figures/definitions.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import { RpcError } from '../../../shared/rpc/failure.ts';
import { actorOf } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import { readFigures } from '../figures/as-of.ts';
import { rowsBehind } from '../figures/rows.ts';
import { overSheets, sourceOf, tellFigure } from '../figures/tell.ts';

type Names =
  | 'figures.asOf'
  | 'figures.figure'
  | 'figures.rows'
  | 'figures.state'
  | 'figures.rebuild';

/** Days whose figures are kept at a time. */
const MOST_KEPT = 20;

/** Lets whoever may see figures on. @throws RpcError `denied` where the person may not */
export function mustSee(context: DeskContext): void {
  if (mayDo('figures.see', actorOf(context, context.session.must()))) return;
  throw new RpcError({ code: 'denied' });
}

/** A day that is over is computed once, for events are only ever appended now. */
function asOfHandler(context: DeskContext): DeskHandlers<'figures.asOf'> {
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
      mustSee(context);
      const { policies } = context.store.settings();
      const key = `${day}/${policies.text('figures.registered_since')}`;
      return known.get(key) ?? compute(key, day);
    },
  };
}

/** Makes the handlers. */
export function figureHandlers(context: DeskContext): DeskHandlers<Names> {
  const { figures } = context;
  return {
    ...asOfHandler(context),
    async 'figures.figure'(question) {
      mustSee(context);
      return tellFigure(context, question);
    },
    async 'figures.rows'(point) {
      mustSee(context);
      await figures.ready(queueOfFigure(point.figure, point.queue));
      const rows = () => rowsBehind(sourceOf(context), point);
      return overSheets(context, rows, { countable: false, total: 0, rows: [], next: null });
    },
    async 'figures.state'() {
      context.session.must();
      return figures.state();
    },
    async *'figures.rebuild'(_input, _caller, signal) {
      mustSee(context);
      yield* figures.rebuild(signal);
    },
  };
}

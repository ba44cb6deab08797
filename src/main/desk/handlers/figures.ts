// Figures, for whoever may see them.

import { queueOfFigure } from '../../../shared/figures/definitions.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import { RpcError } from '../../../shared/rpc/failure.ts';
import { actorOf } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import { rowsBehind } from '../figures/rows.ts';
import { overSheets, sourceOf, tellFigure } from '../figures/tell.ts';

type Names = 'figures.figure' | 'figures.rows' | 'figures.state' | 'figures.rebuild';

/** Lets whoever may see figures on. @throws RpcError `denied` where the person may not */
export function mustSee(context: DeskContext): void {
  if (mayDo('figures.see', actorOf(context, context.session.must()))) return;
  throw new RpcError({ code: 'denied' });
}

/** Makes the handlers. */
export function figureHandlers(context: DeskContext): DeskHandlers<Names> {
  const { figures } = context;
  return {
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

// Figures, for whoever may see them.

import type { FiguresAsOf } from '../../../shared/figures/as-of.ts';
import { queueOfFigure } from '../../../shared/figures/definitions.ts';
import { SheetFault } from '../../../shared/figures/sheet-columns.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import { RpcError } from '../../../shared/rpc/failure.ts';
import { actorOf } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import { answerFigure, isCounted, nothingTold } from '../figures/answer.ts';
import type { Source } from '../figures/ask.ts';
import { readFigures } from '../figures/as-of.ts';
import { rowsBehind } from '../figures/rows.ts';

type Names =
  | 'figures.asOf'
  | 'figures.figure'
  | 'figures.rows'
  | 'figures.state'
  | 'figures.rebuild';

/** Days whose figures are kept at a time. */
const MOST_KEPT = 20;

/** @throws RpcError `denied` where the person may not see figures */
function mustSee(context: DeskContext): void {
  if (mayDo('figures.see', actorOf(context, context.session.must()))) return;
  throw new RpcError({ code: 'denied' });
}

function sourceOf({ store }: DeskContext): Source {
  const { statements } = store.replica();
  return { statements, settings: store.settings(), now: store.clock.now() };
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

/** Runs `work` over sheets; what it gives where they are damaged is said rather than guessed. */
async function over<T>(context: DeskContext, work: () => Promise<T>, damaged: T): Promise<T> {
  const { figures } = context;
  if (figures.state().state === 'damaged') return damaged;
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
    figures.damaged();
    return damaged;
  }
}

/** Makes the handlers. */
export function figureHandlers(context: DeskContext): DeskHandlers<Names> {
  const { figures } = context;
  return {
    ...asOfHandler(context),
    async 'figures.figure'(question) {
      mustSee(context);
      if (!isCounted(question)) return answerFigure(sourceOf(context), question);
      const isWhole = await figures.ready(queueOfFigure(question.figure, question.queue));
      const answer = () => answerFigure(sourceOf(context), question);
      const told = await over(context, answer, nothingTold('damaged'));
      return isWhole ? told : { ...told, notes: [...told.notes, 'still_counting'] };
    },
    async 'figures.rows'(point) {
      mustSee(context);
      await figures.ready(queueOfFigure(point.figure, point.queue));
      const rows = () => rowsBehind(sourceOf(context), point);
      return over(context, rows, { countable: false, total: 0, rows: [], next: null });
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

// A figure as it is told: over sheets that are in step with the rows; damage is said rather than guessed around.

import { queueOfFigure } from '../../../shared/figures/definitions.ts';
import type { FigureAnswer, FigureQuestion } from '../../../shared/figures/names.ts';
import { SheetFault } from '../../../shared/figures/sheet-columns.ts';
import type { Store } from '../profile/store.ts';
import { answerFigure, isCounted, nothingTold } from './answer.ts';
import type { Source } from './ask.ts';
import type { FigureKeeper } from './keeper.ts';

/** What figures are told from. */
export interface Telling {
  store: Pick<Store, 'replica' | 'settings' | 'clock'>;
  figures: FigureKeeper;
}

/** What a question is answered from now. */
export function sourceOf({ store }: Telling): Source {
  const { statements } = store.replica();
  return { statements, settings: store.settings(), now: store.clock.now() };
}

/** Runs `work` over sheets; gives `damaged` where they cannot be read, and has that known. */
export async function overSheets<T>(
  { figures }: Telling,
  work: () => Promise<T>,
  damaged: T,
): Promise<T> {
  if (figures.state().state === 'damaged') return damaged;
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
    figures.damaged();
    return damaged;
  }
}

/** Answers a question, with a note where not all is counted yet. */
export async function tellFigure(
  telling: Telling,
  question: FigureQuestion,
): Promise<FigureAnswer> {
  if (!isCounted(question)) return answerFigure(sourceOf(telling), question);
  const isWhole = await telling.figures.ready(queueOfFigure(question.figure, question.queue));
  const answer = () => answerFigure(sourceOf(telling), question);
  const told = await overSheets(telling, answer, nothingTold('damaged'));
  return isWhole ? told : { ...told, notes: [...told.notes, 'still_counting'] };
}

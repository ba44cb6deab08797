// One answer: the figure, what it is compared with, and what whoever reads it must know.

import { SUMMED_FIGURES } from '../../../shared/figures/definitions.ts';
import type { SummedFigure } from '../../../shared/figures/definitions.ts';
import type { FigureAnswer, FigureQuestion, FigureValues } from '../../../shared/figures/names.ts';
import { grainOf, spanBefore, stepsBefore, stepsOf } from '../../../shared/figures/periods.ts';
import type { CountedQuestion, Source } from './ask.ts';
import { countFigure } from './count.ts';
import type { Steps } from './count.ts';
import { sumLoans, sumRegistrations } from './sums.ts';

/** Whether a question is about requests; else it is about daily sums or readers. */
export function isCounted(question: FigureQuestion): question is CountedQuestion {
  return !SUMMED_FIGURES.includes(question.figure as SummedFigure);
}

/** The steps of a question's period. */
export function stepsFor(question: FigureQuestion): Steps {
  const { from, to } = question;
  const grain = grainOf(question);
  return { span: { from, to }, steps: stepsOf({ from, to }, grain), grain };
}

/** Those of what it is compared with. */
function comparisonOf({ span, steps, grain }: Steps, compare: 'before' | 'year'): Steps {
  return { span: spanBefore(span, compare), steps: stepsBefore(span, steps, compare), grain };
}

async function answerFor(source: Source, question: FigureQuestion, steps: Steps) {
  if (isCounted(question)) return countFigure(source, question, steps);
  return question.figure === 'registrations'
    ? sumRegistrations(source, question, steps)
    : sumLoans(source, question, steps);
}

/** Answers a question. @throws SheetFault */
export async function answerFigure(
  source: Source,
  question: FigureQuestion,
): Promise<FigureAnswer> {
  const steps = stepsFor(question);
  const { compare } = question;
  const { values, notes } = await answerFor(source, question, steps);
  if (compare === 'none') return { ...values, before: null, notes };
  const before = await answerFor(source, question, comparisonOf(steps, compare));
  return { ...values, before: before.values, notes };
}

const NOTHING: FigureValues = { axis: 'time', grain: null, categories: [], series: [], totals: {} };

/** Where nothing can be told: no value at all rather than a wrong one. */
export function nothingTold(note: string): FigureAnswer {
  return { ...NOTHING, before: null, notes: [note] };
}

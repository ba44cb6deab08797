// Counts a report: each of its figures against the period before and the year before, others taking turns with it.

import {
  REPORT_PARTS,
  reportQuestions,
  reportSpan,
  reported,
} from '../../../shared/figures/report.ts';
import type { Report, ReportKind } from '../../../shared/figures/report.ts';
import type { FigureAnswer, FigureQuestion } from '../../../shared/figures/names.ts';
import type { Day, Instant } from '../../../shared/lib/time.ts';

/** What counting needs. */
export interface Counting {
  now(): Instant;
  answer(question: FigureQuestion): Promise<FigureAnswer>;
  pause(): Promise<void>;
}

/** The report of the week or month in which a day lies. @throws Error when nobody wants it any more */
export async function makeReport(
  { now, answer, pause }: Counting,
  kind: ReportKind,
  day: Day,
  isWanted: () => boolean,
): Promise<Report> {
  const span = reportSpan(kind, day);
  const madeOn = now();
  const ask = async (question: FigureQuestion): Promise<FigureAnswer> => {
    if (!isWanted()) throw new Error('the report is no longer wanted');
    const told = await answer(question);
    await pause();
    return told;
  };
  const parts: Report['parts'] = [];
  for (const part of REPORT_PARTS) {
    const questions = reportQuestions(part, kind, span);
    parts.push(reported(part, await ask(questions.before), await ask(questions.year)));
  }
  return { kind, ...span, madeOn, parts };
}

// Answers questions about requests: values of a figure, and the rows behind one of its points.

import type { Fund } from '../../../shared/library/entities.ts';
import { foldGathered, OTHER, shownOf } from '../../../shared/figures/fold-rest.ts';
import type { Shown } from '../../../shared/figures/fold-rest.ts';
import type { FigureValues } from '../../../shared/figures/names.ts';
import type { Span } from '../../../shared/figures/periods.ts';
import { partsOf, tallyOf } from '../../../shared/figures/sinks.ts';
import type { Gathered, Part } from '../../../shared/figures/sinks.ts';
import { valuesOf } from '../../../shared/figures/values.ts';
import type { Axis, Category } from '../../../shared/figures/values.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { nameOfNumber } from '../db/figure-tables.ts';
import { rowById } from '../db/statements.ts';
import { firstDayOf, prepare } from './ask.ts';
import type { CountedQuestion, Prepared, Source } from './ask.ts';
import { moreNotes, moreTotals } from './more-totals.ts';
import { eachSheet } from './sheets.ts';
import { gatherSuggested } from './suggested.ts';

type Counted = { values: FigureValues; notes: string[] };

/** Steps of the period with the width that they have. */
export interface Steps {
  span: Span;
  steps: readonly Span[];
  grain: FigureValues['grain'];
}

/** A step of time on the axis. */
export function timeCategory({ from, to }: Span): Category {
  return { key: from, from, to, name: null };
}

function codeCategory(key: string, name: Category['name'] = null): Category {
  return { key, from: null, to: null, name };
}

/** Local day of the first submission; null without any. */
function firstDay({ statements, settings }: Source, queue: QueueName): string | null {
  const firsts = [0, 1].flatMap((isOpen) => {
    const stored = statements.one(
      'SELECT min("submittedOn") AS first FROM request WHERE queue = ? AND "isOpen" = ?',
      queue,
      isOpen,
    );
    return typeof stored?.['first'] === 'string' ? [stored['first']] : [];
  });
  const first = firsts.toSorted()[0];
  return first === undefined ? null : settings.calendars.dayOf(first);
}

/** Whether there can be data in each of these spans: neither before the first nor after today. */
export function dataIn(spans: readonly Span[], first: string | null, last: string): boolean[] {
  return spans.map(({ from, to }) => first !== null && from <= to && to >= first && from <= last);
}

/** A route by its campuses. */
function routeOf({ statements }: Source, key: string): Category {
  const ids = key.split('>').map((number) => nameOfNumber(statements, Number(number)));
  const [from, to] = ids.map((id) => rowById(statements, 'place', id)?.name ?? { zh: id, en: id });
  const name = { zh: `${from?.zh} → ${to?.zh}`, en: `${from?.en} → ${to?.en}` };
  return codeCategory(ids.join('>'), name);
}

function fundOf({ statements }: Source, funds: readonly Fund[], key: string): Category {
  const id = nameOfNumber(statements, Number(key));
  return codeCategory(id, funds.find((fund) => fund.id === id)?.name ?? null);
}

/** Codes that were found while counting, by the name that they have outside of sheets. */
function foundCategories(
  source: Source,
  question: CountedQuestion,
  prepared: Prepared,
  keys: string[],
) {
  return keys.map((key) => {
    if (key === OTHER) return codeCategory(OTHER);
    return question.figure === 'trial' ? fundOf(source, prepared.funds, key) : routeOf(source, key);
  });
}

/** First day of which something is known: of funds that of the first of them, else that of the first submission. */
function firstKnown(source: Source, { queue, funds }: Prepared, figure: string): string | null {
  const first = firstDay(source, queue);
  if (figure !== 'fund_burn') return first;
  return [...funds.map(firstDayOf), ...(first === null ? [] : [first])].toSorted()[0] ?? null;
}

interface Counting {
  prepared: Prepared;
  gathered: Gathered[];
  axis: Axis;
  /** Places of each category, where codes were found while counting. */
  shown: Shown | null;
}

function axisOf(
  source: Source,
  question: CountedQuestion,
  prepared: Prepared,
  steps: Steps,
  shown: Shown | null,
): Axis {
  const { definition, ask } = prepared;
  const first = firstKnown(source, prepared, question.figure);
  const today = source.settings.calendars.dayOf(source.now);
  if (definition.axis === 'time') {
    return {
      categories: steps.steps.map(timeCategory),
      grain: steps.grain,
      hasData: dataIn(steps.steps, first, today),
    };
  }
  const categories = shown
    ? foundCategories(source, question, prepared, shown.keys)
    : (definition.codes?.(ask.definition) ?? []).map((key) => codeCategory(key));
  const [some = false] = dataIn([steps.span], first, today);
  return { categories, grain: null, hasData: categories.map(() => some) };
}

async function count(source: Source, question: CountedQuestion, steps: Steps): Promise<Counting> {
  const prepared = prepare(source, question, steps.span, steps.steps);
  const { definition, ask, reach, found } = prepared;
  const series = definition.series.length;
  const tally = tallyOf(series, definition.measure, ask.steps);
  await eachSheet(source.statements, definition, reach, (sheet) =>
    definition.gather(sheet, ask, tally.sink),
  );
  definition.finish?.(ask, tally.sink);
  if (question.figure === 'fund_burn') {
    ask.kept.suggested = gatherSuggested(source, question, prepared, tally.sink);
  }
  const isFound = definition.axis === 'code' && !definition.codes;
  if (!isFound) {
    const axis = axisOf(source, question, prepared, steps, null);
    return { prepared, gathered: tally.gathered(axis.categories.length), axis, shown: null };
  }
  const all = tally.gathered(found.length);
  const shown = shownOf(found, all);
  const axis = axisOf(source, question, prepared, steps, shown);
  return { prepared, gathered: all.map((each) => foldGathered(each, shown)), axis, shown };
}

/** The values of a figure. @throws SheetFault */
export async function countFigure(
  source: Source,
  question: CountedQuestion,
  steps: Steps,
): Promise<Counted> {
  const { prepared, gathered, axis } = await count(source, question, steps);
  const { values, notes } = valuesOf(prepared.definition, gathered, axis);
  const told = await moreTotals({ source, question, steps, prepared }, values);
  return { values: told, notes: moreNotes({ question, prepared }, told, notes) };
}

const EACH_COUNTS_ONE: ReadonlySet<string> = new Set([
  'requests',
  'cases',
  'lines',
  'applications',
]);

/** Requests behind a point, in the order in which they are shown; null where a point has none of its own. @throws SheetFault */
export async function partsBehind(
  source: Source,
  question: CountedQuestion,
  steps: Steps,
  point: { categoryKey: string; seriesKey: string },
): Promise<{ parts: Part[]; isPlain: boolean } | null> {
  const { prepared, axis, shown } = await count(source, question, steps);
  const { definition, reach } = prepared;
  const place = axis.categories.findIndex(({ key }) => key === point.categoryKey);
  const series = definition.series.findIndex(({ key }) => key === point.seriesKey);
  if (place < 0 || series < 0) return null;
  if (axis.hasData[place] !== true) return { parts: [], isPlain: true };
  const places = new Set(shown ? (shown.places[place] ?? []) : [place]);
  const wanted = definition.measure === 'percentiles' ? 0 : series;
  // Asked anew: what a question keeps from sheet to sheet is spent; codes come in the same order again.
  const again = prepare(source, question, steps.span, steps.steps);
  const behind = partsOf(places, wanted, definition.measure);
  await eachSheet(source.statements, definition, reach, (sheet) =>
    definition.gather(sheet, again.ask, behind.sink),
  );
  definition.finish?.(again.ask, behind.sink);
  const sign = definition.order === 'lowest' ? 1 : -1;
  const byValue = (a: Part, b: Part) => sign * (a.value - b.value) || b.n - a.n;
  const byAge = (a: Part, b: Part) => b.n - a.n;
  const parts = behind.parts().toSorted(definition.order === 'newest' ? byAge : byValue);
  return { parts, isPlain: EACH_COUNTS_ONE.has(definition.series[series]?.unit ?? '') };
}

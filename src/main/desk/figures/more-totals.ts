// Single numbers that go with a figure: rates over the whole of it, days of work on hand, budgets, targets.

import { OUTCOME_CODES } from '../../../shared/figures/figures-find.ts';
import { LINE_GROUPS, SHIPPED_GROUPS } from '../../../shared/figures/line-groups.ts';
import type { FigureValues } from '../../../shared/figures/names.ts';
import { DEEDS } from '../../../shared/figures/deeds.ts';
import { askedHere } from '../../../shared/figures/gathering.ts';
import type { FigureDefinition } from '../../../shared/figures/gathering.ts';
import { tallyOf } from '../../../shared/figures/sinks.ts';
import { addDays } from '../../../shared/library/zone.ts';
import { addMinutes } from '../../../shared/lib/time.ts';
import { prepare } from './ask.ts';
import type { CountedQuestion, Prepared, Source } from './ask.ts';
import type { Steps } from './count.ts';
import { eachSheet } from './sheets.ts';

/** What they are made from. */
export interface TotalsOf {
  source: Source;
  question: CountedQuestion;
  steps: Steps;
  prepared: Prepared;
}

type Totals = FigureValues['totals'];
type More = (of: TotalsOf, values: FigureValues) => Promise<FigureValues> | FigureValues;

type Told = number | null;

/** Values of the first series by code; null where there is no data. */
function byCode({ categories, series }: FigureValues): Map<string, Told> {
  const [first] = series;
  return new Map(categories.map(({ key }, place) => [key, first?.values[place] ?? null]));
}

/** Sum of what is known; null where nothing is. */
function sumOf(values: readonly (Told | undefined)[]): Told {
  const known = values.filter((value) => typeof value === 'number');
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

function ratio(part: Told, whole: Told): Told {
  if (part === null || whole === null || whole === 0) return null;
  return Math.round((part / whole) * 1e6) / 1e6;
}

function withTotals(values: FigureValues, totals: Totals): FigureValues {
  return { ...values, totals: { ...values.totals, ...totals } };
}

const status: More = (_, values) =>
  withTotals(values, {
    ...Object.fromEntries(byCode(values)),
    total: values.totals['requests'] ?? null,
  });

const netFlow: More = (_, values) => withTotals(values, { total: values.totals['net'] ?? null });

/** Deeds of a kind in the period. */
const DEEDS_ONLY: FigureDefinition = {
  axis: 'code',
  measure: 'count',
  series: [{ key: 'deeds', unit: 'cases' }],
  codes: () => DEEDS,
  reach: 'active',
  order: 'newest',
  gather(sheet, ask, sink) {
    const { who, deeds } = sheet;
    const asked = askedHere(sheet, ask);
    for (let deed = 0; deed < deeds.length; deed += 1) {
      const day = deeds.day[deed] ?? 0;
      const owner = deeds.owner[deed] ?? 0;
      if (day < ask.from || day > ask.to || asked[owner] === 0) continue;
      sink.hit(deeds.kind[deed] ?? 0, 0, who.n[owner] ?? 0, 1);
    }
  },
};

/** Found rate: found ÷ (found + not found). First-search yield: found in round 1 ÷ searched in the period. */
const outcomes: More = async ({ source, prepared }, values) => {
  const tally = tallyOf(1, 'count', DEEDS.length);
  await eachSheet(source.statements, DEEDS_ONLY, prepared.reach, (sheet) =>
    DEEDS_ONLY.gather(sheet, prepared.ask, tally.sink),
  );
  const [deeds] = tally.gathered(DEEDS.length);
  const of = (kind: (typeof DEEDS)[number]) => deeds?.sums[DEEDS.indexOf(kind)] ?? 0;
  const codes = byCode(values);
  const count = (code: string) => codes.get(code) ?? null;
  const ended = sumOf(OUTCOME_CODES.map(count));
  const shares = OUTCOME_CODES.map((code) => [`${code}_share`, ratio(count(code), ended)]);
  const found = count('found');
  return withTotals(values, {
    ...Object.fromEntries(codes),
    ...Object.fromEntries(shares),
    ended,
    found_rate: ratio(found, sumOf([found, count('not_found')])),
    first_search_yield: ratio(of('found_first'), of('found_first') + of('missed_first')),
  });
};

/** Shipped: ever with a reader. Approval rate: approved ÷ (approved + rejected). */
const lines: More = (_, values) => {
  const codes = byCode(values);
  const of = (code: string) => codes.get(code) ?? null;
  const shipped = sumOf(SHIPPED_GROUPS.map(of));
  const approved = sumOf([shipped, of('prepared'), of('unread')]);
  return withTotals(values, {
    ...Object.fromEntries(LINE_GROUPS.map((code) => [code, of(code)])),
    shipped,
    approval_rate: ratio(approved, sumOf([approved, of('rejected')])),
  });
};

/** Whether a question is about a part of the library; a fund has one budget for all of it. */
function isOfPart({ campus, collection, category }: CountedQuestion): boolean {
  return campus !== null || collection !== null || category !== null;
}

/** The budget beside what is committed and spent of it; without a fund in force there is none, and none of a part. */
const fundBurn: More = ({ question, prepared }, values) => {
  const { funds } = prepared;
  const used = sumOf(values.series.map(({ values: of }) => of.findLast((each) => each !== null)));
  if (isOfPart(question)) return withTotals(values, { total: used });
  const budget = funds.length === 0 ? null : funds.reduce((sum, fund) => sum + fund.budget, 0);
  const line = values.series[0]?.values.map((value) => (value === null ? null : budget)) ?? [];
  return withTotals(
    {
      ...values,
      series: [...values.series, { key: 'budget', unit: 'fen', values: line, n: null }],
    },
    {
      budget,
      total: used,
      used_share: ratio(used, budget),
    },
  );
};

const trial: More = ({ prepared }, values) => {
  const { days } = prepared.ask.kept;
  const known = new Set(values.categories.map(({ key }) => key));
  const ended = prepared.funds.filter(({ id }) => known.has(id));
  return withTotals(values, {
    days: ended.length === 0 ? null : days.size,
    budget: sumOf(ended.map(({ budget }) => budget)),
    total: values.totals['spent'] ?? null,
  });
};

const loansAfter: More = ({ prepared }, values) =>
  withTotals(values, { unfinished: prepared.ask.kept.unfinished });

const OPEN_DAYS = 10;

/** Days of work on hand: open ÷ mean daily completions of the last 10 open days. */
const backlog: More = async ({ source, question, steps }, values) => {
  const { calendars } = source.settings;
  const { to } = steps.span;
  const calendar = calendars.ofCampus(question.campus ?? '');
  const noon = (day: string) => addMinutes(calendars.startOf(day), 720);
  let from = to;
  // Sixty days hold ten open ones but where a library is shut for longer.
  for (let back = 0; back < 60; back += 1) {
    if (calendars.openDaysBetween(calendar, noon(addDays(from, -1)), noon(to)) >= OPEN_DAYS) break;
    from = addDays(from, -1);
  }
  const span = { from, to };
  const flow = prepare(source, { ...question, figure: 'net_flow' }, span, [span]);
  const { definition } = flow;
  const tally = tallyOf(definition.series.length, definition.measure, 1);
  await eachSheet(source.statements, definition, flow.reach, (sheet) =>
    definition.gather(sheet, flow.ask, tally.sink),
  );
  const closed = tally.gathered(1)[1]?.sums[0] ?? 0;
  const openNow = values.totals['total'];
  const daily = closed / OPEN_DAYS;
  const onHand = typeof openNow === 'number' && daily > 0 ? openNow / daily : null;
  return withTotals(values, {
    days_on_hand: onHand === null ? null : Math.round(onHand * 10) / 10,
    closed_10_days: openNow === null ? null : closed,
  });
};

/** Target in open minutes of the state that requests begin in. */
const firstTarget: More = ({ source, prepared }, values) => {
  const { states, first } = prepared.ask.definition;
  const key = states[first]?.target;
  return withTotals(values, {
    target: key === undefined ? null : source.settings.policies.number(key),
  });
};

const MORE: Partial<Record<CountedQuestion['figure'], More>> = {
  status,
  net_flow: netFlow,
  find_outcomes: outcomes,
  purchase_lines: lines,
  purchase_applications: lines,
  fund_burn: fundBurn,
  trial,
  loans_after: loansAfter,
  backlog,
  first_touch: firstTarget,
  decision: firstTarget,
};

/** The notes of a figure: copies not yet lent for a year count so far; funds of which nothing is committed have a budget all the same, and a part of the library has none. */
export function moreNotes(
  { question, prepared }: Pick<TotalsOf, 'question' | 'prepared'>,
  values: FigureValues,
  notes: readonly string[],
): string[] {
  if (question.figure === 'loans_after' && prepared.ask.kept.unfinished > 0)
    return [...notes, 'loans_so_far'];
  if (question.figure !== 'fund_burn') return [...notes];
  const more = prepared.ask.kept.suggested ? ['with_suggestions'] : [];
  if (isOfPart(question)) return [...notes, ...more, 'budget_of_all'];
  const isBudgeted = prepared.funds.length > 0 && values.totals['committed'] !== null;
  return [...notes.filter((note) => note !== 'no_data' || !isBudgeted), ...more];
}

/** The values with what goes with them. */
export async function moreTotals(of: TotalsOf, values: FigureValues): Promise<FigureValues> {
  const more = MORE[of.question.figure];
  return more ? more(of, values) : values;
}

// Figures of where requests stand: status, trend, backlog and its age, net flow. Unit: requests.

import { LABELS } from '../queues/request.ts';
import { labelOf } from '../queues/states.ts';
import { FLOWS } from './flows.ts';
import type { FlowKind } from './flows.ts';
import type { Ask, FigureDefinition, Sink } from './gathering.ts';
import { askedIn, ofFilter } from './gathering.ts';
import type { Sheet } from './sheet-columns.ts';

/** Bands of open days that a backlog's age is told in. */
const AGE_BANDS = ['0-1', '2-3', '4-7', '8+'] as const;

const UNIT = 'requests';
/** Labels of open requests come first. */
const OPEN = 2;

/** Tells the place in `LABELS` of the label of a turn; an exception counts where it came from, and is never an end. */
function labeller({ turns }: Sheet, { definition, states }: Ask): (turn: number) => number {
  const labels = states.map((state) => LABELS.indexOf(labelOf(definition, state)));
  const exception = states.indexOf('exception');
  const { state } = turns;
  return (turn) => {
    const number = state[turn] ?? 0;
    if (number !== exception) return labels[number] ?? 0;
    const cameFrom = turns.cameFrom[turn] ?? 0;
    const label = labels[cameFrom] ?? OPEN;
    return cameFrom > 0 && label < OPEN ? label : (labels[exception] ?? 0);
  };
}

/** Calls with each request that counted at the end of a day, the place of its turn then, and that of its first. */
export function eachStanding(
  sheet: Sheet,
  ask: Ask,
  day: number,
  visit: (owner: number, turn: number, first: number) => void,
): void {
  const { owner: owners, day: days } = sheet.turns;
  const { campus } = ask.filter;
  const campuses = campus === null ? null : sheet.turns.campus;
  const { length } = owners;
  for (let start = 0; start < length;) {
    const owner = owners[start] ?? 0;
    let turn = -1;
    let next = start;
    for (; next < length && owners[next] === owner; next += 1) {
      if ((days[next] ?? 0) <= day) turn = next;
    }
    if (turn >= 0 && (campuses === null || campuses[turn] === campus)) visit(owner, turn, start);
    start = next;
  }
}

/**
 * Processing status: label(state to which the events up to the end of the last day lead), one for each request submitted
 * by then, whenever that was. Requests that the system opened are a series of their own.
 */
const status: FigureDefinition = {
  axis: 'code',
  measure: 'count',
  series: [
    { key: 'requests', unit: UNIT },
    { key: 'system', unit: UNIT },
  ],
  codes: () => LABELS,
  reach: 'all',
  order: 'newest',
  gather(sheet, ask, sink) {
    const labelAt = labeller(sheet, ask);
    const asked = ofFilter(sheet, ask);
    const { n, bySystem } = sheet.who;
    eachStanding(sheet, ask, ask.to, (owner, turn) => {
      if (asked[owner] === 0) return;
      sink.hit(labelAt(turn), bySystem[owner] ?? 0, n[owner] ?? 0, 1);
    });
  },
};

/** Requests submitted in each step, by the label that they have at the end of the period. */
const trend: FigureDefinition = {
  axis: 'time',
  measure: 'count',
  series: LABELS.map((key) => ({ key, unit: UNIT })),
  reach: 'submitted',
  order: 'newest',
  gather(sheet, ask, sink) {
    const labelAt = labeller(sheet, ask);
    const asked = askedIn(sheet, ask);
    const { n, submittedDay } = sheet.who;
    eachStanding(sheet, ask, ask.to, (owner, turn) => {
      const step = ask.stepOf(submittedDay[owner] ?? 0);
      if (step < 0 || asked[owner] === 0) return;
      sink.hit(step, labelAt(turn), n[owner] ?? 0, 1);
    });
  },
};

/** Calls for each stretch of steps at whose ends a request had one standing; `turn` is that standing. */
function eachStretch(
  sheet: Sheet,
  ask: Ask,
  visit: (owner: number, turn: number, from: number, before: number) => void,
): void {
  const { owner: owners, day: days } = sheet.turns;
  const { campus } = ask.filter;
  const campuses = campus === null ? null : sheet.turns.campus;
  for (let turn = 0; turn < owners.length; turn += 1) {
    const owner = owners[turn] ?? 0;
    const day = days[turn] ?? 0;
    const until = owners[turn + 1] === owner ? (days[turn + 1] ?? 0) : Infinity;
    if (day > ask.to || until <= ask.from) continue;
    if (campuses !== null && campuses[turn] !== campus) continue;
    const from = day <= ask.from ? 0 : ask.stepOf(day);
    const before = until > ask.to ? ask.steps : ask.stepOf(until);
    if (from < before) visit(owner, turn, from, before);
  }
}

/** Backlog: requests that were open at the end of each step's last day, by label. */
const backlog: FigureDefinition = {
  axis: 'time',
  measure: 'sum',
  stock: true,
  series: LABELS.slice(0, OPEN).map((key) => ({ key, unit: UNIT })),
  reach: 'active',
  order: 'newest',
  gather(sheet, ask, sink) {
    const labelAt = labeller(sheet, ask);
    const asked = askedIn(sheet, ask);
    const { n } = sheet.who;
    eachStretch(sheet, ask, (owner, turn, from, before) => {
      const label = labelAt(turn);
      if (label >= OPEN || asked[owner] === 0) return;
      sink.span(label, from, before, n[owner] ?? 0, 1);
    });
  },
};

function bandOf(days: number): number {
  if (days <= 1) return 0;
  return days <= 3 ? 1 : days <= 7 ? 2 : 3;
}

/** Age of the backlog at the end of the period: open days since the submission, in bands, by label. */
const backlogAge: FigureDefinition = {
  axis: 'code',
  measure: 'count',
  series: LABELS.slice(0, OPEN).map((key) => ({ key, unit: UNIT })),
  codes: () => AGE_BANDS,
  reach: 'active',
  order: 'newest',
  gather(sheet, ask, sink) {
    const labelAt = labeller(sheet, ask);
    const asked = askedIn(sheet, ask);
    const { who, turns } = sheet;
    eachStanding(sheet, ask, ask.to, (owner, turn) => {
      const label = labelAt(turn);
      if (label >= OPEN || asked[owner] === 0) return;
      const days = ask.openDays(turns.campus[turn] ?? 0, who.submittedAt[owner] ?? 0, ask.end);
      sink.hit(bandOf(days), label, who.n[owner] ?? 0, 1);
    });
  },
};

/** Series and values of each kind of flow; `net` is by how much it changes the backlog. */
const NET = 2;
const MOVED = 3;
const OF_FLOW: Record<FlowKind, { series: number; value: number; net: number }> = {
  created: { series: 0, value: 1, net: 1 },
  closed: { series: 1, value: 1, net: -1 },
  reopened: { series: 1, value: -1, net: 1 },
  came: { series: MOVED, value: 1, net: 1 },
  went: { series: MOVED, value: -1, net: -1 },
};
const SERIES_OF = FLOWS.map((kind) => OF_FLOW[kind].series);
const VALUE_OF = FLOWS.map((kind) => OF_FLOW[kind].value);
const NET_OF = FLOWS.map((kind) => OF_FLOW[kind].net);

function flowOf(sheet: Sheet, part: 'flows' | 'moves', ask: Ask, sink: Sink): void {
  const asked = askedIn(sheet, ask);
  const { n: numbers } = sheet.who;
  const { counts, day: days, kind: kinds } = sheet[part];
  const { campus } = ask.filter;
  const campuses = campus === null ? null : sheet[part].campus;
  for (let owner = 0, next = 0; owner < counts.length; owner += 1) {
    const start = next;
    next += counts[owner] ?? 0;
    if (asked[owner] === 0) continue;
    const n = numbers[owner] ?? 0;
    for (let flow = start; flow < next; flow += 1) {
      const step = ask.stepOf(days[flow] ?? 0);
      if (step < 0 || (campuses !== null && campuses[flow] !== campus)) continue;
      const kind = kinds[flow] ?? 0;
      sink.hit(step, SERIES_OF[kind] ?? 0, n, VALUE_OF[kind] ?? 0);
      sink.hit(step, NET, n, NET_OF[kind] ?? 0);
    }
  }
}

/**
 * Net flow: created (submitted) − closed (came to an end; what was opened again is taken off), and of one campus + moved
 * (taken over from other campuses − handed over to them). It is the change of the backlog, of the whole and of a campus.
 */
const netFlow: FigureDefinition = {
  axis: 'time',
  measure: 'sum',
  series: ['created', 'closed', 'net'].map((key) => ({ key, unit: UNIT })),
  ofCampus: [{ key: 'moved', unit: UNIT }],
  reach: 'active',
  order: 'newest',
  gather(sheet, ask, sink) {
    flowOf(sheet, 'flows', ask, sink);
    if (ask.filter.campus !== null) flowOf(sheet, 'moves', ask, sink);
  },
};

/** They by name. */
export const STANDING_FIGURES = {
  status,
  trend,
  backlog,
  backlog_age: backlogAge,
  net_flow: netFlow,
};

// Read-first: the way of its lines and applications, the money, and the trials that are over.

import { DEEDS } from './deeds.ts';
import { eachStanding } from './figures-standing.ts';
import { askedHere, askedIn } from './gathering.ts';
import type { Ask, FigureDefinition } from './gathering.ts';
import { LINE_GROUPS, isFurther, lineGroupOf } from './line-groups.ts';
import type { Sheet } from './sheet-columns.ts';
import { SHIPPED } from './turns.ts';

/** Calls with each line that was submitted in the period, and the place of its group at the end of it. */
function eachLine(sheet: Sheet, ask: Ask, visit: (owner: number, group: number) => void): void {
  const { who, turns } = sheet;
  const asked = askedIn(sheet, ask);
  eachStanding(sheet, ask, ask.to, (owner, turn) => {
    const day = who.submittedDay[owner] ?? 0;
    if (day < ask.from || day > ask.to || asked[owner] === 0) return;
    const state = ask.states[turns.state[turn] ?? 0] ?? '';
    const cameFrom = ask.states[turns.cameFrom[turn] ?? 0] ?? '';
    const group = lineGroupOf(state, cameFrom, turns.mark[turn] ?? 0);
    visit(owner, LINE_GROUPS.indexOf(group));
  });
}

/** Lines that were submitted in the period, by where they stand at the end of it. */
const lines: FigureDefinition = {
  axis: 'code',
  measure: 'count',
  series: [{ key: 'lines', unit: 'lines' }],
  codes: () => LINE_GROUPS,
  reach: 'submitted',
  order: 'newest',
  gather(sheet, ask, sink) {
    const { who } = sheet;
    eachLine(sheet, ask, (owner, group) => sink.hit(group, 0, who.n[owner] ?? 0, 1));
  },
};

/**
 * Applications of the period: each once, where the most advanced of its lines stands; a line without an application is
 * one of its own. The row behind one is that line.
 */
const applications: FigureDefinition = {
  ...lines,
  series: [{ key: 'applications', unit: 'applications' }],
  gather(sheet, ask) {
    const { who } = sheet;
    eachLine(sheet, ask, (owner, group) => {
      const n = who.n[owner] ?? 0;
      const bundle = who.bundle[owner] ?? 0;
      const key = bundle === 0 ? -n : bundle;
      const known = ask.kept.bundles.get(key);
      const further =
        !known || isFurther(LINE_GROUPS[group] ?? 'waiting', LINE_GROUPS[known.group] ?? 'waiting');
      if (further) ask.kept.bundles.set(key, { group, n });
    });
  },
  finish({ kept }, sink) {
    for (const { group, n } of kept.bundles.values()) sink.hit(group, 0, n, 1);
  },
};

/** Committed (encumbered) and spent at the end of each step, of the funds in force at the end of the period; fen. */
const fundBurn: FigureDefinition = {
  axis: 'time',
  measure: 'sum',
  stock: true,
  series: [
    { key: 'committed', unit: 'fen' },
    { key: 'spent', unit: 'fen' },
  ],
  reach: 'all',
  order: 'highest',
  gather(sheet, ask, sink) {
    const { who, money } = sheet;
    const asked = askedHere(sheet, ask);
    for (let move = 0; move < money.length; move += 1) {
      const owner = money.owner[move] ?? 0;
      const day = money.day[move] ?? 0;
      if (day > ask.to || !ask.funds.has(money.fund[move] ?? 0)) continue;
      if (asked[owner] === 0) continue;
      const from = day < ask.from ? 0 : ask.stepOf(day);
      const n = who.n[owner] ?? 0;
      const { committed, spent } = money;
      if (committed[move] !== 0) sink.span(0, from, ask.steps, n, committed[move] ?? 0);
      if (spent[move] !== 0) sink.span(1, from, ask.steps, n, spent[move] ?? 0);
    }
  },
};

/** Cost per first read: Σ spent in a step on lines that were with a reader ÷ their number; fen. */
const readFirstCost: FigureDefinition = {
  axis: 'time',
  measure: 'mean',
  series: [{ key: 'cost', unit: 'fen' }],
  reach: 'active',
  order: 'highest',
  gather(sheet, ask, sink) {
    const { who, money, turns } = sheet;
    const asked = askedHere(sheet, ask);
    const wasRead = new Set<number>();
    for (let turn = 0; turn < turns.length; turn += 1) {
      const isBy = (turns.day[turn] ?? 0) <= ask.to;
      if (isBy && ((turns.mark[turn] ?? 0) & SHIPPED) !== 0) {
        wasRead.add(turns.owner[turn] ?? 0);
      }
    }
    for (let move = 0; move < money.length; move += 1) {
      const owner = money.owner[move] ?? 0;
      const spent = money.spent[move] ?? 0;
      const step = ask.stepOf(money.day[move] ?? 0);
      if (spent === 0 || step < 0 || !wasRead.has(owner)) continue;
      if (asked[owner] === 1) sink.hit(step, 0, who.n[owner] ?? 0, spent);
    }
  },
};

/** What was bought from funds that are over by the end of the period: lines and fen by fund; days on which money was committed. */
const trial: FigureDefinition = {
  axis: 'code',
  measure: 'sum',
  series: [
    { key: 'lines', unit: 'lines' },
    { key: 'spent', unit: 'fen' },
  ],
  reach: 'all',
  order: 'highest',
  gather(sheet, ask, sink) {
    const { who, money } = sheet;
    const asked = askedHere(sheet, ask);
    const committedOn = new Map<number, number[]>();
    const spent = new Map<number, { fund: number; amount: number }>();
    for (let move = 0; move < money.length; move += 1) {
      const owner = money.owner[move] ?? 0;
      const day = money.day[move] ?? 0;
      const fund = money.fund[move] ?? 0;
      if (day > ask.to || !ask.funds.has(fund) || asked[owner] === 0) continue;
      if ((money.committed[move] ?? 0) > 0) {
        committedOn.set(owner, [...(committedOn.get(owner) ?? []), day]);
      }
      const amount = (money.spent[move] ?? 0) + (spent.get(owner)?.amount ?? 0);
      if (amount > 0) spent.set(owner, { fund, amount });
    }
    for (const [owner, { fund, amount }] of spent) {
      const n = who.n[owner] ?? 0;
      const category = ask.categoryOf(String(fund));
      sink.hit(category, 0, n, 1);
      sink.hit(category, 1, n, amount);
      for (const day of committedOn.get(owner) ?? []) ask.kept.days.add(day);
    }
  },
};

const IN_TIME = DEEDS.indexOf('returned_in_time');
const LATE = DEEDS.indexOf('returned_late');
const SHELVED = DEEDS.indexOf('shelved');

/** On-time returns: first reads brought back by their day ÷ (brought back + written off), by the day of either. */
const onTimeReturns: FigureDefinition = {
  axis: 'time',
  measure: 'mean',
  series: [{ key: 'in_time', unit: 'share' }],
  reach: 'active',
  order: 'lowest',
  gather(sheet, ask, sink) {
    const { who, deeds } = sheet;
    const asked = askedHere(sheet, ask);
    for (let deed = 0; deed < deeds.length; deed += 1) {
      const kind = deeds.kind[deed] ?? 0;
      const owner = deeds.owner[deed] ?? 0;
      const step = ask.stepOf(deeds.day[deed] ?? 0);
      if (step < 0 || asked[owner] === 0 || (kind !== IN_TIME && kind !== LATE)) continue;
      sink.hit(step, 0, who.n[owner] ?? 0, kind === IN_TIME ? 1 : 0);
    }
  },
};

/**
 * Loans after a purchase: Σ loans of the bought copy in the 12 months from the day on which it was shelved ÷ copies, by that
 * day; what was lent until the end of the period counts. Copies shelved before any loan is on record are left out.
 */
const loansAfter: FigureDefinition = {
  axis: 'time',
  measure: 'mean',
  series: [{ key: 'loans', unit: 'loans' }],
  reach: 'active',
  order: 'highest',
  gather(sheet, ask, sink) {
    const { who, deeds } = sheet;
    const asked = askedHere(sheet, ask);
    for (let deed = 0; deed < deeds.length; deed += 1) {
      const owner = deeds.owner[deed] ?? 0;
      const day = deeds.day[deed] ?? 0;
      const step = ask.stepOf(day);
      if (deeds.kind[deed] !== SHELVED || step < 0 || asked[owner] === 0) continue;
      const n = who.n[owner] ?? 0;
      const loans = ask.loansIn12Months(n, day);
      if (loans !== null) sink.hit(step, 0, n, loans);
    }
  },
};

/** They by name. */
export const PURCHASE_FIGURES = {
  purchase_lines: lines,
  purchase_applications: applications,
  fund_burn: fundBurn,
  read_first_cost: readFirstCost,
  trial,
  on_time_returns: onTimeReturns,
  loans_after: loansAfter,
};

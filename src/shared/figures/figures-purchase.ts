// Read-first: the way of its lines and applications, the money, and the trials that are over.

import { eachStanding } from './figures-standing.ts';
import { isAsked, isAskedHere } from './gathering.ts';
import type { Ask, FigureDefinition } from './gathering.ts';
import { LINE_GROUPS, isFurther, lineGroupOf } from './line-groups.ts';
import type { Sheet } from './sheet.ts';
import { SHIPPED } from './turns.ts';

const numberAt = (column: ArrayLike<number>, index: number) => column[index] ?? 0;

/** Calls with each line that was submitted in the period, and the place of its group at the end of it. */
function eachLine(sheet: Sheet, ask: Ask, visit: (owner: number, group: number) => void): void {
  const { who, turns } = sheet;
  eachStanding(sheet, ask, ask.to, (owner, turn) => {
    const day = numberAt(who.submittedDay, owner);
    if (day < ask.from || day > ask.to || !isAsked(sheet, ask, owner)) return;
    const state = ask.states[numberAt(turns.state, turn)] ?? '';
    const cameFrom = ask.states[numberAt(turns.cameFrom, turn)] ?? '';
    const group = lineGroupOf(state, cameFrom, numberAt(turns.mark, turn));
    visit(owner, LINE_GROUPS.indexOf(group));
  });
}

/** Lines that were submitted in the period, by where they stand at the end of it. */
const lines: FigureDefinition = {
  axis: 'code',
  measure: 'count',
  series: [{ key: 'lines', unit: 'lines' }],
  codes: () => LINE_GROUPS,
  reads: ['turns'],
  reach: 'submitted',
  order: 'newest',
  gather(sheet, ask, sink) {
    const { who } = sheet;
    eachLine(sheet, ask, (owner, group) => sink.hit(group, 0, numberAt(who.n, owner), 1));
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
      const n = numberAt(who.n, owner);
      const bundle = numberAt(who.bundle, owner);
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
  reads: ['money'],
  reach: 'all',
  order: 'highest',
  gather(sheet, ask, sink) {
    const { who, money } = sheet;
    for (let move = 0; move < money.length; move += 1) {
      const owner = numberAt(money.owner, move);
      const day = numberAt(money.day, move);
      if (day > ask.to || !ask.funds.has(numberAt(money.fund, move))) continue;
      if (!isAskedHere(sheet, ask, owner)) continue;
      const from = day < ask.from ? 0 : ask.stepOf(day);
      const n = numberAt(who.n, owner);
      const { committed, spent } = money;
      if (committed[move] !== 0) sink.span(0, from, ask.steps, n, numberAt(committed, move));
      if (spent[move] !== 0) sink.span(1, from, ask.steps, n, numberAt(spent, move));
    }
  },
};

/** Cost per first read: Σ spent in a step on lines that were with a reader ÷ their number; fen. */
const readFirstCost: FigureDefinition = {
  axis: 'time',
  measure: 'mean',
  series: [{ key: 'cost', unit: 'fen' }],
  reads: ['money', 'turns'],
  reach: 'active',
  order: 'highest',
  gather(sheet, ask, sink) {
    const { who, money, turns } = sheet;
    const wasRead = new Set<number>();
    for (let turn = 0; turn < turns.length; turn += 1) {
      const isBy = numberAt(turns.day, turn) <= ask.to;
      if (isBy && (numberAt(turns.mark, turn) & SHIPPED) !== 0) {
        wasRead.add(numberAt(turns.owner, turn));
      }
    }
    for (let move = 0; move < money.length; move += 1) {
      const owner = numberAt(money.owner, move);
      const spent = numberAt(money.spent, move);
      const step = ask.stepOf(numberAt(money.day, move));
      if (spent === 0 || step < 0 || !wasRead.has(owner)) continue;
      if (isAskedHere(sheet, ask, owner)) sink.hit(step, 0, numberAt(who.n, owner), spent);
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
  reads: ['money'],
  reach: 'all',
  order: 'highest',
  gather(sheet, ask, sink) {
    const { who, money } = sheet;
    const committedOn = new Map<number, number[]>();
    const spent = new Map<number, { fund: number; amount: number }>();
    for (let move = 0; move < money.length; move += 1) {
      const owner = numberAt(money.owner, move);
      const day = numberAt(money.day, move);
      const fund = numberAt(money.fund, move);
      if (day > ask.to || !ask.funds.has(fund) || !isAskedHere(sheet, ask, owner)) continue;
      if (numberAt(money.committed, move) > 0) {
        committedOn.set(owner, [...(committedOn.get(owner) ?? []), day]);
      }
      const amount = numberAt(money.spent, move) + (spent.get(owner)?.amount ?? 0);
      if (amount > 0) spent.set(owner, { fund, amount });
    }
    for (const [owner, { fund, amount }] of spent) {
      const n = numberAt(who.n, owner);
      const category = ask.categoryOf(String(fund));
      sink.hit(category, 0, n, 1);
      sink.hit(category, 1, n, amount);
      for (const day of committedOn.get(owner) ?? []) ask.kept.days.add(day);
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
};

// How searches ended, and where the books were. Unit: cases; a case counts in the period in which it ended.

import { SEARCH_RESULTS, isSearchEnded, outcomeOf } from './find-book.ts';
import type { SearchOutcome, SearchResult } from './find-book.ts';
import { eachStanding } from './figures-standing.ts';
import { askedIn } from './gathering.ts';
import type { Ask, FigureDefinition } from './gathering.ts';
import type { Sheet } from './sheet-columns.ts';

/** Outcomes in the order in which they are told. */
export const OUTCOME_CODES = ['found', 'careless', 'not_found', 'answered', 'cancelled'] as const;
const OUTCOMES: readonly SearchOutcome[] = [
  'found',
  'careless',
  'notFound',
  'answered',
  'cancelled',
];

function resultAt(mark: number): SearchResult {
  return SEARCH_RESULTS[mark - 1] ?? 'cancelled';
}

/** Calls with each case that had ended by the end of the period, and since its beginning, with its mark. */
function eachEnded(sheet: Sheet, ask: Ask, visit: (n: number, mark: number) => void): void {
  const ended = ask.states.map(isSearchEnded);
  const { who, turns } = sheet;
  const asked = askedIn(sheet, ask);
  const isEnd = (turn: number) => ended[turns.state[turn] ?? 0] === true;
  eachStanding(sheet, ask, ask.to, (owner, turn, first) => {
    if (!isEnd(turn) || asked[owner] === 0) return;
    let since = turn;
    while (since > first && isEnd(since - 1)) since -= 1;
    if ((turns.day[since] ?? 0) < ask.from) return;
    visit(who.n[owner] ?? 0, turns.mark[turn] ?? 0);
  });
}

/**
 * Outcomes of ended searches, the last search event decides: found (any cause but `in_place`) · careless (`in_place`, or
 * answered `misread`) · not found · answered otherwise · cancelled.
 */
const findOutcomes: FigureDefinition = {
  axis: 'code',
  measure: 'count',
  series: [{ key: 'cases', unit: 'cases' }],
  codes: () => OUTCOME_CODES,
  reach: 'active',
  order: 'newest',
  gather(sheet, ask, sink) {
    eachEnded(sheet, ask, (n, mark) => {
      sink.hit(OUTCOMES.indexOf(outcomeOf(resultAt(mark))), 0, n, 1);
    });
  },
};

/** What decided each of them: the cause of the find, the fact of the answer, or one of the rest. */
const findCauses: FigureDefinition = {
  ...findOutcomes,
  codes: () => SEARCH_RESULTS,
  gather(sheet, ask, sink) {
    eachEnded(sheet, ask, (n, mark) => {
      sink.hit(SEARCH_RESULTS.indexOf(resultAt(mark)), 0, n, 1);
    });
  },
};

/** They by name. */
export const FIND_FIGURES = { find_outcomes: findOutcomes, find_causes: findCauses };

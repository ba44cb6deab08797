// The 1,500 searches that had ended by 5 June 2018: 33 % found, 29 % careless, 32 % not found (reported), the rest illustrative.

import { diceOf } from '../dice.ts';
import type { Dice } from '../dice.ts';
import type { Book } from './book.ts';
import * as steps from './find-book-steps.ts';
import { outcomes } from './plan.ts';
import type { Plan } from './plan.ts';
import { momentBetween, someCopy, storySeed } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Opening } from './story-parts.ts';

/** How searches end; `f_` a cause of a find, `a_` a fact of an answer. */
const WAYS = {
  f_misshelved: 210,
  f_trolley: 95,
  f_sorting: 80,
  f_table: 60,
  f_elsewhere: 30,
  f_wrong_label: 20,
  f_in_place: 330,
  a_misread: 105,
  not_found: 480,
  a_just_returned: 18,
  a_on_loan: 12,
  a_in_use: 9,
  a_depot: 8,
  a_on_hold_shelf: 5,
  a_in_transit: 3,
  cancelled: 22,
  reader_found: 13,
};
/** A way to the end. */
export type FindBookWay = keyof typeof WAYS;

/** Tells one ended search. */
export function playFindBook(
  stage: Stage,
  book: Book,
  opening: Opening,
  dice: Dice,
  way: FindBookWay,
): void {
  const search = steps.ask(stage, book, opening, someCopy(stage, dice, {}));
  if (way === 'not_found') for (let round = 0; round < 3; round += 1) steps.miss(search);
  else if (way === 'cancelled' || way === 'reader_found')
    steps.cancel(search, way === 'reader_found');
  else if (way.startsWith('a_')) steps.explain(search, way.slice(2) as steps.Fact);
  else {
    const cause = way.slice(2) as steps.Cause;
    const rounds = cause === 'in_place' || dice.chance(0.7) ? 0 : dice.between(1, 2);
    for (let round = 0; round < rounds; round += 1) steps.miss(search);
    steps.find(search, cause);
    if (cause === 'wrong_label' || dice.chance(0.35)) steps.reshelve(search);
    else {
      steps.holdForPickup(search);
      steps.lend(search, opening.index);
    }
  }
  search.story.end();
}

/** Plans of all ended searches. */
export function endedSearches(seed: number): Plan[] {
  return outcomes(WAYS).map((way, n) => {
    const dice = diceOf(storySeed(seed, 'find_book', n), 'request', n);
    return {
      at: momentBetween(dice, '2016-11-07', '2018-05-14', 1.7),
      prefix: 'W',
      play: (stage, book, opening) => playFindBook(stage, book, opening, dice, way),
    };
  });
}

/** Some way to the end for a request of earlier years. */
export function anyFindBookWay(dice: Dice): FindBookWay {
  return dice.pick([
    'f_misshelved',
    'f_trolley',
    'f_in_place',
    'a_misread',
    'not_found',
    'cancelled',
  ]);
}

// Applications that readers send in the small hours of 6 June 2018, after the day of the report: the day's first decisions.

import { instantOf } from '../../shared/lib/time.ts';
import { diceOf, idOf } from '../dice.ts';
import { MAIN_FUND, fundId } from '../money.ts';
import { local } from './local.ts';
import type { Plan } from './plan.ts';
import * as steps from './purchase-steps.ts';
import { marked, someReader } from './stage.ts';
import type { Stage } from './stage.ts';
import { excludedBook, heldBook, newBookOf } from './wanted-books.ts';
import type { Wanted } from './wanted-books.ts';

const FIRST_BOOK = 1_000;
const FIRST_BUNDLE = 20_000;

/** A book whose price passes the cap, and one that wants a second approval. */
function dear(seed: number, n: number, price: number): Wanted {
  return { ...newBookOf(seed, n), price };
}

const WANTED: [string, (stage: Stage, n: number) => Wanted][] = [
  ['06-06 00:18', (stage, n) => dear(stage.seed, n, 26_800)],
  ['06-06 01:05', (stage, n) => excludedBook(stage.seed, n)],
  ['06-06 06:12', (stage, n) => heldBook(stage, diceOf(stage.seed, 'bundle', n))],
  ['06-06 06:40', (stage, n) => newBookOf(stage.seed, n)],
  ['06-06 07:21', (stage, n) => dear(stage.seed, n, 12_800)],
];

function ask(stage: Stage, n: number, moment: string) {
  const dice = diceOf(stage.seed, 'bundle', 60_000 + n);
  const readerIndex = someReader(stage, dice, local(moment));
  return { readerIndex, id: idOf(stage.seed, 'bundle', FIRST_BUNDLE + n) };
}

function line(
  moment: string,
  n: number,
  wantedOf: (stage: Stage, n: number) => Wanted,
  follows: boolean,
): Plan {
  return {
    at: local(moment),
    prefix: 'W',
    play: (stage, book, opening) => {
      const { readerIndex, id } = ask(stage, n, moment);
      const submittedOn = instantOf(opening.at);
      const readerId = stage.readers.id(readerIndex);
      book.bundles.push({
        id,
        ver: 1,
        queue: 'purchase',
        kind: 'application',
        code: opening.code,
        readerId,
        submittedOn,
      });
      const told = steps.ask(stage, book, opening, {
        wanted: wantedOf(stage, FIRST_BOOK + n),
        readerIndex,
        bundleId: id,
        fundId: fundId(stage.seed, MAIN_FUND),
      });
      if (!follows) return void steps.endLine(told);
      const leader = marked(stage, 'ordered line');
      told.story.note('joins', { leader: leader.code, queue: 'purchase' });
      steps.endLine(told, { leaderId: leader.id });
    },
  };
}

/** Plans of the morning's lines; the last is a second reader's wish for a book that is on order. */
export function morningLines(): Plan[] {
  const ordered = (stage: Stage) =>
    newBookOf(stage.seed, marked(stage, 'ordered line').wanted ?? 0);
  return [
    ...WANTED.map(([moment, wantedOf], n) => line(moment, n, wantedOf, false)),
    line('06-06 07:44', WANTED.length, ordered, true),
  ];
}

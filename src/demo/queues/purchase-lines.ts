// Read-first as reported: 264 applications with 275 lines from 22 May to 5 June 2018, and the trial of 2016.

import { instantOf } from '../../shared/lib/time.ts';
import { at, diceOf, idOf } from '../dice.ts';
import type { Dice } from '../dice.ts';
import { MAIN_FUND, TRIAL_FUND, fundId } from '../money.ts';
import type { Book } from './book.ts';
import { outcomes } from './plan.ts';
import type { Plan } from './plan.ts';
import * as steps from './purchase-steps.ts';
import { acquisitions, asReader, momentBetween, someReader, storySeed } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Opening } from './story-parts.ts';
import { boughtThen, excludedBook, heldBook, newBookOf } from './wanted-books.ts';
import type { Wanted } from './wanted-books.ts';

/** Lines by what had become of them by the end of 5 June: 1 waits, 11 prepared, 155 shipped, 108 rejected. */
const WAYS = {
  with_reader: 145,
  problem: 1,
  returned: 4,
  accepted: 3,
  shelved: 2,
  approved: 4,
  ordered: 6,
  stop_asked: 1,
  question: 1,
  held: 46,
  excluded: 31,
  duplicate: 14,
  budget: 9,
  supplier: 8,
};
type LineWay = keyof typeof WAYS;

/** When lines of a way are asked for: those still under way late, those that came back early. */
const DAYS: Partial<Record<LineWay, [string, string]>> = {
  returned: ['2018-05-22', '2018-05-23'],
  accepted: ['2018-05-22', '2018-05-23'],
  shelved: ['2018-05-22', '2018-05-22'],
  approved: ['2018-06-01', '2018-06-03'],
  ordered: ['2018-05-30', '2018-06-01'],
  stop_asked: ['2018-05-30', '2018-05-31'],
  question: ['2018-06-01', '2018-06-02'],
  problem: ['2018-05-24', '2018-05-25'],
  with_reader: ['2018-05-22', '2018-05-29'],
};
/** The first 22 lines are asked for two by two. */
const PAIRED_LINES = 22;

const REJECTED: Partial<Record<LineWay, [string, string]>> = {
  held: ['available_locally', '馆内已有在架复本，可直接借阅。'],
  excluded: ['policy', '教材、教辅与漫画类图书不在荐购范围内。'],
  duplicate: ['duplicate', '该书已由其他读者荐购，到馆后将通知您。'],
  budget: ['budget', '本期经费已安排完毕，欢迎下期再荐。'],
  supplier: ['supplier', '书商暂无现货，无法供应。'],
};

const QUESTION = '您荐购的是哪一版？目前有平装与精装两种。';

function wantedFor(stage: Stage, dice: Dice, way: LineWay, n: number): Wanted {
  if (way === 'held') return heldBook(stage, dice);
  return way === 'excluded' ? excludedBook(stage.seed, n) : newBookOf(stage.seed, n);
}

function shipped(line: steps.Line, way: LineWay, n: number): void {
  const { stage, story } = line;
  steps.order(line);
  steps.ship(line);
  if (way === 'with_reader' || way === 'problem') {
    steps.openLoan(line);
    if (way === 'with_reader') return;
    story.act('report_problem', {
      by: asReader(stage, line.readerIndex),
      to: 'exception',
      after: [1500, 2400],
      reason: 'damaged',
      note: '书页有大面积水渍，读者要求换一本。',
      facts: { wish: 'repair' },
    });
    return;
  }
  steps.takeBack(line, way === 'returned' ? [3_000, 3_600] : [1_700, 2_400]);
  if (way === 'returned') return;
  const barcode = `${line.campus}9${String(n + 1).padStart(7, '0')}`;
  steps.accept(line, barcode);
  if (way === 'shelved') steps.shelve(line, `${line.wanted.classCode}/${90_001 + n}`);
}

function playLine(line: steps.Line, way: LineWay, n: number): void {
  const { story, stage } = line;
  const rejected = REJECTED[way];
  if (rejected) steps.reject(line, ...rejected);
  else if (way === 'question') {
    story.act('ask', {
      by: acquisitions(stage, story.dice),
      to: 'needs_info',
      after: [30, 200],
      readerText: QUESTION,
      patch: {
        fields: {
          question: QUESTION,
          answer: null,
          questions: 1,
        },
      },
      notice: 'purchase.question',
      noticeFacts: { title: line.wanted.title, question: QUESTION, day: '2018-06-11' },
    });
  } else {
    steps.approve(line);
    if (way === 'ordered' || way === 'stop_asked') steps.order(line, 8);
    else if (way !== 'approved') shipped(line, way, n);
    if (way === 'stop_asked') {
      story.act('ask_cancel', {
        by: asReader(stage, line.readerIndex),
        to: 'cancel_asked',
        after: [600, 900],
      });
    }
  }
  const request = steps.endLine(line);
  if (way === 'ordered') {
    const { id, code } = request;
    stage.marks.set('ordered line', { id, code, copy: null, wanted: n, at: story.now() });
  }
}

function bundleOf(
  stage: Stage,
  book: Book,
  opening: Opening,
  number: number,
  readerIndex: number,
): string {
  const id = idOf(stage.seed, 'bundle', number);
  if (book.bundles.some((each) => each.id === id)) return id;
  book.bundles.push({
    id,
    ver: 1,
    queue: 'purchase',
    kind: 'application',
    code: opening.code,
    readerId: stage.readers.id(readerIndex),
    submittedOn: instantOf(opening.at),
  });
  return id;
}

/** Plans of the 275 lines. */
export function linesOf2018(seed: number): Plan[] {
  const ways = outcomes(WAYS);
  return ways.map((way, n) => {
    const pair = n < PAIRED_LINES;
    const application = pair ? Math.floor(n / 2) : n - PAIRED_LINES / 2;
    // Both lines of a pair throw the same dice, so that one reader asks for both at once.
    const dice = diceOf(storySeed(seed, 'application', application), 'bundle', application);
    const first = pair ? at(ways, application * 2) : way;
    const second = pair ? at(ways, application * 2 + 1) : way;
    const days = DAYS[first] ?? DAYS[second] ?? ['2018-05-22', '2018-06-03'];
    const moment = momentBetween(dice, ...days, 1);
    return {
      at: moment,
      prefix: 'W',
      play: (stage, book, opening) => {
        const readerDice = diceOf(storySeed(seed, 'asker', application), 'bundle', application);
        const readerIndex = someReader(stage, readerDice, moment);
        const line = steps.ask(stage, book, opening, {
          wanted: wantedFor(stage, diceOf(seed, 'bundle', 50_000 + n), way, n),
          readerIndex,
          bundleId: bundleOf(stage, book, opening, application, readerIndex),
          fundId: fundId(seed, MAIN_FUND),
        });
        playLine(line, way, n);
      },
    };
  });
}

const TRIAL_LINES = 142;
const TRIAL_BUDGET = 900_000;
const TRIAL_DAYS = ['2016-12-06T00:10:00.000Z', '2016-12-07T00:10:00.000Z'];

/** Prices of the trial's books; fen, together the whole budget. */
function trialPrices(): number[] {
  const prices = Array.from({ length: TRIAL_LINES }, (_, n) => 3_800 + ((n * 37) % 52) * 100);
  let rest = TRIAL_BUDGET - prices.reduce((sum, price) => sum + price, 0);
  for (let n = 0; rest !== 0; n = (n + 1) % TRIAL_LINES) {
    const step = Math.sign(rest) * Math.min(Math.abs(rest), 100);
    prices[n] = at(prices, n) + step;
    rest -= step;
  }
  return prices;
}

/** Plans of the trial: 142 sets in two days of December 2016, all read, brought back and shelved. */
export function trialLines(seed: number): Plan[] {
  return trialPrices().map((price, n) => {
    const dice = diceOf(storySeed(seed, 'trial', n), 'bundle', n);
    const moment = momentBetween(dice, '2016-11-28', '2016-12-04', 1);
    return {
      at: moment,
      prefix: 'W',
      play: (stage, book, opening) => {
        const readerIndex = someReader(stage, dice, moment);
        const bought = boughtThen(stage, book, dice, price);
        const line = steps.ask(stage, book, opening, {
          wanted: bought.wanted,
          readerIndex,
          bundleId: bundleOf(stage, book, opening, 10_000 + n, readerIndex),
          fundId: fundId(seed, TRIAL_FUND),
          home: bought.home,
        });
        line.story.waitUntil(at(TRIAL_DAYS, n % 2));
        steps.approve(line, [1, 400]);
        steps.order(line);
        steps.ship(line, bought.copy);
        steps.takeBack(line, [8_000, 16_000]);
        steps.accept(line, bought.copy.barcode);
        steps.shelve(line, bought.callNumber);
        steps.endLine(line);
      },
    };
  });
}

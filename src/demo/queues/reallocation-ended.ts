// The reallocations that had ended by 5 June 2018: done 1,205, cancelled 565, rejected 3,124 (reported).

import { at, diceOf } from '../dice.ts';
import type { Dice } from '../dice.ts';
import type { Book } from './book.ts';
import { setCopy } from './book.ts';
import { outcomes } from './plan.ts';
import type { Plan } from './plan.ts';
import * as steps from './reallocation-steps.ts';
import { asReader, momentBetween, someCopy, someone, storySeed } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Opening } from './story-parts.ts';

/** Ways to the end; the split within each label is illustrative. */
const WAYS = {
  loan: 790,
  loan_confirmed: 115,
  permanent: 220,
  temporary: 80,
  cancel_early: 410,
  cancel_approved: 80,
  put_back: 20,
  not_collected: 55,
  local: 1_760,
  held: 420,
  reference: 264,
  on_loan: 310,
  policy: 200,
  duplicate: 90,
  refused_second: 80,
};
/** A way to the end. */
export type ReallocationWay = keyof typeof WAYS;

const REASONS: Partial<Record<ReallocationWay, string>> = {
  local: 'available_locally',
  held: 'held_for_other',
  reference: 'non_circulating',
  on_loan: 'on_loan',
  policy: 'policy',
  duplicate: 'duplicate',
};

function moved(
  stage: Stage,
  book: Book,
  opening: Opening,
  dice: Dice,
  kind: 'permanent' | 'temporary',
): void {
  const copy = someCopy(stage, dice, {});
  const returnDay =
    kind === 'temporary' ? `2018-07-${String(dice.between(2, 20)).padStart(2, '0')}` : null;
  const enteredBy = someone(stage, dice, 'desk', copy.collection.campus);
  const move = steps.ask(stage, book, opening, {
    copy,
    kind,
    enteredBy,
    ...(returnDay === null ? {} : { returnDay }),
  });
  steps.approve(move);
  steps.pick(move);
  steps.send(move);
  steps.receive(move);
  steps.shelve(move, kind, returnDay);
  move.story.end();
  const { letter } = stage.copies.openShelf(copy.titleIndex, move.to);
  const target = stage.places.collection(letter).id;
  const shelf = stage.places.range(letter, stage.titles.key(copy.titleIndex));
  setCopy(book, copy.index, {
    holding: target,
    ...(kind === 'permanent' ? { home: target } : { returnDay }),
    seenAt: shelf.id,
    seenOn: move.story.now(),
    lastMovedOn: move.story.now(),
  });
}

function cancelled(move: steps.Move, way: ReallocationWay): void {
  const { stage, story } = move;
  const reader = asReader(stage, move.readerIndex ?? 0);
  if (way !== 'cancel_early') steps.approve(move);
  if (way === 'cancel_early' || way === 'cancel_approved') {
    story.act('cancel', {
      by: reader,
      to: 'cancelled',
      after: [15, 600],
      reason: 'reader_cancel',
    });
    return;
  }
  steps.pick(move);
  story.act('put_back', {
    by: someone(stage, story.dice, 'desk', move.from),
    to: 'cancelled',
    after: [20, 200],
    scan: true,
    reason: story.dice.chance(0.5) ? 'damaged' : 'held_for_other',
  });
}

function toShelf(move: steps.Move, confirmed: boolean): void {
  steps.approve(move, confirmed);
  if (confirmed) steps.confirm(move);
  steps.pick(move);
  steps.send(move);
  steps.receive(move);
  steps.holdForPickup(move);
}

/** Tells one ended reallocation. */
export function playReallocation(
  stage: Stage,
  book: Book,
  opening: Opening,
  dice: Dice,
  way: ReallocationWay,
): void {
  if (way === 'permanent' || way === 'temporary') return moved(stage, book, opening, dice, way);
  const keeps = !(way in REASONS) && way !== 'refused_second' && way !== 'cancel_early';
  const copy = someCopy(stage, dice, {
    keep: keeps,
    ...(way === 'local' ? { several: true } : {}),
    ...(way === 'reference' ? { lendable: false } : {}),
  });
  const move = steps.ask(stage, book, opening, { copy, kind: 'for_loan' });
  const reason = REASONS[way];
  if (reason !== undefined) steps.reject(move, reason);
  else if (way === 'loan' || way === 'loan_confirmed') {
    toShelf(move, way === 'loan_confirmed');
    steps.lend(move, opening.index);
  } else if (way === 'not_collected') {
    toShelf(move, false);
    const campus = stage.places.campus(move.to);
    const until = stage.calendars.addOpenDays(
      stage.calendars.ofCampus(campus),
      move.story.now(),
      3,
    );
    steps.expire(move, until);
    steps.receiveHome(move);
  } else if (way === 'refused_second') {
    steps.approve(move, true);
    move.story.act('reject', {
      by: someone(stage, dice, 'supervisor', move.from),
      to: 'rejected',
      after: [60, 500],
      reason: 'policy',
      readerText: '该书为本校区唯一可借复本，暂不外调。',
      facts: { alternatives: 0, advice: ['last_lendable'] },
    });
  } else cancelled(move, way);
  move.story.end();
}

/** Plans of all ended reallocations since the service began. */
export function endedReallocations(seed: number): Plan[] {
  return outcomes(WAYS).map((way, n) => {
    const dice = diceOf(storySeed(seed, 'reallocation', n), 'request', n);
    const from = way === 'temporary' ? '2018-03-05' : '2016-11-07';
    const byStaff = way === 'permanent' || way === 'temporary';
    return {
      at: momentBetween(dice, from, '2018-05-16', 1.9),
      prefix: byStaff ? at(['N1', 'S1', 'N3', 'S3'], n % 4) : 'W',
      play: (stage, book, opening) => playReallocation(stage, book, opening, dice, way),
    };
  });
}

/** Some way to the end for a request of earlier years. */
export function anyReallocationWay(dice: Dice): ReallocationWay {
  return dice.pick([
    'loan',
    'loan',
    'local',
    'local',
    'held',
    'cancel_early',
    'permanent',
    'on_loan',
  ]);
}

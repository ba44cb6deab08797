// The deliveries that had ended by 5 June 2018; the report gives no numbers, so all of them are illustrative.

import { diceOf } from '../dice.ts';
import type { Dice } from '../dice.ts';
import type { Book } from './book.ts';
import * as steps from './delivery-steps.ts';
import { outcomes } from './plan.ts';
import type { Plan } from './plan.ts';
import { asReader, momentBetween, someCopy, someone, storySeed } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Opening } from './story-parts.ts';

const WAYS = {
  handed: 446,
  second_way: 22,
  collected: 10,
  cancelled: 40,
  not_collected: 20,
  put_back: 6,
  on_loan: 34,
  non_circulating: 22,
  ineligible: 8,
  held: 14,
};
/** A way to the end. */
export type DeliveryWay = keyof typeof WAYS;

const REJECTED: Partial<Record<DeliveryWay, [string, string]>> = {
  on_loan: ['on_loan', '该书已借出，可预约后再申请配送。'],
  non_circulating: ['non_circulating', '该书只供馆内阅览，不能配送。'],
  ineligible: ['reader_ineligible', '您的借阅权限暂不可用，请先到服务台处理。'],
  held: ['held_for_other', '该书已有其他读者预约在先。'],
};

function secondSlot(errand: steps.Errand): string {
  const { stage, story } = errand;
  const today = stage.calendars.dayOf(story.now());
  return `${steps.openDay(stage, stage.places.campus(errand.campus), today, 1)} 18:00-20:00`;
}

function carried(errand: steps.Errand, way: DeliveryWay, index: number): void {
  steps.pick(errand);
  if (way === 'put_back') {
    const { stage, story, campus } = errand;
    const by = someone(stage, story.dice, 'desk', campus);
    story.act('put_back', {
      by,
      to: 'cancelled',
      scan: true,
      reason: 'damaged',
      patch: { fields: { onRound: false, codeHash: null } },
      facts: { reason: 'damaged' },
    });
    return;
  }
  steps.pack(errand);
  steps.depart(errand);
  if (way === 'handed') return steps.handOver(errand, index);
  steps.fail(errand, 1);
  if (way === 'second_way') {
    steps.changeSlot(errand, secondSlot(errand), 1);
    steps.depart(errand);
    return steps.handOver(errand, index);
  }
  steps.waitForNoAnswer(errand);
  steps.holdForPickup(errand);
  if (way === 'collected') return steps.lendAtShelf(errand, index);
  steps.expire(errand);
  steps.reshelve(errand);
}

/** Tells one ended delivery. */
export function playDelivery(
  stage: Stage,
  book: Book,
  opening: Opening,
  dice: Dice,
  way: DeliveryWay,
): void {
  const rejected = REJECTED[way];
  const keeps = rejected === undefined && way !== 'cancelled';
  const copy = someCopy(stage, dice, { keep: keeps, lendable: way !== 'non_circulating' });
  const errand = steps.ask(stage, book, opening, copy);
  if (rejected) steps.reject(errand, ...rejected);
  else if (way === 'cancelled') {
    const by = asReader(stage, errand.readerIndex);
    errand.story.act('cancel', { by, to: 'cancelled', after: [10, 300], reason: 'reader_cancel' });
  } else {
    steps.accept(errand);
    carried(errand, way, opening.index);
  }
  errand.story.end();
}

/** Plans of all ended deliveries. */
export function endedDeliveries(seed: number): Plan[] {
  return outcomes(WAYS).map((way, n) => {
    const dice = diceOf(storySeed(seed, 'delivery', n), 'request', n);
    return {
      at: momentBetween(dice, '2017-09-11', '2018-05-18', 1.4),
      prefix: 'W',
      play: (stage, book, opening) => playDelivery(stage, book, opening, dice, way),
    };
  });
}

/** Some way to the end for a request of earlier years. */
export function anyDeliveryWay(dice: Dice): DeliveryWay {
  return dice.pick(['handed', 'handed', 'handed', 'on_loan', 'cancelled', 'second_way']);
}

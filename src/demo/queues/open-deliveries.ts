// The deliveries open when the demo begins, each at another turn between desk, bag and door.

import { instantOf } from '../../shared/lib/time.ts';
import { idOf } from '../dice.ts';
import type { CampusLetter } from '../places.ts';
import * as steps from './delivery-steps.ts';
import type { Errand } from './delivery-steps.ts';
import { local } from './local.ts';
import type { Plan } from './plan.ts';
import * as moves from './reallocation-steps.ts';
import { castingDice, otherCampus, someCopy, someone } from './stage.ts';
import { childOf } from './story-parts.ts';
import type { Opening } from './story-parts.ts';

interface Case {
  moment: string;
  campus: CampusLetter;
  slot: string;
  /** The copy stands at the other campus. */
  far?: true;
}

function plan(each: Case, turn: (errand: Errand, opening: Opening) => void): Plan {
  const { moment, campus, slot, far } = each;
  return {
    at: local(moment),
    prefix: 'W',
    play: (stage, book, opening) => {
      const from = far ? otherCampus(campus) : campus;
      const copy = someCopy(stage, castingDice(stage, opening.index), { campus: from });
      const errand = steps.ask(stage, book, opening, copy, { slot: `2018-${slot}`, campus });
      errand.story.hurry(0.15);
      turn(errand, opening);
    },
  };
}

const until = (errand: Errand, moment: string) => errand.story.waitUntil(instantOf(local(moment)));

/** Accepted at a moment; then picked and packed if so wanted. */
function upTo(last: 'accepted' | 'picked' | 'packed', moment: string) {
  return (errand: Errand) => {
    until(errand, moment);
    steps.accept(errand);
    if (last !== 'accepted') steps.pick(errand);
    if (last === 'packed') steps.pack(errand, true);
    errand.story.end();
  };
}

/** A line of the courier's open round. */
function onRound(errand: Errand, outcome: 'out' | 'failed'): void {
  const { book, stage, story, bag, campus } = errand;
  const courier = someone(stage, story.dice, 'courier', campus).id;
  const line = { requestId: story.id, bag, outcome };
  const open = book.rounds.find((each) => each.courier === courier);
  if (open) {
    open.lines.push(line);
    return;
  }
  book.rounds.push({
    id: idOf(stage.seed, 'round', book.rounds.length),
    ver: 1,
    courier,
    openedOn: story.now(),
    closedOn: null,
    lines: [line],
  });
}

/** The copy has to come from the other campus first: a linked reallocation blocks the delivery. */
function broughtFirst(errand: Errand, opening: Opening): void {
  const { stage, book, story, copy, readerIndex } = errand;
  until(errand, '06-05 09:30');
  steps.accept(errand);
  const child = childOf(opening, story, 'R');
  const move = moves.ask(stage, book, child, {
    copy,
    kind: 'for_loan',
    readerIndex,
    parent: { id: story.id },
  });
  move.story.hurry(0.15);
  moves.approve(move, false, [60, 300]);
  move.story.end();
  story.note('linked', { child: child.code, queue: 'reallocation', blocks: true });
  story.end({ blockedBy: move.story.id });
}

const ASKED: Case[] = [
  { moment: '06-04 08:50', campus: 'N', slot: '06-06 15:00-17:00' },
  { moment: '06-04 14:30', campus: 'S', slot: '06-06 15:00-17:00' },
  { moment: '06-05 16:20', campus: 'N', slot: '06-06 18:00-20:00' },
  { moment: '06-05 18:05', campus: 'S', slot: '06-07 10:00-12:00' },
  { moment: '06-05 20:40', campus: 'N', slot: '06-07 15:00-17:00' },
  { moment: '06-05 21:55', campus: 'S', slot: '06-06 18:00-20:00' },
];

/** Plans of all open deliveries. */
export function openDeliveries(): Plan[] {
  return [
    ...ASKED.map((each) => plan(each, (errand) => void errand.story.end())),
    plan(
      { moment: '06-04 11:10', campus: 'N', slot: '06-06 10:00-12:00' },
      upTo('accepted', '06-04 15:00'),
    ),
    plan(
      { moment: '06-05 09:40', campus: 'S', slot: '06-06 15:00-17:00' },
      upTo('accepted', '06-05 14:00'),
    ),
    plan(
      { moment: '06-05 13:15', campus: 'N', slot: '06-06 18:00-20:00' },
      upTo('accepted', '06-05 19:30'),
    ),
    plan(
      { moment: '06-05 08:20', campus: 'N', slot: '06-07 15:00-17:00', far: true },
      broughtFirst,
    ),
    plan(
      { moment: '06-04 16:35', campus: 'S', slot: '06-06 10:00-12:00' },
      upTo('picked', '06-05 15:10'),
    ),
    plan(
      { moment: '06-05 10:05', campus: 'N', slot: '06-06 15:00-17:00' },
      upTo('picked', '06-05 18:20'),
    ),
    plan(
      { moment: '06-03 19:20', campus: 'N', slot: '06-06 10:00-12:00' },
      upTo('packed', '06-05 16:00'),
    ),
    plan(
      { moment: '06-04 09:25', campus: 'N', slot: '06-06 10:00-12:00' },
      upTo('packed', '06-05 17:00'),
    ),
    plan(
      { moment: '06-04 20:55', campus: 'S', slot: '06-06 10:00-12:00' },
      upTo('packed', '06-05 17:40'),
    ),
    plan({ moment: '06-03 10:45', campus: 'N', slot: '06-05 18:00-20:00' }, (errand) => {
      until(errand, '06-05 09:00');
      steps.accept(errand);
      steps.pick(errand);
      steps.pack(errand, true);
      steps.depart(errand);
      onRound(errand, 'out');
      errand.story.end();
    }),
    plan({ moment: '06-03 14:15', campus: 'S', slot: '06-05 15:00-17:00' }, (errand) => {
      until(errand, '06-04 10:00');
      steps.accept(errand);
      steps.pick(errand);
      steps.pack(errand, true);
      steps.depart(errand);
      steps.fail(errand, 1);
      onRound(errand, 'failed');
      errand.story.end();
    }),
    plan({ moment: '05-30 12:30', campus: 'S', slot: '06-01 10:00-12:00' }, (errand) => {
      until(errand, '05-31 09:00');
      steps.accept(errand);
      steps.pick(errand);
      steps.pack(errand);
      steps.depart(errand);
      steps.fail(errand, 1);
      steps.waitForNoAnswer(errand);
      steps.holdForPickup(errand, 'SH1-11');
      errand.story.end();
    }),
  ];
}

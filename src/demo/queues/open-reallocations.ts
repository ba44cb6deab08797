// The reallocations open at the end of 5 June 2018: 29 pending and 11 in progress (reported), each at another turn.

import { instantOf } from '../../shared/lib/time.ts';
import { idOf } from '../dice.ts';
import type { CampusLetter } from '../places.ts';
import type { Book } from './book.ts';
import { ask as askSearch } from './find-book-steps.ts';
import { local } from './local.ts';
import type { Plan } from './plan.ts';
import * as steps from './reallocation-steps.ts';
import type { Move } from './reallocation-steps.ts';
import { asReader, castingDice, marked, someCopy, someone } from './stage.ts';
import { childOf } from './story-parts.ts';
import type { Opening } from './story-parts.ts';

/** A loan that has come so far; `from` is the campus that owns the copy. */
function plan(
  moment: string,
  from: CampusLetter,
  turn: (move: Move, opening: Opening) => void,
): Plan {
  return {
    at: local(moment),
    prefix: 'W',
    play: (stage, book, opening) => {
      const copy = someCopy(stage, castingDice(stage, opening.index), {
        campus: from,
        several: true,
      });
      const move = steps.ask(stage, book, opening, { copy, kind: 'for_loan' });
      move.story.hurry(0.15);
      turn(move, opening);
    },
  };
}

const until = (move: Move, moment: string) => move.story.waitUntil(instantOf(local(moment)));

/** Approved at a moment. */
function approvedOn(move: Move, moment: string): void {
  until(move, moment);
  steps.approve(move, false, [30, 300]);
}

/** In a crate since a moment. */
function sentOn(move: Move, moment: string, crate: string): void {
  until(move, moment);
  steps.pick(move);
  steps.send(move, crate);
  load(move, crate);
}

/** The crate's manifest has a line for it. */
function load(move: Move, crate: string): void {
  const { book, stage, story, copy } = move;
  const line = {
    requestId: story.id,
    copyId: stage.copies.id(copy.index),
    addedOn: story.now(),
    arrivedOn: null,
  };
  const open = book.manifests.find((each) => each.crate === crate);
  if (open) {
    open.lines.push(line);
    return;
  }
  book.manifests.push({
    id: idOf(stage.seed, 'manifest', book.manifests.length),
    ver: 1,
    crate,
    fromCampus: stage.places.campus(move.from),
    toCampus: stage.places.campus(move.to),
    openedOn: story.now(),
    closedOn: null,
    lines: [line],
  });
}

/** The pick found nothing: a linked search blocks the request until it is over. */
function blocked(move: Move, opening: Opening): void {
  const { stage, book, story, copy } = move;
  approvedOn(move, '06-04 09:00');
  until(move, '06-04 15:30');
  story.act('not_there', {
    by: someone(stage, story.dice, 'assistant', move.from),
    facts: { looked: ['own_shelf', 'shelves_around', 'trolley'], next: null },
  });
  const child = childOf(opening, story, 'F');
  const search = askSearch(stage, book, child, copy, {
    parentId: story.id,
    ...(move.readerIndex === null ? {} : { readerIndex: move.readerIndex }),
  });
  search.story.end();
  story.note('linked', { child: child.code, queue: 'find_book', blocks: true });
  story.end({ blockedBy: search.story.id });
}

/** Put on the hold shelf at a moment. */
function readyOn(move: Move, sent: string, arrived: string, crate: string): void {
  sentOn(move, sent, crate);
  move.book.manifests.splice(0, move.book.manifests.length, ...withoutLine(move));
  until(move, arrived);
  steps.receive(move);
  steps.holdForPickup(move);
}

/** What came out of its crate is no longer on an open manifest. */
function withoutLine(move: Move): Book['manifests'] {
  return move.book.manifests
    .map((each) => ({
      ...each,
      lines: each.lines.filter((line) => line.requestId !== move.story.id),
    }))
    .filter((each) => each.lines.length > 0);
}

const IN_PROGRESS: Plan[] = [
  plan('06-04 10:12', 'S', (move) => {
    approvedOn(move, '06-05 15:00');
    const { story, stage, copy } = move;
    const { id, code } = story;
    stage.marks.set('wanted copy', { id, code, copy, wanted: null, at: story.now() });
    story.end();
  }),
  plan('05-31 09:20', 'N', (move) => {
    approvedOn(move, '06-01 09:00');
    move.story.end();
  }),
  plan('06-01 11:05', 'S', blocked),
  plan('06-03 16:40', 'N', (move) => {
    approvedOn(move, '06-04 10:00');
    until(move, '06-05 18:10');
    steps.pick(move);
    move.story.end();
  }),
  plan('06-03 09:15', 'N', (move) => {
    approvedOn(move, '06-04 08:20');
    sentOn(move, '06-05 16:00', 'CR-007');
    move.story.end();
  }),
  plan('05-29 13:50', 'S', (move) => {
    approvedOn(move, '05-30 09:00');
    sentOn(move, '06-01 10:00', 'CR-012');
    move.story.end();
  }),
  plan('06-02 18:30', 'N', (move) => {
    approvedOn(move, '06-04 08:10');
    sentOn(move, '06-04 14:00', 'CR-003');
    move.book.manifests.splice(0, move.book.manifests.length, ...withoutLine(move));
    until(move, '06-05 18:30');
    steps.receive(move);
    move.story.end();
  }),
  plan('06-01 08:45', 'S', (move) => {
    approvedOn(move, '06-01 14:00');
    readyOn(move, '06-03 10:00', '06-04 15:00', 'CR-015');
    move.story.end();
  }),
  plan('06-02 20:10', 'N', (move) => {
    approvedOn(move, '06-04 09:30');
    sentOn(move, '06-05 15:20', 'CR-007');
    move.story.act('ask_cancel', {
      by: asReader(move.stage, move.readerIndex ?? 0),
      to: 'cancel_asked',
      after: [600, 900],
      reason: 'reader_cancel',
      patch: { fields: { slot: null, readyUntil: null } },
      facts: { step: 'step_await_crate' },
    });
    move.story.end();
  }),
  plan('05-27 10:25', 'N', (move) => {
    approvedOn(move, '05-28 09:00');
    readyOn(move, '05-29 10:00', '05-31 15:00', 'CR-021');
    const { stage, story } = move;
    const calendar = stage.calendars.ofCampus(stage.places.campus(move.to));
    steps.expire(move, stage.calendars.addOpenDays(calendar, story.now(), 3));
    story.end();
  }),
  plan('06-03 12:00', 'S', (move) => {
    approvedOn(move, '06-04 11:00');
    until(move, '06-05 10:00');
    steps.pick(move);
    const { stage, story } = move;
    story.act('report_problem', {
      by: someone(stage, story.dice, 'desk', move.from),
      to: 'exception',
      reason: 'damaged',
      note: '书脊脱胶，第 120 至 136 页散落，不宜外调。',
      facts: { wish: 'repair' },
    });
    story.end();
  }),
];

/** Moments at which the undecided loans were asked for; the first six are late by now. */
const WAITING: [string, CampusLetter][] = [
  ['05-30 10:40', 'N'],
  ['06-01 09:05', 'S'],
  ['06-01 20:30', 'N'],
  ['06-02 15:10', 'S'],
  ['06-03 11:25', 'N'],
  ['06-03 21:45', 'S'],
  ['06-04 21:10', 'N'],
  ['06-04 22:05', 'S'],
  ['06-05 08:12', 'N'],
  ['06-05 09:00', 'N'],
  ['06-05 09:37', 'S'],
  ['06-05 10:55', 'S'],
  ['06-05 11:48', 'N'],
  ['06-05 13:06', 'S'],
  ['06-05 14:22', 'N'],
  ['06-05 16:15', 'S'],
  ['06-05 17:31', 'N'],
  ['06-05 19:58', 'S'],
  ['06-05 21:40', 'N'],
];

function follower(moment: string): Plan {
  return {
    at: local(moment),
    prefix: 'W',
    play: (stage, book, opening) => {
      const leader = marked(stage, 'wanted copy');
      if (!leader.copy) throw new Error('the leader has a copy');
      const move = steps.ask(stage, book, opening, { copy: leader.copy, kind: 'for_loan' });
      move.story.waitUntil(leader.at);
      move.story.note('joins', { leader: leader.code, queue: 'reallocation' });
      move.story.end({ leaderId: leader.id });
    },
  };
}

function byStaff(moment: string, from: CampusLetter, kind: 'temporary' | 'permanent'): Plan {
  return {
    at: local(moment),
    prefix: `${from}1`,
    play: (stage, book, opening) => {
      const dice = castingDice(stage, opening.index);
      const move = steps.ask(stage, book, opening, {
        copy: someCopy(stage, dice, { campus: from }),
        kind,
        enteredBy: someone(stage, dice, 'desk', from),
        ...(kind === 'temporary' ? { returnDay: '2018-09-10' } : {}),
      });
      move.story.end();
    },
  };
}

const toConfirm = (moment: string, from: CampusLetter, decided: string): Plan =>
  plan(moment, from, (move) => {
    until(move, decided);
    steps.approve(move, true, [30, 200]);
    move.story.end();
  });

/** Plans of all open reallocations. */
export function openReallocations(): Plan[] {
  return [
    ...IN_PROGRESS,
    ...WAITING.map(([moment, from]) => plan(moment, from, (move) => void move.story.end())),
    follower('06-05 08:50'),
    follower('06-05 12:40'),
    byStaff('06-04 15:20', 'N', 'permanent'),
    byStaff('06-05 10:10', 'S', 'permanent'),
    byStaff('06-05 11:15', 'N', 'temporary'),
    byStaff('06-05 15:45', 'S', 'temporary'),
    byStaff('06-05 16:50', 'N', 'permanent'),
    toConfirm('06-01 14:00', 'N', '06-04 10:00'),
    toConfirm('06-03 10:30', 'S', '06-05 09:00'),
    toConfirm('06-04 12:20', 'N', '06-05 14:00'),
  ];
}

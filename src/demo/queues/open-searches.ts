// The searches open when the demo begins: fresh, late, in their second and third round, found, waiting to be collected.

import { instantOf } from '../../shared/lib/time.ts';
import type { CampusLetter } from '../places.ts';
import * as steps from './find-book-steps.ts';
import type { Search } from './find-book-steps.ts';
import { local } from './local.ts';
import type { Plan } from './plan.ts';
import { asReader, castingDice, marked, someCopy } from './stage.ts';

function plan(moment: string, campus: CampusLetter, turn: (search: Search) => void): Plan {
  return {
    at: local(moment),
    prefix: 'W',
    play: (stage, book, opening) => {
      const copy = someCopy(stage, castingDice(stage, opening.index), { campus });
      const search = steps.ask(stage, book, opening, copy);
      search.story.hurry(0.15);
      turn(search);
      search.story.end();
    },
  };
}

const until = (search: Search, moment: string) => search.story.waitUntil(instantOf(local(moment)));

function missedOn(...moments: string[]) {
  return (search: Search) => {
    for (const moment of moments) {
      until(search, moment);
      steps.miss(search, [10, 200]);
    }
  };
}

const FRESH: [string, CampusLetter][] = [
  ['06-01 10:20', 'N'],
  ['06-02 16:45', 'S'],
  ['06-05 09:25', 'S'],
  ['06-05 12:10', 'N'],
  ['06-05 18:35', 'S'],
];

/** Two readers miss one copy: one case, one follower. */
const SHARED: Plan[] = [
  plan('06-04 19:05', 'N', ({ story, stage, copy }) => {
    const { id, code } = story;
    stage.marks.set('missed copy', { id, code, copy, wanted: null, at: story.now() });
  }),
  {
    at: local('06-05 20:15'),
    prefix: 'W',
    play: (stage, book, opening) => {
      const leader = marked(stage, 'missed copy');
      if (!leader.copy) throw new Error('the leader has a copy');
      const { story } = steps.ask(stage, book, opening, leader.copy);
      story.note('joins', { leader: leader.code, queue: 'find_book' });
      story.end({ leaderId: leader.id });
    },
  },
];

/** Plans of all open searches. */
export function openSearches(): Plan[] {
  return [
    ...FRESH.map(([moment, campus]) => plan(moment, campus, () => undefined)),
    ...SHARED,
    plan('06-03 10:15', 'N', missedOn('06-04 09:00')),
    plan('06-03 15:30', 'S', missedOn('06-04 14:00')),
    plan('06-04 08:40', 'N', missedOn('06-05 10:00')),
    plan('06-02 11:00', 'S', missedOn('06-03 10:00')),
    plan('05-29 09:50', 'N', missedOn('05-30 10:00', '06-01 15:00')),
    plan('05-30 14:20', 'S', missedOn('05-31 09:00', '06-02 10:00')),
    plan('05-25 16:05', 'S', missedOn('05-26 10:00', '05-28 09:30')),
    plan('06-05 10:30', 'N', (search) => {
      until(search, '06-05 17:40');
      steps.find(search, 'trolley');
    }),
    plan('06-03 13:20', 'N', (search) => {
      until(search, '06-04 10:00');
      steps.find(search, 'misshelved');
      steps.holdForPickup(search, 'NH1-05');
    }),
    plan('06-02 09:10', 'S', (search) => {
      until(search, '06-05 09:00');
      steps.find(search, 'sorting');
      steps.holdForPickup(search, 'SH1-03');
    }),
    plan('06-01 12:45', 'S', (search) => {
      until(search, '06-04 09:00');
      steps.find(search, 'table');
      steps.holdForPickup(search, 'SH1-08');
      search.story.act('ask_cancel', {
        by: asReader(search.stage, search.readerIndex ?? 0),
        to: 'returning',
        after: [900, 1800],
        patch: { fields: { givenUp: true, slot: null, readyUntil: null } },
        facts: { step: 'step_clear_slot' },
      });
    }),
  ];
}

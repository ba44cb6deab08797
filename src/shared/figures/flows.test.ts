// Flows add up to where requests are open, whatever course they took and however often they changed campus.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { QUEUES } from '../queues/index.ts';
import { flowsOf } from './flows.ts';
import type { Flow } from './flows.ts';
import type { Turn } from './turns.ts';

const definition = QUEUES.reallocation;
const ENDS: ReadonlySet<string> = new Set(['done', 'cancelled', 'rejected']);
const states = [...Object.keys(definition.states), 'exception'];
const CAMPUSES = ['north', 'south', 'east'];

const turns = fc
  .array(
    fc.record({
      state: fc.constantFrom(...states),
      campus: fc.constantFrom(...CAMPUSES),
      cameFrom: fc.constantFrom('', 'picked', 'done'),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) =>
    list.map(({ state, campus, cameFrom }, index): Turn => {
      const from = state === 'exception' ? cameFrom : '';
      return { day: 10 + index * 2, state, cameFrom: from, campus, mark: 0 };
    }),
  );

const WORTH: Record<Flow['kind'], number> = {
  created: 1,
  closed: -1,
  reopened: 1,
  came: 1,
  went: -1,
};
const sum = (flows: readonly Flow[]) => flows.reduce((all, { kind }) => all + WORTH[kind], 0);
const isOpen = ({ state }: Turn) => !ENDS.has(definition.states[state]?.label ?? 'in_progress');

it('leave a request open where it is at work, and nowhere else', () => {
  fc.assert(
    fc.property(turns, (list) => {
      for (const [index, turn] of list.entries()) {
        const until = flowsOf(definition, list.slice(0, index + 1));
        for (const campus of CAMPUSES) {
          const here = until.filter((flow) => flow.campus === campus);
          expect(sum(here)).toBe(isOpen(turn) && turn.campus === campus ? 1 : 0);
        }
      }
    }),
  );
});

it('tell a move between campuses only while there is work to take over', () => {
  const first: Turn = { day: 1, state: 'submitted', cameFrom: '', campus: 'north', mark: 0 };
  const kinds = (...list: Turn[]) =>
    flowsOf(definition, list).map(({ day, campus, kind }) => `${day} ${campus} ${kind}`);
  expect(kinds(first, { ...first, day: 2, campus: 'south' })).toEqual([
    '1 north created',
    '2 north went',
    '2 south came',
  ]);
  expect(
    kinds(
      first,
      { ...first, day: 2, state: 'rejected' },
      { ...first, day: 3, state: 'rejected', campus: 'south' },
    ),
  ).toEqual(['1 north created', '2 north closed']);
});

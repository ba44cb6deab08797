// The order of a walk: through a library of any shape it is one order, floor after floor, range after range.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../library/entities.ts';
import { floorRank, walkOf } from './position.ts';
import type { Position } from './position.ts';

function place(id: string, kind: Place['kind'], set: Partial<Place>): Place {
  return {
    id,
    ver: 1,
    kind,
    parentId: null,
    campus: 'north',
    code: id.toUpperCase(),
    name: { zh: id, en: id },
    order: 1,
    calendarId: null,
    lendable: true,
    floor: null,
    fromKey: null,
    toKey: null,
    active: true,
    ...set,
  };
}

const range = (id: string, parentId: string, order: number, fromKey: string, toKey: string) =>
  place(id, 'range', {
    parentId,
    order,
    fromKey,
    toKey,
    floor: parentId === 'arts' ? '10F' : '2F',
  });

/** Order and keys of the first collection's ranges run against each other: its shelves turn a corner. */
const PLACES: Place[] = [
  place('north', 'campus', { order: 2 }),
  place('south', 'campus', { campus: 'south', order: 1 }),
  place('arts', 'collection', { floor: '10F', order: 1 }),
  place('main', 'collection', { floor: '2F', order: 2 }),
  place('depot', 'collection', { floor: 'B1', order: 3 }),
  place('away', 'collection', { campus: 'south', floor: '1F', order: 1 }),
  range('a1', 'arts', 2, '', 'J5'),
  range('a2', 'arts', 1, 'J5', '~'),
  range('m1', 'main', 1, '', 'K'),
  range('m2', 'main', 2, 'K', '~'),
  place('desk', 'point', { parentId: 'north', code: 'N1' }),
];
const walk = walkOf(PLACES);

const position = fc
  .record({
    holding: fc.constantFrom('arts', 'main', 'depot', 'away', 'nowhere'),
    callKey: fc.string({ minLength: 1, maxLength: 4 }),
    seenAt: fc.constantFrom(null, 'desk', 'm1', 'gone'),
  })
  .map((copy) => walk.positionOf(copy, 'north'));

describe('walking order', () => {
  it('goes up the floors, a basement first and an unknown name last', () => {
    const floors = ['10F', 'B2', 'Annexe', '2F', 'B1', '三层', '3层', '1F'];
    expect(floors.toSorted((a, b) => floorRank(a) - floorRank(b) || 0).slice(0, 6)).toEqual([
      'B2',
      'B1',
      '1F',
      '2F',
      '3层',
      '10F',
    ]);
  });

  it('is one order of any positions', () => {
    fc.assert(
      fc.property(position, position, position, (a, b, c) => {
        const mirrored = Math.sign(walk.compare(a, b)) + Math.sign(walk.compare(b, a)) === 0;
        const chained = walk.compare(a, b) <= 0 && walk.compare(b, c) <= 0;
        return mirrored && (!chained || walk.compare(a, c) <= 0);
      }),
    );
  });

  it('never comes back to a place that it has left, and keeps to call numbers within it', () => {
    const placeOf = (stop: Position) =>
      `${stop.campus}/${stop.floor}/${stop.collection}/${stop.place}`;
    fc.assert(
      fc.property(fc.array(position, { maxLength: 40 }), (stops) => {
        const walked = stops.toSorted(walk.compare);
        const turns = walked.filter(
          (stop, index) => index === 0 || placeOf(stop) !== placeOf(walked[index - 1] ?? stop),
        );
        const inOrder = walked.every((stop, index) => {
          const before = walked[index - 1];
          return !before || placeOf(before) !== placeOf(stop) || before.callKey <= stop.callKey;
        });
        return inOrder && new Set(turns.map(placeOf)).size === turns.length;
      }),
    );
  });

  it('takes each range’s own walking order before its call numbers', () => {
    const codes = ['J1', 'J9', 'K1', 'A1'].map((key) =>
      walk.onShelf(key === 'A1' ? 'main' : 'arts', key),
    );
    expect(codes.toSorted(walk.compare).map(({ code }) => code)).toEqual(['M1', 'A2', 'A2', 'A1']);
  });

  it('looks for a copy away from its shelves where it was scanned last, before the shelves', () => {
    const away = walk.positionOf({ holding: 'away', callKey: 'J1', seenAt: 'desk' }, 'north');
    expect(away).toMatchObject({ away: true, code: 'N1', campus: 'north' });
    const home = walk.positionOf({ holding: 'main', callKey: 'J1', seenAt: 'desk' }, 'north');
    expect(home).toMatchObject({ away: false, code: 'M1', floor: '2F' });
    expect(walk.compare(away, home)).toBeLessThan(0);
    expect(walk.onShelf('depot', 'J1')).toMatchObject({ place: null, code: 'DEPOT', floor: 'B1' });
  });
});

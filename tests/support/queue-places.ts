// The two campuses of the queue tests with their desks, collections, shelves and hold shelves.

import type { Calendar, Place, PlaceKind } from '../../src/shared/library/entities.ts';

/** Open every day from 8 to 22. */
export const calendar: Calendar = {
  id: 'hours',
  ver: 1,
  name: { zh: '开馆时间', en: 'Opening hours' },
  weekly: Array.from({ length: 7 }, () => [['08:00', '22:00']]),
  exceptions: [],
};

function place(
  id: string,
  kind: PlaceKind,
  campus: string,
  parentId: string | null,
  over: Partial<Place> = {},
): Place {
  return {
    id,
    ver: 1,
    kind,
    parentId,
    campus,
    code: id.toUpperCase(),
    name: { zh: id, en: id },
    order: 1,
    calendarId: null,
    lendable: true,
    floor: null,
    fromKey: null,
    toKey: null,
    active: true,
    ...over,
  };
}

/** Places by id; the code is the id in capitals. */
export const PLACES: Record<string, Place> = Object.fromEntries(
  [
    place('north', 'campus', 'north', null),
    place('south', 'campus', 'south', null),
    place('n1', 'point', 'north', 'north'),
    place('s1', 'point', 'south', 'south'),
    place('n-arts', 'collection', 'north', 'north'),
    place('n-science', 'collection', 'north', 'north'),
    place('s-main', 'collection', 'south', 'south'),
    place('n-a12', 'range', 'north', 'n-arts', { fromKey: 'I247' }),
    place('s-b03', 'range', 'south', 's-main', { fromKey: 'I247' }),
    place('n-hold', 'hold_slot', 'north', 'n1'),
    place('s-hold', 'hold_slot', 'south', 's1'),
    place('s-dorm', 'address', 'south', 'south'),
    place('s-gone', 'address', 'south', 'south', { active: false }),
    place('s-locker', 'locker', 'south', 'south'),
  ].map((each) => [each.id, each]),
);

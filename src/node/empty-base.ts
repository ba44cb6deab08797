// The base of an empty library: one campus with one service point, so that its first administrator can stand somewhere.

import type { Calendar, OpenSpan, Place, PlaceKind } from '../shared/library/entities.ts';
import { REASONS } from '../shared/library/reasons.ts';
import type { Base, RowOfBase } from './base.ts';

const EMPTY_VERSION = 1;
const WEEKDAY: OpenSpan[] = [['08:00', '22:00']];
const CALENDAR = '00000000-0000-8000-8000-000000000001';
const CAMPUS = '00000000-0000-8000-8000-000000000002';

const calendar: Calendar = {
  id: CALENDAR,
  ver: 1,
  name: { zh: '开放时间', en: 'Opening hours' },
  weekly: Array.from({ length: 7 }, () => WEEKDAY),
  exceptions: [],
};

function place(
  end: string,
  kind: PlaceKind,
  code: string,
  name: Place['name'],
  order: number,
): Place {
  return {
    id: `00000000-0000-8000-8000-00000000000${end}`,
    ver: 1,
    kind,
    parentId: kind === 'campus' ? null : CAMPUS,
    campus: CAMPUS,
    code,
    name,
    order,
    calendarId: kind === 'campus' || kind === 'point' ? CALENDAR : null,
    lendable: true,
    floor: null,
    fromKey: null,
    toKey: null,
    active: true,
  };
}

function* rows(): Iterable<RowOfBase> {
  const places = [
    place('2', 'campus', 'A', { zh: '主校区', en: 'Main campus' }, 1),
    place('3', 'point', 'A1', { zh: '总服务台', en: 'Main desk' }, 1),
    place('4', 'collection', 'A-STK', { zh: '中文书库', en: 'Stacks' }, 1),
  ];
  yield { kind: 'calendar', row: calendar };
  for (const row of places) yield { kind: 'place', row };
  for (const [order, [id, text]] of Object.entries(REASONS).entries()) {
    yield { kind: 'reason', row: { id, ver: 1, text, active: true, order: order + 1 } };
  }
}

/** The empty base. */
export function emptyBase(): Base {
  return {
    spec: { kind: 'empty', version: EMPTY_VERSION },
    text: `shutai-empty/${EMPTY_VERSION}`,
    start: null,
    cardKey: null,
    demo: null,
    rows,
  };
}

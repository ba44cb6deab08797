// Opening hours of the demo: teaching weeks, holidays of 2016 to 2019, winter and summer holidays, a split shift.

import type { Calendar, OpenSpan } from '../shared/library/entities.ts';
import { idOf } from './dice.ts';
import type { CalendarIds } from './places.ts';

const LONG: OpenSpan[] = [['08:00', '22:00']];
const SHORT: OpenSpan[] = [['09:00', '17:00']];
const SPLIT: OpenSpan[] = [
  ['08:00', '12:00'],
  ['14:00', '17:30'],
];

/** Public holidays on which the library is closed: first day, last day, name. */
const HOLIDAYS = `2016-06-09 2016-06-09 端午节
2016-09-15 2016-09-15 中秋节
2016-10-01 2016-10-03 国庆节
2017-01-01 2017-01-02 元旦
2017-04-04 2017-04-04 清明节
2017-05-01 2017-05-01 劳动节
2017-05-30 2017-05-30 端午节
2017-10-01 2017-10-04 国庆节和中秋节
2018-01-01 2018-01-01 元旦
2018-04-05 2018-04-05 清明节
2018-05-01 2018-05-01 劳动节
2018-06-18 2018-06-18 端午节
2018-09-24 2018-09-24 中秋节
2018-10-01 2018-10-03 国庆节
2018-12-31 2019-01-01 元旦
2019-04-05 2019-04-05 清明节
2019-05-01 2019-05-01 劳动节
2019-06-07 2019-06-07 端午节`;

/** Winter holidays: open part of the day around the Spring Festival week, which is closed; summers alike. */
const VACATIONS = `2017-01-16 2017-02-12 2017-01-25 2017-02-03 寒假
2017-07-10 2017-08-27 2017-07-29 2017-08-13 暑假
2018-01-22 2018-02-25 2018-02-11 2018-02-22 寒假
2018-07-09 2018-08-26 2018-07-28 2018-08-12 暑假
2019-01-21 2019-02-24 2019-01-31 2019-02-11 寒假`;

const fields = (text: string) => text.split('\n').map((line) => line.split(' '));

function exceptionsOf(): Calendar['exceptions'] {
  const vacations = fields(VACATIONS).flatMap(
    ([from = '', to = '', shut = '', open = '', name = '']) => [
      { from, to, spans: SHORT, name },
      { from: shut, to: open, spans: [], name: `${name}闭馆` },
    ],
  );
  const holidays = fields(HOLIDAYS).map(([from = '', to = '', name = '']) => ({
    from,
    to,
    spans: [],
    name,
  }));
  return [...vacations, ...holidays];
}

const five = (spans: OpenSpan[]) => Array.from({ length: 5 }, () => spans);
const SEVEN_LONG = [...five(LONG), LONG, LONG];

/** The calendars and their ids by use: main desks, office hours, the medical branch with its lunch break. */
export function calendarsOf(seed: number): { rows: Calendar[]; ids: CalendarIds } {
  const kinds: [string, string, string, OpenSpan[][]][] = [
    ['mainN', '北校区开馆时间', 'North opening hours', SEVEN_LONG],
    [
      'mainS',
      '南校区开馆时间',
      'South opening hours',
      [...five(LONG), [['09:00', '21:00']], [['09:00', '21:00']]],
    ],
    ['branchN', '业务办公室工作时间', 'Office hours', [...five(SPLIT), [], []]],
    [
      'splitS',
      '医学分馆开放时间',
      'Medical branch hours',
      [
        ...five([
          ['08:00', '12:00'],
          ['14:00', '21:00'],
        ]),
        SPLIT,
        [],
      ],
    ],
  ];
  const exceptions = exceptionsOf();
  const rows = kinds.map(([, zh, en, weekly], index) => ({
    id: idOf(seed, 'calendar', index),
    ver: 1,
    name: { zh, en },
    weekly,
    exceptions,
  }));
  return {
    rows,
    ids: Object.fromEntries(kinds.map(([use], index) => [use, idOf(seed, 'calendar', index)])),
  };
}

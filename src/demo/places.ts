// Two campuses with what stands on them: service points, collections, hold shelves, lockers, trolleys, addresses.

import type { Place, PlaceKind } from '../shared/library/entities.ts';
import { at, idOf } from './dice.ts';
import { rangesOf } from './ranges.ts';
import type { Titles } from './titles.ts';

/** N = 北校区, S = 南校区. */
export type CampusLetter = 'N' | 'S';

/** A collection as it is written down here. */
export interface CollectionPlan {
  /** Letter of its range codes, `3F-C07`; unique in the library. */
  letter: string;
  campus: CampusLetter;
  floor: string;
  zh: string;
  en: string;
  /** Main classes (or `TP`) that it holds; empty = all. */
  groups: string;
  use: 'open' | 'new' | 'depot' | 'reference' | 'reserve';
}

const plan = (
  letter: string,
  floor: string,
  zh: string,
  en: string,
  groups: string,
  use: CollectionPlan['use'] = 'open',
): CollectionPlan => ({ letter, campus: letter < 'M' ? 'N' : 'S', floor, zh, en, groups, use });

/** The collections; letters A to L stand on the north campus, M to X on the south one. */
export const COLLECTIONS: readonly CollectionPlan[] = [
  plan('A', '1F', '新书借阅区', 'New books', '', 'new'),
  plan('B', '2F', '教学参考书区', 'Course reserves', '', 'reserve'),
  plan('C', '3F', '文学借阅区', 'Literature', 'I'),
  plan('D', '3F', '语言借阅区', 'Languages', 'H'),
  plan('E', '4F', '社会科学借阅区', 'Social sciences', 'ABCDG'),
  plan('F', '4F', '经济管理借阅区', 'Economics and management', 'F'),
  plan('G', '5F', '历史地理借阅区', 'History and geography', 'KZ'),
  plan('H', '5F', '艺术借阅区', 'Arts', 'J'),
  plan('J', '6F', '自然科学借阅区', 'Sciences and technology', 'NOPQRSTUVX'),
  plan('K', 'B1', '密集书库', 'Compact stacks', '', 'depot'),
  plan('L', '2F', '工具书阅览室', 'Reference room', '', 'reference'),
  plan('M', '1F', '新书借阅区', 'New books', '', 'new'),
  plan('N', '2F', '文学语言借阅区', 'Literature and languages', 'IH'),
  plan('P', '3F', '人文社科借阅区', 'Humanities and social sciences', 'ABCGJKZ'),
  plan('Q', '3F', '经济法律借阅区', 'Economics and law', 'FD'),
  plan('R', '4F', '计算机借阅区', 'Computing', 'TP'),
  plan('S', '4F', '工业技术借阅区', 'Engineering', 'TUVX'),
  plan('T', '5F', '医学借阅区', 'Medicine', 'R'),
  plan('U', '5F', '数理化生借阅区', 'Mathematics and sciences', 'NOPQS'),
  plan('V', 'B1', '密集书库', 'Compact stacks', '', 'depot'),
  plan('W', '2F', '工具书阅览室', 'Reference room', '', 'reference'),
];

const CAMPUSES: Record<CampusLetter, [string, string]> = {
  N: ['北校区', 'North Campus'],
  S: ['南校区', 'South Campus'],
};

/** Service points: code, words, which calendar. */
const POINTS: readonly [string, string, string, 'main' | 'branch' | 'split'][] = [
  ['N1', '北校区总服务台', 'North main desk', 'main'],
  ['N2', '北校区三层服务台', 'North third-floor desk', 'main'],
  ['N3', '北校区典藏室', 'North stacks office', 'main'],
  ['N4', '北校区采编部', 'North acquisitions', 'branch'],
  ['S1', '南校区总服务台', 'South main desk', 'main'],
  ['S2', '南校区四层服务台', 'South fourth-floor desk', 'main'],
  ['S3', '南校区典藏室', 'South stacks office', 'main'],
  ['S4', '南校区医学分馆', 'South medical branch', 'split'],
];

const ADDRESSES: Record<CampusLetter, [string, string][]> = {
  N: [
    ['第一教学楼值班室', 'Teaching Building 1, porter'],
    ['人文学院办公室', 'School of Humanities office'],
    ['经济学院资料室', 'School of Economics reading room'],
    ['理科楼收发室', 'Science Building mail room'],
    ['竹园宿舍驿站', 'Bamboo Garden parcel point'],
    ['梅园宿舍驿站', 'Plum Garden parcel point'],
  ],
  S: [
    ['工程训练中心', 'Engineering Training Centre'],
    ['医学院行政楼', 'Medical School office'],
    ['计算机楼前台', 'Computing Building front desk'],
    ['松园宿舍驿站', 'Pine Garden parcel point'],
    ['附属医院图书角', 'Teaching hospital book corner'],
    ['南区第二教学楼', 'South Teaching Building 2'],
  ],
};

/** The places of one seed, and how to find one. */
export interface Places {
  rows: Place[];
  byCode(code: string): Place;
  campus(letter: CampusLetter): string;
  letterOf(campusId: string): CampusLetter;
  collection(letter: string): Place;
  /** Range of a collection where a key stands. */
  range(collectionLetter: string, key: string): Place;
}

/** Calendars by use and campus letter. */
export type CalendarIds = Record<string, string>;

/** Gives each place an id as it comes: the order of the list is part of the demo. */
function maker(seed: number) {
  const rows: Place[] = [];
  const orders = new Map<string, number>();
  const add = (
    kind: PlaceKind,
    parentId: string | null,
    campus: string | null,
    code: string,
    name: [string, string],
    more: Partial<Place> = {},
  ): Place => {
    const id = idOf(seed, 'place', rows.length);
    const order = (orders.get(`${parentId}/${kind}`) ?? 0) + 1;
    orders.set(`${parentId}/${kind}`, order);
    const row: Place = {
      id,
      ver: 1,
      kind,
      parentId,
      campus: campus ?? id,
      code,
      name: { zh: name[0], en: name[1] },
      order,
      calendarId: null,
      lendable: false,
      floor: null,
      fromKey: null,
      toKey: null,
      active: true,
      ...more,
    };
    rows.push(row);
    return row;
  };
  return { rows, add };
}

type Add = ReturnType<typeof maker>['add'];

function addCampus(add: Add, letter: CampusLetter, calendars: CalendarIds): Place {
  const calendar = (use: string) => ({ calendarId: calendars[use] ?? null });
  const campus = add('campus', null, null, letter, CAMPUSES[letter], calendar(`main${letter}`));
  for (const [code, zh, en, use] of POINTS.filter(([code]) => code.startsWith(letter))) {
    const point = add('point', campus.id, campus.id, code, [zh, en], calendar(`${use}${letter}`));
    const number = code.slice(1);
    if (number === '4') continue;
    for (let slot = 1; slot <= (number === '1' ? 24 : 8); slot += 1) {
      const name = `${letter}H${number}-${String(slot).padStart(2, '0')}`;
      add('hold_slot', point.id, campus.id, name, [`预约架 ${name}`, `Hold shelf ${name}`]);
    }
    const trolley = `${letter}T-${number}`;
    add('trolley', point.id, campus.id, trolley, [`书车 ${trolley}`, `Trolley ${trolley}`]);
  }
  for (let locker = 1; locker <= 12; locker += 1) {
    const name = `${letter}L-${String(locker).padStart(2, '0')}`;
    add('locker', campus.id, campus.id, name, [`自提柜 ${name}`, `Locker ${name}`]);
  }
  for (const [index, name] of ADDRESSES[letter].entries()) {
    add('address', campus.id, campus.id, `${letter}A-${index + 1}`, name);
  }
  return campus;
}

function addCollection(add: Add, campus: Place, each: CollectionPlan, titles: Titles): Place[] {
  const lendable = each.use !== 'reference' && each.use !== 'reserve';
  const north = each.campus === 'N';
  const collection = add(
    'collection',
    campus.id,
    campus.id,
    `${each.campus}-${each.letter}`,
    [`${north ? '北' : '南'}校区${each.zh}`, `${north ? 'North' : 'South'} ${each.en}`],
    { floor: each.floor, lendable },
  );
  const cut = rangesOf(each, titles);
  return cut.map(([fromKey, toKey, from], index) => {
    const next = cut[index + 1];
    const code = `${each.floor}-${each.letter}${String(index + 1).padStart(2, '0')}`;
    return add(
      'range',
      collection.id,
      campus.id,
      code,
      [`${code} ${from} 起`, `${code} from ${from}`],
      {
        floor: each.floor,
        lendable,
        fromKey,
        toKey,
        // The first and the last range reach to the ends of all keys.
        ...(index > 0 ? { fromNumber: from } : {}),
        ...(next === undefined ? {} : { toNumber: next[2] }),
      },
    );
  });
}

/** Makes every place. */
export function placesOf(seed: number, calendars: CalendarIds, titles: Titles): Places {
  const { rows, add } = maker(seed);
  const campuses = { N: addCampus(add, 'N', calendars), S: addCampus(add, 'S', calendars) };
  const ranges = new Map<string, Place[]>();
  for (const each of COLLECTIONS) {
    ranges.set(each.letter, addCollection(add, campuses[each.campus], each, titles));
  }
  const codes = new Map(rows.map((row) => [row.code, row]));
  const byCode = (code: string) => {
    const found = codes.get(code);
    if (!found) throw new Error(`no place ${code}`);
    return found;
  };
  const collections = new Map(
    COLLECTIONS.map((each) => [each.letter, byCode(`${each.campus}-${each.letter}`)]),
  );
  return {
    rows,
    byCode,
    campus: (letter) => campuses[letter].id,
    letterOf: (campusId) => (campusId === campuses.N.id ? 'N' : 'S'),
    collection: (letter) => collections.get(letter) ?? byCode(letter),
    range: (letter, key) => {
      const list = ranges.get(letter) ?? [];
      let index = list.length - 1;
      while (index > 0 && key < (list[index]?.fromKey ?? '')) index -= 1;
      return at(list, index);
    },
  };
}

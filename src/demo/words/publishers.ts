// Publishers with their numbers within group 978-7, and the ISBNs that follow from a title's index.

import { at } from '../dice.ts';

/** A publisher: its number in ISBNs, and where it publishes most. */
interface Publisher {
  number: string;
  name: string;
  groups: string;
}

/** Two-digit numbers leave six digits for the title, three-digit ones five. */
const PUBLISHERS: readonly Publisher[] = [
  { number: '01', name: '人民出版社', groups: 'ABCDFK' },
  { number: '02', name: '人民文学出版社', groups: 'I' },
  { number: '03', name: '科学出版社', groups: 'NOPQRSTUVX' },
  { number: '04', name: '高等教育出版社', groups: 'BCFGHNOPQRSTUX' },
  { number: '06', name: '作家出版社', groups: 'I' },
  { number: '100', name: '商务印书馆', groups: 'BCDFHK' },
  { number: '101', name: '中华书局', groups: 'BIKZ' },
  { number: '108', name: '生活·读书·新知三联书店', groups: 'BCDGIJK' },
  { number: '111', name: '机械工业出版社', groups: 'FTUV' },
  { number: '112', name: '中国建筑工业出版社', groups: 'TUJ' },
  { number: '113', name: '中国铁道出版社', groups: 'U' },
  { number: '115', name: '人民邮电出版社', groups: 'FTJ' },
  { number: '117', name: '人民卫生出版社', groups: 'R' },
  { number: '121', name: '电子工业出版社', groups: 'FT' },
  { number: '122', name: '化学工业出版社', groups: 'OQSTX' },
  { number: '208', name: '上海人民出版社', groups: 'BCDEFK' },
  { number: '301', name: '北京大学出版社', groups: 'BCDFGHIK' },
  { number: '302', name: '清华大学出版社', groups: 'CFGHJTUZ' },
  { number: '300', name: '中国人民大学出版社', groups: 'BCDFG' },
  { number: '303', name: '北京师范大学出版社', groups: 'BGHN' },
  { number: '309', name: '复旦大学出版社', groups: 'BCFGHIR' },
  { number: '305', name: '南京大学出版社', groups: 'BCGIKZ' },
  { number: '308', name: '浙江大学出版社', groups: 'GJOQSTX' },
  { number: '313', name: '上海交通大学出版社', groups: 'GHRTUV' },
];

const FIVE_DIGITS = 100_000;
const byGroup = new Map<string, { near: Publisher[]; wide: Publisher[] }>();

/** Publishers of a main class; beyond 100,000 titles only numbers with room for more. */
function publishersOf(group: string): { near: Publisher[]; wide: Publisher[] } {
  let found = byGroup.get(group);
  if (!found) {
    const wide = PUBLISHERS.filter((each) => each.number.length === 2);
    const near = PUBLISHERS.filter((each) => each.groups.includes(group));
    found = { near: near.length > 0 ? near : wide, wide };
    byGroup.set(group, found);
  }
  return found;
}

/** The check digit of the first twelve digits of an ISBN-13. */
function checkDigit(twelve: string): number {
  let sum = 0;
  for (let place = 0; place < 12; place += 1) sum += Number(twelve[place]) * (place % 2 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
}

/** Publisher and ISBN of the index-th title (below 1,000,000 × 2); no two titles share an ISBN. */
export function imprintOf(
  group: string,
  index: number,
  choice: number,
): { publisher: string; isbn: string } {
  const { near, wide } = publishersOf(group);
  const list = index < FIVE_DIGITS ? near : wide;
  const { number, name } = at(list, choice % list.length);
  const room = 10 ** (8 - number.length);
  // An odd multiplier that ends in 7 is coprime to every power of ten: neighbours get far-apart numbers, none twice.
  const item = (index * 37_397 + 1_021) % room;
  const twelve = `9787${number}${String(item).padStart(8 - number.length, '0')}`;
  return { publisher: name, isbn: `${twelve}${checkDigit(twelve)}` };
}

/** Publishers of new books that the catalogue does not have yet; their four-digit numbers are nobody else's here. */
const NEW_PUBLISHERS: readonly [string, string][] = [
  ['5086', '中信出版社'],
  ['5327', '上海译文出版社'],
  ['5404', '湖南文艺出版社'],
  ['5447', '译林出版社'],
];

/** Publisher and ISBN of the n-th book (below 40,000) that readers ask for. */
export function newImprint(n: number): { publisher: string; isbn: string } {
  const [number, publisher] = at(NEW_PUBLISHERS, n % NEW_PUBLISHERS.length);
  const item = String(Math.floor(n / NEW_PUBLISHERS.length) * 7 + 13).padStart(4, '0');
  const twelve = `9787${number}${item}`;
  return { publisher, isbn: `${twelve}${checkDigit(twelve)}` };
}

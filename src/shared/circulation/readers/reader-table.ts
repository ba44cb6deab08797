// Readers from the rows of a table, by the names of its columns in Chinese or English.

import { MEMBER_CATEGORIES } from '../../words/member-words.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Place } from '../../library/entities.ts';
import { isDay } from '../../library/zone.ts';
import { OPEN_FIELDS, newReader, readerProblem } from './reader-input.ts';
import type { TableReader } from './reader-input.ts';

/** What a column can hold. */
const COLUMNS = {
  card: '证号 读者证号 读者证 借书证号 证件号 学号 工号 学工号 卡号 一卡通号 card cardnumber cardno readercard librarycard studentid studentnumber readerid',
  name: '姓名 读者姓名 名字 name fullname readername',
  phone: '电话 手机 手机号 手机号码 电话号码 联系电话 phone mobile telephone tel phonenumber',
  email: '电子邮件 邮箱 电子邮箱 邮件 email mail emailaddress',
  category:
    '类别 读者类别 读者类型 类型 身份 category type readertype readercategory patroncategory',
  campus: '校区 所在校区 campus branch library',
  expiresOn:
    '有效期 有效期至 有效期限 截止日期 到期日 到期日期 失效日期 expires expireson validuntil expiry expirydate enddate',
} as const;

/** A column that is known. */
export type ReaderColumn = keyof typeof COLUMNS;
const NEEDED: readonly ReaderColumn[] = ['card', 'name'];

const BY_NAME = new Map<string, ReaderColumn>(
  Object.entries(COLUMNS).flatMap(([column, names]) =>
    names.split(' ').map((name): [string, ReaderColumn] => [name, column as ReaderColumn]),
  ),
);

/** A cell as a table has it. */
export type TableCell = string | number | boolean | Date | null;

/** Text of a name or a heading without what people put around it: case, blanks, full-width forms, brackets. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\([^)]*\)|[\s_\-.:*#"'\uFEFF]/gu, '');
}

/** What the columns of a table hold, and the names of those that mean nothing here. */
export interface ReaderHead {
  places: Partial<Record<ReaderColumn, number>>;
  ignored: string[];
}

/** Reads the first line; the first of two columns with one meaning counts. */
export function readerHead(cells: readonly TableCell[]): ReaderHead {
  const head: ReaderHead = { places: {}, ignored: [] };
  for (const [index, cell] of cells.entries()) {
    const text = textOf(cell);
    const column = BY_NAME.get(plain(text));
    if (column !== undefined && head.places[column] === undefined) head.places[column] = index;
    else if (text !== '') head.ignored.push(text.slice(0, 40));
  }
  return head;
}

/** Whether a table has the columns without which nobody can be registered. */
export function isReaderHead({ places }: ReaderHead): boolean {
  return NEEDED.every((column) => places[column] !== undefined);
}

/** A cell as text; a number that a spreadsheet made of a card is its digits, a date its day. */
function textOf(cell: TableCell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date)
    return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return String(cell).trim();
}

const DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/u;

/** A day as people write it, `2026/7/1`, `2026年7月1日`, `20260701`; null where none is given, undefined where it is none. */
export function dayOfText(text: string): string | null | undefined {
  if (text === '') return null;
  const eight = /^(\d{4})(\d\d)(\d\d)$/u.exec(text);
  const [, year = '', month = '', date = ''] = eight ?? DAY.exec(text.normalize('NFKC')) ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

/** What words of a file are held against. */
export interface ReaderNames {
  campuses: readonly Place[];
  categories: readonly string[];
  /** What a row without a word on it gets. */
  campus: string;
  category: string;
}

/** The library's code of a category by code or by its name in either language. */
function categoryOf(text: string, { categories, category }: ReaderNames): string | undefined {
  if (text === '') return category;
  const wanted = plain(text);
  const names = (code: string) => [
    code,
    MEMBER_CATEGORIES.zh[code] ?? code,
    MEMBER_CATEGORIES.en[code] ?? code,
  ];
  return categories.find((code) => names(code).some((name) => plain(name) === wanted));
}

function campusOf(text: string, { campuses, campus }: ReaderNames): string | undefined {
  if (text === '') return campus;
  const wanted = plain(text);
  return campuses.find(({ code, name }) =>
    [code, name.zh, name.en].some((each) => plain(each) === wanted),
  )?.id;
}

/** What is wrong with a row: a code with the facts that its sentence needs. */
export type RowProblem = Pick<Refusal, 'code' | 'facts'>;

/** Spreadsheets keep 15 digits of a number and show 0 for those after them: a longer one is another card. */
function isWholeCard(typed: number): boolean {
  return Number.isInteger(typed) && typed >= 0 && typed < 1e15;
}

/** Reads a row: the reader, or what is wrong with it. */
export function readerOfRow(
  cells: readonly TableCell[],
  { places }: ReaderHead,
  names: ReaderNames,
): { reader: TableReader } | { problem: RowProblem; card: string } {
  const cell = (column: ReaderColumn) => {
    const place = places[column];
    return place === undefined ? '' : textOf(cells[place]);
  };
  const card = cell('card');
  const typed = cells[places.card ?? -1];
  const wrong = (problem: RowProblem) => ({ problem, card });
  if (card === '') return wrong({ code: 'missing_input', facts: { field: 'card' } });
  if (typeof typed === 'number' && !isWholeCard(typed)) {
    return wrong({ code: 'card_rounded', facts: {} });
  }
  if (cell('name') === '') return wrong({ code: 'missing_input', facts: { field: 'name' } });
  const category = categoryOf(cell('category'), names);
  if (category === undefined) {
    return wrong({ code: 'unknown_category', facts: { category: cell('category').slice(0, 40) } });
  }
  const campus = campusOf(cell('campus'), names);
  if (campus === undefined) {
    return wrong({ code: 'unknown_campus', facts: { campus: cell('campus').slice(0, 40) } });
  }
  const expiresOn = dayOfText(cell('expiresOn'));
  if (expiresOn === undefined) {
    const day = cell('expiresOn').slice(0, 40);
    return wrong({ code: 'unknown_day', facts: { field: 'expiresOn', day } });
  }
  const texts = { card, name: cell('name'), phone: cell('phone'), email: cell('email') };
  const read = newReader.safeParse({ ...texts, category, campus, expiresOn });
  const unsaid = OPEN_FIELDS.filter((field) => cell(field) === '');
  if (read.success) return { reader: { ...read.data, unsaid } };
  const { code, facts } = readerProblem(read.error);
  return wrong({ code, facts });
}

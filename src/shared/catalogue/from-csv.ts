// Title and copy from a row of a table, by the names of its columns in Chinese or English.

import { emptyDraft } from './draft.ts';
import type { Draft } from './draft.ts';

/** What a column can hold. */
const COLUMNS = {
  control:
    '控制号 记录号 记录控制号 书目号 control controlnumber controlno recordid bibid bibnumber',
  isbn: 'isbn isbn号 isbn/issn 国际标准书号 标准编号 标准号 书号',
  title: '题名 书名 正题名 题目 书刊名 图书名称 title maintitle',
  author: '责任者 作者 著者 著作者 第一责任者 著译者 author authors creator responsibility',
  publisher: '出版社 出版者 出版单位 出版发行者 publisher press',
  year: '出版年 出版年份 出版日期 出版时间 年份 year date pubyear publicationyear pubdate',
  price: '价格 定价 单价 价钱 码洋 price cost',
  classCode: '分类号 中图分类号 中图法分类号 中图法 类号 class classcode classnumber clc',
  callNumber: '索书号 索取号 排架号 书次号索书号 callnumber callno call shelfmark',
  barcode:
    '条码 条码号 条形码 条形码号 馆藏条码 册条码 图书条码 登录号 登记号 财产号 barcode itembarcode accession accessionnumber',
  collection:
    '馆藏地 馆藏地点 馆藏 馆藏位置 馆藏地址 馆藏代码 典藏地 典藏地点 所在馆 collection location shelvinglocation branch',
  volume: '卷册 卷 册 册次 卷期 分册 卷册号 volume vol part',
} as const;
type Column = keyof typeof COLUMNS;

const BY_NAME = new Map<string, Column>(
  Object.entries(COLUMNS).flatMap(([column, names]) =>
    names.split(' ').map((name): [string, Column] => [name, column as Column]),
  ),
);

/** A column's name without what people put around it: case, blanks, full-width forms, units in brackets. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\([^)]*\)|[\s_\-.:*#"'\uFEFF]/gu, '');
}

/** What the columns of a table hold, and the names of those that mean nothing here. */
export interface CsvHead {
  /** Place of each column that is known. */
  places: Partial<Record<Column, number>>;
  ignored: string[];
}

/** Reads the header; the first of two columns with one meaning counts. */
export function headOf(cells: readonly string[]): CsvHead {
  const head: CsvHead = { places: {}, ignored: [] };
  for (const [index, cell] of cells.entries()) {
    const column = BY_NAME.get(plainName(cell));
    if (column !== undefined && head.places[column] === undefined) head.places[column] = index;
    else if (cell.trim() !== '') head.ignored.push(cell.trim().slice(0, 40));
  }
  return head;
}

/** Reads a row: a title with the one copy that it is about; a table without barcodes is one of titles. */
export function draftOfRow(cells: readonly string[], { places }: CsvHead): Draft {
  const cell = (column: Column) => {
    const place = places[column];
    return place === undefined ? '' : (cells[place] ?? '').trim();
  };
  const isCopy = places.barcode !== undefined;
  const copy = {
    barcode: cell('barcode'),
    collection: cell('collection'),
    callNumber: cell('callNumber'),
    volume: cell('volume'),
  };
  return {
    ...emptyDraft(),
    control: cell('control'),
    isbn: cell('isbn'),
    title: cell('title'),
    author: cell('author'),
    publisher: cell('publisher'),
    year: cell('year'),
    price: cell('price'),
    classCode: cell('classCode'),
    callNumber: cell('callNumber'),
    copies: isCopy ? [copy] : [],
    isCopy,
  };
}

// Sentences of an import: why it could not begin, and what it says of records.

import type { ProblemCode } from '../catalogue/problem.ts';
import type { Language } from './fill.ts';

/** Refusals of the import as a whole, and of `catalogue.put`. */
export const CATALOGUE_REFUSALS: Record<Language, Record<string, string>> = {
  zh: {
    bad_barcode: '条码 {barcode} 不符合本馆的条码格式。',
    barcode_of_other_title:
      '条码 {barcode} 已是另一种书《{title}》的复本。同一批的 {records} 条记录都没有导入。再导入一次同一文件，其余的照常导入。',
    import_busy: '本台正在导入“{file}”。等它结束或取消后再导入。',
    import_gone: '这次导入已不在了。请重新选择文件。',
    import_empty: '文件里没有记录。',
    import_no_title:
      '表格里没有题名一列。第一行须是列名，例如：题名、责任者、ISBN、索书号、条码、馆藏地。',
    import_too_large: '文件有 {bytes} 字节，最多 {most} 字节。请分成几个文件。',
    import_cut: '文件没有传完：应有 {size} 字节，收到 {bytes} 字节。请再试一次。',
    import_utf16: '文件是 UTF-16 编码。请另存为 UTF-8 或 GB18030（ANSI）再导入。',
  },
  en: {
    bad_barcode: 'Barcode {barcode} does not fit this library’s pattern.',
    barcode_of_other_title:
      'Barcode {barcode} belongs to a copy of another title, {title}. None of the {records} records sent with it was imported. Importing the same file again takes the others.',
    import_busy: 'This desk is importing “{file}”. Wait until it has ended, or cancel it.',
    import_gone: 'This import is no longer there. Please choose the file again.',
    import_empty: 'There are no records in the file.',
    import_no_title:
      'The table has no column with titles. Its first line has to name the columns, such as title, author, ISBN, call number, barcode, collection.',
    import_too_large: 'The file has {bytes} bytes, at most {most} are taken. Please split it.',
    import_cut: 'The file did not arrive whole: {bytes} of {size} bytes. Please try again.',
    import_utf16: 'The file is in UTF-16. Please save it as UTF-8 or GB18030 and try again.',
  },
};

/** What an import says of a record, by code; every one states what was done with it. */
export const PROBLEM_WORDS: Record<Language, Record<ProblemCode, string>> = {
  zh: {
    cut: '记录不完整（{bytes} 字节），后面已是另一条记录或文件结尾。不导入。',
    endless: '连续 {bytes} 字节没有记录结束符，不像 ISO 2709。跳到下一个结束符。',
    bad_leader: '记录头标无法识别（{leader}）。不导入。',
    bad_directory: '目次区与内容不符（头标记长 {declared}，实有 {bytes} 字节）。不导入。',
    bad_text: '文字不是 {encoding} 编码。不导入。',
    marc8: '文字是 MARC-8 编码，不支持。请在原系统改为 UTF-8 导出。不导入。',
    no_title: '没有题名。不导入。',
    control_number_twice: '控制号 {control} 在第 {first} 条已是另一种书。不导入。',
    open_quote: '引号没有结束，这一行放弃，从下一行继续。',
    no_barcode: '没有条码。这一册不导入。',
    bad_barcode: '条码 {barcode} 不符合本馆的条码格式。这一册不导入。',
    barcode_twice: '条码 {barcode} 在第 {first} 条已经出现。这一册不导入。',
    barcode_of_other_title: '条码 {barcode} 已是馆里另一种书《{title}》的复本。这一册不导入。',
    no_collection: '条码 {barcode} 没有馆藏地。这一册不导入。',
    unknown_collection: '条码 {barcode} 的馆藏地“{collection}”本馆没有。这一册不导入。',
    wrong_length: '头标记长 {declared}，实有 {bytes} 字节；字段完整，照常导入。',
    bad_isbn: 'ISBN {isbn} 校验不符。记录照常导入，不带 ISBN。',
    bad_price: '价格“{price}”不是人民币金额。记录照常导入，不带价格。',
    too_long: '“{field}”过长，截短后导入。',
    no_call_number: '条码 {barcode} 没有索书号，照常导入，排在最后。',
    repeated: '与第 {first} 条是同一种书，只加复本。',
  },
  en: {
    cut: 'The record is cut ({bytes} bytes): another one, or the end of the file, follows. Not imported.',
    endless:
      'No end of a record within {bytes} bytes, which is not like ISO 2709. It is passed over up to the next end.',
    bad_leader: 'The leader cannot be read ({leader}). Not imported.',
    bad_directory:
      'The directory does not fit the fields (length {declared} in the leader, {bytes} bytes found). Not imported.',
    bad_text: 'The text is not in {encoding}. Not imported.',
    marc8:
      'The text is in MARC-8, which is not supported. Please export it as UTF-8. Not imported.',
    no_title: 'There is no title. Not imported.',
    control_number_twice:
      'Control number {control} stands for another title in record {first}. Not imported.',
    open_quote:
      'A quotation mark is not closed: this line is given up, the next one is read again.',
    no_barcode: 'There is no barcode. The copy is not imported.',
    bad_barcode: 'Barcode {barcode} does not fit this library’s pattern. The copy is not imported.',
    barcode_twice: 'Barcode {barcode} stands in record {first} already. The copy is not imported.',
    barcode_of_other_title:
      'Barcode {barcode} belongs to a copy of another title of the library, {title}. The copy is not imported.',
    no_collection: 'Barcode {barcode} has no collection. The copy is not imported.',
    unknown_collection:
      'Barcode {barcode}: this library has no collection “{collection}”. The copy is not imported.',
    wrong_length:
      'The leader says {declared} bytes, there are {bytes}; the fields are complete. Taken.',
    bad_isbn: 'The check digit of ISBN {isbn} is wrong. Taken without it.',
    bad_price: '“{price}” is no amount in yuan. Taken without a price.',
    too_long: '“{field}” is too long and is cut short.',
    no_call_number: 'Barcode {barcode} has no call number. Taken, last in shelf order.',
    repeated: 'The same title as record {first}; only its copies are added.',
  },
};

/** Words of the table that an import leaves. */
export const REPORT_WORDS: Record<
  Language,
  {
    columns: readonly string[];
    levels: Record<'refused' | 'copy' | 'noted', string>;
    fields: Record<string, string>;
    more: string;
  }
> = {
  zh: {
    columns: ['第几条', '字节位置', '结果', '条码', '题名', '说明'],
    levels: { refused: '不导入', copy: '复本不导入', noted: '导入，有说明' },
    fields: {
      title: '题名',
      author: '责任者',
      publisher: '出版者',
      classCode: '分类号',
      callNumber: '索书号',
      volume: '卷册',
    },
    more: '还有 {count} 条说明未列出。',
  },
  en: {
    columns: ['Record', 'Byte', 'Result', 'Barcode', 'Title', 'What'],
    levels: { refused: 'not imported', copy: 'copy not imported', noted: 'imported with a note' },
    fields: {
      title: 'Title',
      author: 'Author',
      publisher: 'Publisher',
      classCode: 'Class',
      callNumber: 'Call number',
      volume: 'Volume',
    },
    more: '{count} more are not listed.',
  },
};

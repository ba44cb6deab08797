// Sentences about readers as the library's members: registering, blocking, leaving, merging.

import type { Language } from './fill.ts';

type Table = Record<Language, Record<string, string>>;

/** Refusals of commands about readers. */
export const MEMBER_REFUSALS: Table = {
  zh: {
    bad_card: '读者证号 {card} 不符合本馆的证号格式。请核对后再试。',
    bad_card_in_row: '第 {row} 行的读者证号不符合本馆的证号格式。请在文件里核对这一行。',
    card_taken: '读者证 {card} 已登记。请打开那位读者修改，或合并两证。',
    card_left: '读者证 {card} 属于已离校的 {name}。确是同一人回来才恢复；否则请核对证号。',
    long_text: '“{field}”太长，最多 {most} 个字符。请缩短后再试。',
    bad_day: '“{field}”不是能识别的日期。请写成 2030-12-31 这样。',
    unknown_day: '“{field}”写的“{day}”不是能识别的日期。请写成 2030-12-31 这样。',
    card_rounded:
      '这个证号在表格里是数字，不是整数或超过 15 位，表格软件可能已改了末几位。请把这一列设为文本，从原系统重新粘贴。',
    card_twice: '同一个读者证号在这一批里不止一次，不知道以哪一行为准。请只留一行。',
    card_in_rows: '第 {rows} 行是同一个读者证号，不知道以哪一行为准。请只留一行。',
    unknown_category: '本馆没有读者类别“{category}”。请选已有的类别，或由管理员在“设置”中添加。',
    unknown_campus: '本馆没有校区“{campus}”。请写校区的名称或代码，或留空。',
    reader_gone: '这位读者{status}，不能再改。已离校的，可在读者卡片上恢复。',
    not_blocked: '这位读者没有停用，无需恢复。',
    not_left: '这位读者没有离校，无需恢复。',
    departure_open: '这位读者还有 {open} 件未了事项。请先办结，或由值班主管签字并写明原因。',
    merge_same: '这是同一位读者。请选另一张证的读者。',
    told_already: '已于 {at} 告知过，无需再告知。',
    import_no_card:
      '表格里没有证号和姓名两列。第一行须是列名，例如：证号、姓名、电话、邮箱、类别、校区、有效期至。',
    import_no_workbook:
      '这个文件不能按 Excel 工作簿（.xlsx）读取。请用 Excel 另存为 .xlsx 或 CSV 再导入。',
    import_no_text: '这个文件不是表格。请用 Excel 工作簿（.xlsx）或 CSV 文件。',
    open_quote: '这一行的引号没有结束。请改正后再导入这一行。',
  },
  en: {
    bad_card:
      'Card number {card} does not fit this library’s pattern. Please check it and try again.',
    bad_card_in_row:
      'The card number in line {row} does not fit this library’s pattern. Please check that line of the file.',
    card_taken:
      'Card {card} is registered already. Please open that reader and change it, or merge the two cards.',
    card_left:
      'Card {card} is of {name}, who has left. Restore it only if this is the same person; otherwise check the number.',
    long_text: '“{field}” is too long: at most {most} characters. Please shorten it and try again.',
    bad_day: '“{field}” is no day that can be read. Please write it like 2030-12-31.',
    unknown_day:
      '“{field}” says “{day}”, which is no day that can be read. Please write it like 2030-12-31.',
    card_rounded:
      'This card number is stored as a number that is not whole or longer than 15 digits; the spreadsheet may have changed its last digits. Please make the column text and paste it again from the system it came from.',
    card_twice:
      'This card number stands in more than one line, so nobody can tell which one counts. Please keep one line of it.',
    card_in_rows:
      'Lines {rows} have the same card number, so nobody can tell which one counts. Please keep one of them.',
    unknown_category:
      'This library has no reader category {category}. Please choose another, or let an administrator add it in Settings.',
    unknown_campus:
      'This library has no campus {campus}. Please write the name or code of a campus, or leave it empty.',
    reader_gone:
      'This reader is {status} and cannot be changed. A reader who has left can be restored on their card in Search.',
    not_blocked: 'This reader is not blocked; there is nothing to lift.',
    not_left: 'This reader has not left; there is nothing to restore.',
    departure_open:
      'This reader has {open} open things. Please settle them first, or let a supervisor sign with a note.',
    merge_same: 'This is the same reader. Please choose the reader of the other card.',
    told_already: 'The reader was told at {at}; nothing is left to do.',
    import_no_card:
      'The table has no columns with card numbers and names. Its first line has to name the columns, such as card, name, phone, e-mail, category, campus, valid until.',
    import_no_workbook:
      'This file cannot be read as an Excel workbook (.xlsx). Please save it as .xlsx or CSV and try again.',
    import_no_text: 'This file is no table. Please use an Excel workbook (.xlsx) or a CSV file.',
    open_quote:
      'A quotation mark in this line is never closed. Please put it right and import the line again.',
  },
};

/** What accepted commands have to say besides. */
export const MEMBER_REMARKS: Table = {
  zh: {
    reader_back: '此证的读者曾经离校，现已恢复。',
    requests_suspended: '在办的 {requests} 件申请已转交值班主管。',
    block_goes_on: '申请较多，停用在下一步继续。',
    departure_goes_on: '事项较多，离校手续在下一步继续。',
    merge_goes_on: '内容较多，合并在下一步继续。',
  },
  en: {
    reader_back: 'The reader of this card had left and is a reader again.',
    requests_suspended: 'Open requests handed to a supervisor: {requests}.',
    block_goes_on: 'There are many requests; the block goes on with the next step.',
    departure_goes_on: 'There is much to end; the departure goes on with the next step.',
    merge_goes_on: 'There is much to move; the merging goes on with the next step.',
  },
};

/** Standings of a reader and reasons of a block. */
export const MEMBER_VALUES: Table = {
  zh: {
    blocked: '已停用',
    expired: '已过期',
    left: '已离校',
    merged: '已并入另一证',
    card_lost: '读者证挂失',
    fines_unpaid: '欠费未缴',
    long_overdue: '长期逾期未还',
    damage_open: '损毁图书未处理',
    misconduct: '违反馆规',
    documents_missing: '资料不全',
    other_reason: '其他原因',
  },
  en: {
    blocked: 'blocked',
    expired: 'expired',
    left: 'gone from the library',
    merged: 'merged into another card',
    card_lost: 'card reported lost',
    fines_unpaid: 'fines not paid',
    long_overdue: 'books long overdue',
    damage_open: 'damage not settled',
    misconduct: 'breach of the rules',
    documents_missing: 'documents missing',
    other_reason: 'another reason',
  },
};

/** What is done to a reader, where somebody has not the right. */
export const MEMBER_ACTIONS: Table = {
  zh: {
    register: '登记读者',
    block: '停用或恢复读者',
    depart: '办理离校',
    merge: '合并读者证',
    tell_reader: '登记已告知读者',
  },
  en: {
    register: 'register readers',
    block: 'block readers or lift a block',
    depart: 'carry out a departure',
    merge: 'merge cards',
    tell_reader: 'note that readers were told',
  },
};

/** What is typed of a reader. */
export const MEMBER_FIELDS: Table = {
  zh: {
    name: '姓名',
    phone: '电话',
    email: '电子邮件',
    category: '读者类别',
    campus: '校区',
    expiresOn: '有效期至',
    readers: '读者',
    language: '通知语言',
    notices: '通知方式',
  },
  en: {
    name: 'name',
    phone: 'telephone',
    email: 'e-mail',
    category: 'reader category',
    campus: 'campus',
    expiresOn: 'valid until',
    readers: 'readers',
    language: 'language of notices',
    notices: 'kind of notices',
  },
};

/** Usual categories of readers, by their codes; a library's own is its own name. */
export const MEMBER_CATEGORIES: Table = {
  zh: {
    undergraduate: '本科生',
    postgraduate: '研究生',
    teacher: '教师',
    staff: '职工',
    external: '校外读者',
  },
  en: {
    undergraduate: 'Undergraduate',
    postgraduate: 'Postgraduate',
    teacher: 'Faculty',
    staff: 'Staff',
    external: 'External reader',
  },
};

/** Words of a report on an import of readers: headings, and what rows come to. */
export const IMPORT_ROW_WORDS: Table = {
  zh: {
    number: '行号',
    card: '证号',
    result: '结果',
    changes: '变化',
    why: '说明',
    new: '新读者',
    changed: '资料有变化',
    same: '没有变化',
    compared: '由服务核对',
    back: '恢复读者资格',
    refused: '未登记',
    written: '已登记',
  },
  en: {
    number: 'Line',
    card: 'Card',
    result: 'Result',
    changes: 'What changes',
    why: 'Why',
    new: 'New',
    changed: 'Changed',
    same: 'The same',
    compared: 'Compared at the service',
    back: 'a reader again',
    refused: 'Left out',
    written: 'Registered',
  },
};

/** What a row of a file changes of a reader who is known: names of fields, and whether somebody comes back. */
export function importChanges(changes: readonly string[], language: Language): string {
  const names = { ...IMPORT_ROW_WORDS[language], ...MEMBER_FIELDS[language] };
  return changes.map((each) => names[each] ?? each).join({ zh: '、', en: ', ' }[language]);
}

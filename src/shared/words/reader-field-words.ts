// Fields that a reader fills in, by their names in a call, and what is said of one that was not filled in right.

import type { Bilingual } from '../library/entities.ts';

/** What a field is called. */
export const READER_FIELDS: Readonly<Record<string, Bilingual>> = {
  card: { zh: '证号', en: 'Card number' },
  pin: { zh: '密码', en: 'PIN' },
  old: { zh: '原密码', en: 'Present PIN' },
  fresh: { zh: '新密码', en: 'New PIN' },
  kind: { zh: '方式', en: 'Kind' },
  titleId: { zh: '图书', en: 'Book' },
  copyId: { zh: '复本', en: 'Copy' },
  targetCampus: { zh: '取书校区', en: 'Pick-up campus' },
  target: { zh: '目的馆藏', en: 'Target collection' },
  returnDay: { zh: '转回日期', en: 'Goes back' },
  neededBy: { zh: '最晚需要', en: 'Needed by' },
  looked: { zh: '找过的地方', en: 'Places looked' },
  lookedOn: { zh: '找的日期', en: 'Looked on' },
  isbn: { zh: 'ISBN', en: 'ISBN' },
  bookTitle: { zh: '书名', en: 'Title' },
  author: { zh: '作者', en: 'Author' },
  publisher: { zh: '出版社', en: 'Publisher' },
  price: { zh: '定价', en: 'List price' },
  vendorId: { zh: '书商', en: 'Bookseller' },
  way: { zh: '取书方式', en: 'Way' },
  campus: { zh: '校区', en: 'Campus' },
  address: { zh: '地址', en: 'Address' },
  slot: { zh: '时段', en: 'Slot' },
  proxyAllowed: { zh: '可代收', en: 'Others may take it' },
  reason: { zh: '原因', en: 'Reason' },
  where: { zh: '在哪里找到的', en: 'Where it was' },
  note: { zh: '说明', en: 'Explanation' },
  answer: { zh: '回答', en: 'Answer' },
  barcode: { zh: '图书条码', en: 'Barcode' },
  place: { zh: '地点码', en: 'Place code' },
  code: { zh: '转借码', en: 'Code' },
  stars: { zh: '星数', en: 'Number of stars' },
  category: { zh: '类别', en: 'Category' },
  about: { zh: '所说的申请', en: 'Request it is about' },
  text: { zh: '想说的话', en: 'Words' },
};

/** What is said of a field that has a name, by the code of the refusal, or by what a check found in a call. */
export const READER_FIELD_PROBLEMS: Readonly<Record<string, Bilingual>> = {
  missing_input: { zh: '请填写“{field}”。', en: 'Please fill in “{field}”.' },
  bad_input: {
    zh: '“{field}”填写的内容不对，请核对。',
    en: 'The field “{field}” is not filled in right; please check it.',
  },
  too_big: {
    zh: '“{field}”太长或太大，请改小。',
    en: 'The field “{field}” is too long or too large; please make it less.',
  },
  too_small: {
    zh: '“{field}”太短或太小，请改正。',
    en: 'The field “{field}” is too short or too small; please make it more.',
  },
};

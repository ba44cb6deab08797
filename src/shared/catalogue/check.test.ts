// What is taken of a draft, what is left out, and with which words.

import { describe, expect, it } from 'vitest';
import { sha256 } from '../../node/env.ts';
import { fileCheck } from './check.ts';
import { emptyDraft } from './draft.ts';
import type { Draft, DraftCopy } from './draft.ts';
import { catalogueRecord } from './record.ts';
import { isbnOf, priceOf, yearOf } from './values.ts';

const by = {
  barcode: /^N\d{8}$/u,
  collectionOf: (text: string) => ({ 北区: 'north-stacks', '': null })[text] ?? null,
  sha256,
};
const copy = (barcode: string, more: Partial<DraftCopy> = {}): DraftCopy => ({
  barcode,
  collection: '北区',
  callNumber: 'TP311/2',
  volume: '',
  ...more,
});
const draft = (more: Partial<Draft>): Draft => ({ ...emptyDraft(), title: '数据库', ...more });
function check(...drafts: Draft[]) {
  const file = fileCheck(by);
  return drafts.map((each, index) => {
    const { record, problems } = file.check(each, index + 1);
    if (record) catalogueRecord.parse(record);
    return { record, codes: problems.map(({ code }) => code), problems };
  });
}

describe('a record of a file', () => {
  it('is the same thing each time it is read, and another where it is another', () => {
    const one = draft({ control: 'X 1', copies: [copy('N10000001')] });
    const [first] = check(one);
    expect(check(one)[0]?.record).toEqual(first?.record);
    const ids = check(one, draft({ control: 'X 2' }), draft({ isbn: '9787302511854' }), draft({}));
    expect(new Set(ids.map(({ record }) => record?.id)).size).toBe(4);
    const alike = check(
      draft({ isbn: '9787302511854', title: '数据 库！' }),
      draft({ isbn: '7302511853' }),
    );
    expect(alike[0]?.record?.id).toBe(alike[1]?.record?.id);
  });

  it('is taken without what is wrong in it', () => {
    const [bad] = check(draft({ isbn: '9787302511855', price: 'USD 12.00', year: '[出版年不详]' }));
    expect(bad?.record).toMatchObject({ isbn: null, price: null, year: null });
    expect(bad?.codes).toEqual(['bad_isbn', 'bad_price']);
    const [old] = check(draft({ isbn: '13017·123', price: 'CNY0.85', year: '1957.3' }));
    expect(old).toMatchObject({ record: { isbn: null, price: 85, year: 1957 }, codes: [] });
  });

  it('keeps its good copies; where none is left it is refused', () => {
    const [some] = check(draft({ copies: [copy('X1'), copy('N10000001'), copy('')] }));
    expect(some).toMatchObject({
      codes: ['bad_barcode', 'no_barcode'],
      record: { callNumber: 'TP311/2', copies: [{ barcode: 'N10000001', home: 'north-stacks' }] },
    });
    const [none] = check(draft({ copies: [copy('N10000001', { collection: '南区' })] }));
    expect(none).toMatchObject({ record: null, codes: ['unknown_collection'] });
    expect(check(draft({ copies: [copy('N10000001', { collection: '' })] }))[0]?.codes).toEqual([
      'no_collection',
    ]);
    expect(check(draft({ title: ' ' }))[0]).toMatchObject({ record: null, codes: ['no_title'] });
  });

  it('is named by an earlier one that has its barcode, its title or its control number', () => {
    const found = check(
      draft({ control: 'X 1', copies: [copy('N10000001')] }),
      draft({ control: 'X 2', copies: [copy('N10000001'), copy('N10000002')] }),
      draft({ control: 'X 1', title: '数据库', copies: [copy('N10000003')] }),
      draft({ control: 'X 1', title: '操作系统' }),
    );
    expect(found.map(({ codes }) => codes)).toEqual([
      [],
      ['barcode_twice'],
      ['repeated'],
      ['control_number_twice'],
    ]);
    expect(found[1]?.problems[0]?.facts).toEqual({ barcode: 'N10000001', first: 1 });
    expect(found[2]?.record).toMatchObject({
      describes: false,
      copies: [{ barcode: 'N10000003' }],
    });
  });

  it('is another book where only a sign tells it from the one before', () => {
    const titles = ['C程序设计', 'C++程序设计', 'Ｃ＃程序设计', 'C#程序设计', '？', '！'];
    const found = check(...titles.map((title) => draft({ title })));
    expect(found.map(({ codes }) => codes.join())).toEqual(['', '', '', 'repeated', '', '']);
    expect(new Set(found.map(({ record }) => record?.id)).size).toBe(5);
  });

  it('with another control number is the title of its ISBN, which the first record describes', () => {
    const isbn = '9787302511854';
    const found = check(
      draft({ control: 'X 1', isbn, author: '王珊' }),
      draft({ control: 'X 2', isbn, author: '王珊, 萨师煊', copies: [copy('N10000001')] }),
      draft({ control: 'X 2', isbn, title: '操作系统' }),
      draft({ control: 'X 3', isbn, title: '操作系统' }),
    );
    expect(found.map(({ codes }) => codes.join())).toEqual([
      '',
      'repeated',
      'control_number_twice',
      '',
    ]);
    expect(found[1]?.record).toMatchObject({ id: found[0]?.record?.id, describes: false });
    expect(found[1]?.problems[0]?.facts).toEqual({ first: 1 });
  });

  it('has its call number from the class where nothing else says one', () => {
    const [one] = check(
      draft({ classCode: 'TP311', copies: [copy('N10000001', { callNumber: '' })] }),
    );
    expect(one?.record).toMatchObject({ callNumber: 'TP311', copies: [{ callNumber: 'TP311' }] });
    const [bare] = check(draft({ copies: [copy('N10000001', { callNumber: '' })] }));
    expect(bare?.codes).toEqual(['no_call_number']);
  });

  it('fits what is stored: no control characters, no halves of pairs, limited lengths', () => {
    const long = '𠮷'.repeat(300);
    const [one] = check(draft({ title: `a${long}`, author: '王\u0000\u0098珊\n等' }));
    expect(one?.record?.title.isWellFormed()).toBe(true);
    expect(one?.record).toMatchObject({ author: '王 珊 等' });
    expect(one?.codes).toEqual(['too_long']);
  });
});

describe('values', () => {
  it.each([
    ['9787302511854', '9787302511854'],
    ['978-7-302-51185-4 (平装)', '9787302511854'],
    ['7-302-51185-3', '9787302511854'],
    ['ISBN 7302511853（精装）', '9787302511854'],
    ['9787302511855', undefined],
    ['13017·123', null],
    ['13017.123', null],
    ['(7)15031・2', null],
    ['', null],
    ['没有', undefined],
  ])('ISBN %s', (text, isbn) => expect(isbnOf(text)).toBe(isbn));

  it.each([
    ['CNY12.50', 1250],
    ['￥12.5', 1250],
    ['¥ 12.50', 1250],
    ['12.50元', 1250],
    ['CNY45.00 (含光盘)', 4500],
    ['CNY45.00（全二册）', 4500],
    ['45', 4500],
    ['1,200.00', 120_000],
    ['CNY１，２３４，５６７．５０', 123_456_750],
    ['45.00元/册', 4500],
    ['CNY45.00 精装', 4500],
    ['RMB¥45.000;', 4500],
    ['12元整', 1200],
    ['1,20', undefined],
    ['35日元', undefined],
    ['35 港币', undefined],
    ['3.5万元', undefined],
    ['35.999', undefined],
    ['45元港币', undefined],
    ['1234567890', undefined],
    ['HKD100.00', undefined],
    ['$12.00', undefined],
    ['赠阅', undefined],
    ['', null],
  ])('price %s', (text, fen) => expect(priceOf(text)).toBe(fen));

  it.each([
    ['2018.6', 2018],
    ['[c1999]', 1999],
    ['民国23 [1934]', 1934],
    ['12018', null],
    ['', null],
  ])('year %s', (text, year) => expect(yearOf(text)).toBe(year));
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEMBER_CATEGORIES } from '../../words/member-words.ts';
import { dayOfText, isReaderHead, readerHead, readerOfRow } from './reader-table.ts';
import type { ReaderNames } from './reader-table.ts';

const campus = (id: string, code: string, zh: string, en: string) =>
  ({ id, code, name: { zh, en } }) as ReaderNames['campuses'][number];
const names: ReaderNames = {
  campuses: [
    campus('north', 'N', '北校区', 'North campus'),
    campus('south', 'S', '南校区', 'South'),
  ],
  categories: [...Object.keys(MEMBER_CATEGORIES.zh), '访问学者'],
  campus: 'north',
  category: 'undergraduate',
};
const head = readerHead([
  '学号',
  '姓名',
  '手机',
  'E-mail',
  '读者类别',
  '所在校区',
  '有效期至',
  '宿舍',
]);
const read = (...cells: (string | number | Date | null)[]) => readerOfRow(cells, head, names);

describe('the heading', () => {
  it.each([['学号,姓名'], ['读者证号 , 姓 名'], ['Card Number;Full name'], ['card_no\tName']])(
    'of %j names card and name',
    (line) => {
      expect(isReaderHead(readerHead(line.split(/[,;\t]/u)))).toBe(true);
    },
  );

  it('says which columns mean nothing, and that some are missing', () => {
    expect(head.ignored).toEqual(['宿舍']);
    expect(isReaderHead(readerHead(['姓名', '电话']))).toBe(false);
  });
});

describe('a row', () => {
  it('is a reader by the names that the library uses, in either language', () => {
    expect(read('2018000001', '张三', '138', 'a@b.cn', '研究生', '南校区', '2026/7/1')).toEqual({
      reader: {
        card: '2018000001',
        name: '张三',
        phone: '138',
        email: 'a@b.cn',
        category: 'postgraduate',
        campus: 'south',
        expiresOn: '2026-07-01',
        unsaid: [],
      },
    });
    expect(read('2018000001', 'A', null, null, 'teacher', 'S', null)).toMatchObject({
      reader: { category: 'teacher', campus: 'south', unsaid: ['phone', 'email', 'expiresOn'] },
    });
    expect(read('1', 'A', '', '', '访问学者', '', '')).toMatchObject({
      reader: { category: '访问学者', campus: 'north' },
    });
  });

  it('has a card that was typed in full width as it stands on the card', () => {
    expect(read('２０１８０００００１', '张三')).toMatchObject({ reader: { card: '2018000001' } });
  });

  it('has numbers and days as a spreadsheet keeps them', () => {
    expect(
      read(2_018_000_001, 'A', 13_800_001_111, '', '', '', new Date('2026-07-01')),
    ).toMatchObject({
      reader: { card: '2018000001', phone: '13800001111', expiresOn: '2026-07-01' },
    });
  });

  it.each([
    [['', '张三'], 'missing_input', { field: 'card' }],
    [['1', ' '], 'missing_input', { field: 'name' }],
    [['1', 'A', '', '', '巫师'], 'unknown_category', { category: '巫师' }],
    [['1', 'A', '', '', '', '东校区'], 'unknown_campus', { campus: '东校区' }],
    [
      ['1', 'A', '', '', '', '', '2026-02-30'],
      'unknown_day',
      { field: 'expiresOn', day: '2026-02-30' },
    ],
    [
      ['1', 'A', '', '', '', '', '31/12/2030'],
      'unknown_day',
      { field: 'expiresOn', day: '31/12/2030' },
    ],
    [['1', '长'.repeat(120)], 'long_text', { field: 'name', most: 80 }],
    [['1', 'A', '', 'nobody'], 'bad_input', { field: 'email' }],
  ])('%j is refused: %s', (cells, code, facts) => {
    expect(read(...cells)).toMatchObject({ problem: { code, facts } });
  });

  it.each([1e17, 1_234_567_890_123_456, 18_000_000.5, -1])(
    'with the number %d for a card is refused: its digits may not be those of the card',
    (typed) => {
      expect(read(typed, '张三')).toMatchObject({ problem: { code: 'card_rounded' } });
    },
  );

  it('never throws, whatever stands in it', () => {
    const cell = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.date(), fc.constant(null));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 9 }), (cells) => {
        const row = readerOfRow(cells, readerHead(['学号', '姓名', '有效期']), names);
        expect('reader' in row || 'problem' in row).toBe(true);
      }),
    );
  });
});

describe('a day', () => {
  it('comes back from any way of writing it', () => {
    const days = fc.date({
      min: new Date('1990-01-01'),
      max: new Date('2190-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, fc.constantFrom('-', '/', '.', '年'), (date, sign) => {
        const day = date.toISOString().slice(0, 10);
        const [y, m, d] = day.split('-').map(Number);
        const text = sign === '年' ? `${y}年${m}月${d}日` : [y, m, d].join(sign);
        expect(dayOfText(text)).toBe(day);
        expect(dayOfText(day.replaceAll('-', ''))).toBe(day);
      }),
    );
    expect(dayOfText('')).toBeNull();
    expect(dayOfText('明年')).toBeUndefined();
  });
});

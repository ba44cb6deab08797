// Whole files: their kind is found out, titles and copies come out of them, and what cannot be read is named.

import { describe, expect, it } from 'vitest';
import { cnmarc, encoded, marc21, marcRecord } from '../../../tests/support/marc-file.ts';
import { TEXT_DECODERS } from '../../node/text-decoders.ts';
import { DEFAULT_OPTIONS } from './options.ts';
import type { ReadingOptions } from './options.ts';
import { fileReader } from './read-file.ts';
import { sniffer } from './sniff.ts';

function read(file: Uint8Array, more: Partial<ReadingOptions> = {}, piece = 70) {
  const options = { ...DEFAULT_OPTIONS, ...more };
  const pieces = Array.from({ length: Math.ceil(file.length / piece) }, (_, index) =>
    file.subarray(index * piece, (index + 1) * piece),
  );
  const looking = sniffer(options, TEXT_DECODERS);
  for (const each of pieces) looking.push(each);
  const kind = looking.kind();
  const reader = fileReader(kind, options, TEXT_DECODERS);
  const items = [...pieces.flatMap((each) => reader.push(each)), ...reader.end()];
  return { kind, items, head: reader.head() };
}
const codes = (items: ReturnType<typeof read>['items']) =>
  items.map(({ problems }) => problems.map(({ code }) => code).join());

const book = {
  control: '012019000123',
  isbn: '978-7-302-51185-4',
  price: 'CNY45.00',
  title: '数据库系统概论',
  author: '王珊, 萨师煊编著',
  publisher: '高等教育出版社',
  year: '2018.6',
  barcodes: ['N12345678', 'N12345679'],
};
const copy = { collection: 'NSTK', callNumber: 'TP311.13/25', volume: '' };

describe('a CNMARC file', () => {
  it.each(['utf8', 'gb18030'] as const)('in %s gives titles with their copies', (encoding) => {
    const { kind, items } = read(cnmarc(book, { encoding }));
    expect(kind).toMatchObject({
      format: 'cnmarc',
      encoding: encoding === 'utf8' ? 'utf-8' : encoding,
    });
    expect(items).toEqual([
      {
        number: 1,
        at: 0,
        problems: [],
        draft: {
          control: 'DEMO 012019000123',
          isbn: book.isbn,
          title: book.title,
          author: book.author,
          publisher: book.publisher,
          year: '2018.6',
          price: 'CNY45.00',
          classCode: 'TP311.13',
          callNumber: '',
          copies: [
            { barcode: 'N12345678', ...copy },
            { barcode: 'N12345679', ...copy },
          ],
          isCopy: false,
        },
      },
    ]);
  });

  it('has titles of parts, names outside the title, and unified book numbers', () => {
    const { items } = read(
      marcRecord([
        ['091', '  $a13017·123$dCNY0.85'],
        ['200', '1 $a高等数学$e工科用$h上册$i微积分$f$g'],
        ['701', ' 0$a樊映川$4主编'],
      ]),
    );
    expect(items[0]?.draft).toMatchObject({
      title: '高等数学: 工科用. 上册, 微积分',
      author: '樊映川',
      isbn: '13017·123',
      price: 'CNY0.85',
      copies: [],
    });
  });

  it('tells of copies as the library’s own system writes them', () => {
    const file = marcRecord([
      ['200', '1 $a书'],
      ['920', '  $z210$1N12345678$1N12345679$sI247.5/12$k基本库'],
      ['920', '  $z210$sI247.5/12'],
    ]);
    const cnmarcMapping = {
      tag: '920',
      barcode: '1',
      collection: 'k',
      callNumber: 's',
      volume: '',
    };
    const { items } = read(file, { cnmarc: cnmarcMapping });
    expect(items[0]?.draft?.copies).toEqual([
      { barcode: 'N12345678', collection: '基本库', callNumber: 'I247.5/12', volume: '' },
      { barcode: 'N12345679', collection: '基本库', callNumber: 'I247.5/12', volume: '' },
      { barcode: '', collection: '', callNumber: 'I247.5/12', volume: '' },
    ]);
  });

  it('is read in UTF-8 with one record that is not, and in GB18030 with one that could be both', () => {
    const good = Array.from({ length: 5 }, () => cnmarc(book));
    const bad = cnmarc(book, { encoding: 'gb18030' });
    const mixed = read(Buffer.concat([...good, bad, ...good]));
    expect(mixed.kind.encoding).toBe('utf-8');
    expect(codes(mixed.items)).toEqual([...good.map(() => ''), 'bad_text', ...good.map(() => '')]);
    // 一 in GB18030 is a well-formed pair of UTF-8.
    const both = marcRecord([['200', '1 $a一']], { encoding: 'gb18030' });
    const chinese = read(Buffer.concat([bad, both, bad]));
    expect(chinese.items[1]?.draft?.title).toBe('一');
  });

  it('in GB18030 has records in UTF-8 that are read as what they are', () => {
    const titles = ['操作系统', '高等数学', '计算机网络', 'Программирование на языке'];
    const file = Buffer.concat([
      ...Array.from({ length: 25 }, () => cnmarc(book, { encoding: 'gb18030' })),
      ...titles.map((title) => marcRecord([['200', `1 $a${title}`]])),
    ]);
    const { kind, items } = read(file);
    expect(kind.encoding).toBe('gb18030');
    expect(items.slice(25).map(({ draft }) => draft?.title)).toEqual(titles);
    expect(items[0]?.draft?.title).toBe(book.title);
    // What the person says goes before what it looks like.
    const said = read(cnmarc({ title: '操作系统' }), { encoding: 'gb18030' });
    expect(said.items[0]?.draft?.title).not.toBe('操作系统');
  });
});

describe('a MARC 21 file', () => {
  it('is told by its fields and gives titles with their copies', () => {
    const { kind, items } = read(marc21({ ...book, year: '2018' }));
    expect(kind).toMatchObject({ format: 'marc21', encoding: 'utf-8' });
    expect(items[0]?.draft).toMatchObject({
      control: 'DEMO 012019000123',
      title: book.title,
      author: book.author,
      publisher: book.publisher,
      year: '2018.',
      classCode: 'TP311.13',
      copies: [
        { barcode: 'N12345678', ...copy },
        { barcode: 'N12345679', ...copy },
      ],
    });
  });

  it('in Chinese with a leader that says MARC-8 is GB18030 all the same', () => {
    const { kind, items } = read(marc21(book, { encoding: 'gb18030', leader: 'nam  ' }));
    expect(kind).toMatchObject({ format: 'marc21', encoding: 'gb18030' });
    expect(items[0]?.draft?.title).toBe(book.title);
    const chinese = marc21(book, { encoding: 'gb18030', leader: 'nam  ' });
    const utf8 = marc21({ title: '高等数学', author: '樊映川' }, { leader: 'nam  ' });
    const mixed = read(Buffer.concat([chinese, chinese, utf8]));
    expect(mixed.items[2]).toMatchObject({ draft: { title: '高等数学' }, problems: [] });
  });

  it('in MARC-8 is refused where there is more than ASCII', () => {
    const latin = (title: string) => {
      const bytes = marc21({ title, barcodes: ['N12345678'] }, { leader: 'nam  ' });
      return Buffer.from(bytes.toString('latin1').replaceAll('@', '\u00e2'), 'latin1');
    };
    const escaped = marc21({ title: "\u001b$1!'=\u001b(B" }, { leader: 'nam  ' });
    const { items } = read(Buffer.concat([latin('Cafe'), latin('Caf@e'), escaped]));
    expect(codes(items)).toEqual(['', 'marc8', 'marc8']);
  });

  it('has LC numbers with a blank before the item', () => {
    const { items } = read(
      marcRecord([
        ['245', '10$aDatabases.$nPart 2,$pTuning /$cJ. Smith.'],
        ['050', ' 4$aQA76.9.D3$bS5145 2008'],
        ['852', '0 $bNSTK$hQA76.9.D3$iS5145 2008$pN12345678'],
      ]),
    );
    expect(items[0]?.draft).toMatchObject({
      title: 'Databases. Part 2, Tuning',
      author: 'J. Smith',
      callNumber: 'QA76.9.D3 S5145 2008',
      copies: [{ callNumber: 'QA76.9.D3 S5145 2008' }],
    });
  });
});

describe('a damaged file', () => {
  it('names what is lost by number and byte, and the rest goes on', () => {
    const whole = cnmarc(book);
    const short = Buffer.from(whole);
    short.write('00100', 0);
    const file = Buffer.concat([
      whole,
      whole.subarray(0, 200),
      short,
      whole,
      whole.subarray(0, 80),
    ]);
    const { items } = read(file);
    expect(items.map(({ number, at, problems }) => [number, at, problems[0]?.code])).toEqual([
      [1, 0, undefined],
      // The record after the cut one states another length, so that nobody can tell where it begins.
      [2, whole.length, 'bad_directory'],
      [3, 2 * whole.length + 200, undefined],
      [4, 3 * whole.length + 200, 'cut'],
    ]);
  });
});

describe('a part of a file', () => {
  it('that begins in the middle of a record is still read from the next one on', () => {
    const whole = cnmarc(book);
    const { kind, items } = read(Buffer.concat([whole.subarray(150), whole]));
    expect(kind.format).toBe('cnmarc');
    expect(codes(items)).toEqual(['bad_leader', '']);
  });
});

describe('a table', () => {
  const text =
    '书名,责任者,ＩＳＢＮ,定价(元),索书号,条码号,馆藏地点,备注\r\n"数据库, 系统",王珊,9787302511854,45,TP311.13/25,N12345678,北区,x\r\n';
  it.each([
    ['UTF-8', encoded(text)],
    ['UTF-8 with a mark', encoded(`\uFEFF${text}`)],
    ['GB18030', encoded(text, 'gb18030')],
    ['one line without its end', encoded(text.trimEnd(), 'gb18030')],
  ])('in %s is one of copies', (_what, file) => {
    const { kind, items, head } = read(file, {}, 50);
    expect(kind).toMatchObject({ format: 'csv', delimiter: ',' });
    expect(head).toEqual({ ignored: ['备注'], hasTitle: true });
    expect(items).toMatchObject([
      {
        number: 2,
        at: null,
        draft: {
          title: '数据库, 系统',
          author: '王珊',
          isbn: '9787302511854',
          price: '45',
          isCopy: true,
          copies: [
            { barcode: 'N12345678', collection: '北区', callNumber: 'TP311.13/25', volume: '' },
          ],
        },
      },
    ]);
  });

  it.each([
    ['', ''],
    ['with a mark ', '\uFEFF'],
  ])('in UTF-8 %swith bad bytes loses the rows that have them, and no other', (_what, mark) => {
    const rows = ['数据结构', '编译原理', '高等数学'].map((title, n) => `${title},${n}\n`);
    const cut = encoded('计算机网').subarray(0, 11);
    const file = Buffer.concat([
      encoded(`${mark}题名,年\n${rows.join('')}`),
      Buffer.concat([cut, encoded(',3\n')]),
      Buffer.from('Caf\u00e9,4\n', 'latin1'),
      encoded('操作系统,5\n'),
    ]);
    const { kind, items } = read(file, {}, 4096);
    expect(kind.encoding).toBe('utf-8');
    expect(codes(items)).toEqual(['', '', '', 'bad_text', 'bad_text', '']);
    expect(items.at(-1)?.draft?.title).toBe('操作系统');
  });

  it('in GB18030 has rows in UTF-8 that are read as what they are', () => {
    const chinese = encoded('题名,年\n数据结构,1\n编译原理,2\n', 'gb18030');
    const { kind, items } = read(Buffer.concat([chinese, encoded('高等数学,3\n')]), {}, 7);
    expect(kind.encoding).toBe('gb18030');
    expect(items.map(({ draft }) => draft?.title)).toEqual(['数据结构', '编译原理', '高等数学']);
  });

  it('with a mark is UTF-8 whatever most of its rows are', () => {
    const file = Buffer.concat([encoded('\uFEFF题名,年\n'), encoded('红楼\n梦\n', 'gb18030')]);
    expect(read(file)).toMatchObject({ kind: { encoding: 'utf-8' }, head: { hasTitle: true } });
  });

  it('may have English columns, other delimiters, and no copies at all', () => {
    const { items } = read(encoded('Title;Author;Year\nDatabases;Smith;c2018\n'));
    expect(items).toMatchObject([
      { draft: { title: 'Databases', year: 'c2018', copies: [], isCopy: false } },
    ]);
  });

  it('without titles says so', () => {
    expect(read(encoded('a,b\n1,2\n')).head).toMatchObject({ hasTitle: false });
  });
});

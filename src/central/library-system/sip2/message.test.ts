import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFramer } from './framing.ts';
import type { Frame } from './framing.ts';
import { ANSWER_TO, LAYOUTS } from './layouts.ts';
import type { Code } from './layouts.ts';
import { allOf, checksumOf, decodeMessage, encodeMessage, fieldOf } from './message.ts';
import type { LineForm, Read } from './message.ts';
import { decodeText, encodeText, isSayable } from './text-coding.ts';

const ascii = (text: string) => new TextEncoder().encode(text);
const shown = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
const form = (sequence: number | null, checked = true): LineForm => ({
  encoding: 'utf-8',
  sequence,
  checked,
});

function read(text: string | Uint8Array, encoding: LineForm['encoding'] = 'utf-8'): Read {
  const bytes = typeof text === 'string' ? ascii(text) : text;
  const found = decodeMessage(bytes, encoding);
  if ('problem' in found) throw new Error(`${found.problem} in ${shown(bytes)}`);
  return found;
}

/** What a real server and its client said to each other, every byte of it. */
const EXCHANGE = [
  '9300CNscclient|COclientpwd|CPWORK1|AY0AZF212',
  '941AY0AZFDFD',
  '940AY0AZFDFE',
  '9900302.00AY1AZFCA5',
  '98YNNYNN60000320261124    0013352.00AOUWOLS|BXYYYYYYYYYNYNYYYY|AY1AZEDE2',
  '1720261124    001335AOUWOLS|AB1565921879|AC|AY3AZF438',
  '1803020120261124    001335AB1565921879|AJPerl 5 desktop reference|CK001|BGUWOLS|AY3AZE8A5',
  '96AZFEF6',
  '97AZFEF5',
];

describe('an exchange with a real server', () => {
  it.each(EXCHANGE)('%s is read, and written again byte for byte', (line) => {
    const { message, sequence, checked, damaged } = read(line);
    expect({ checked, damaged }).toEqual({ checked: true, damaged: false });
    expect(shown(encodeMessage(message, form(sequence)))).toBe(`${line}\r`);
  });

  it('means what it says', () => {
    const [login, welcome, , , status, , item] = EXCHANGE.map((line) => read(line).message);
    expect(login?.fields).toEqual([
      ['CN', 'scclient'],
      ['CO', 'clientpwd'],
      ['CP', 'WORK1'],
    ]);
    expect(welcome).toMatchObject({ code: '94', fixed: { ok: '1' } });
    expect(status).toMatchObject({
      code: '98',
      fixed: { online: 'Y', checkIn: 'N', renewal: 'Y', timeout: '600', version: '2.00' },
    });
    expect(item).toMatchObject({ fixed: { circulation: '03', security: '02', fee: '01' } });
    expect(fieldOf(item ?? { fields: [] }, 'AJ')).toBe('Perl 5 desktop reference');
    expect(fieldOf(item ?? { fields: [] }, 'AO')).toBeNull();
  });

  it('has a wrong checksum noticed', () => {
    expect(decodeMessage(ascii('9900302.00AY1AZ0000'), 'utf-8')).toMatchObject({
      problem: 'checksum',
      code: '99',
    });
    expect(decodeMessage(ascii('941AY0AZfdfd'), 'utf-8')).toMatchObject({ checked: true });
  });
});

describe('a line', () => {
  it('may come without sequence number, checksum, end of the last field, or with blanks behind', () => {
    expect(read('98YYYYYN01000320261124    0013352.00AOX|AMLibrary')).toMatchObject({
      sequence: null,
      checked: false,
      message: {
        fields: [
          ['AO', 'X'],
          ['AM', 'Library'],
        ],
      },
    });
    expect(read('941AY0AZFDFD  \0')).toMatchObject({ sequence: 0, checked: true });
  });

  it('keeps fields that come twice, in any order, unknown ones too', () => {
    const { message } = read(
      '121NNY20261124    001335AFone|AB1|ZZown|AFtwo|AA2|AG|AH20261224    235900|',
    );
    expect(allOf(message, 'AF', 'AG')).toEqual(['one', 'two']);
    expect(message.fields).toContainEqual(['ZZ', 'own']);
    expect(fieldOf(message, 'AH')).toBe('20261224    235900');
  });

  it('may have a checksum without leading zeros', () => {
    // So many bytes that their sum is close to 65,536: its complement has three digits.
    const whole = `18030201${' '.repeat(18)}AB1|AJ${'z'.repeat(489)}|AY0AZ`;
    const sum = checksumOf(ascii(whole));
    expect(sum.startsWith('0')).toBe(true);
    for (const written of [sum, sum.replace(/^0+/u, '')]) {
      expect(read(`${whole}${written}`)).toMatchObject({ checked: true, sequence: 0 });
    }
  });

  it('with a wrong checksum is read for whoever knows better, as dp2Capo sends it', () => {
    const line = '121NNY20220223    185512AO|AAP001|ABB001|AJ怪物大师|AH2022-03-26|AF成功|AG成功|';
    expect(decodeMessage(ascii(`${line}AY4AZFDD5`), 'utf-8')).toMatchObject({
      problem: 'checksum',
      read: { sequence: 4, checked: false, message: { code: '12', fixed: { ok: '1' } } },
    });
  });

  it('has the sign that ends fields written as Koha and SIPServer write it', () => {
    const { message } = read('36Y20261124    120000AFA &#124; B|');
    expect(allOf(message, 'AF')).toEqual(['A | B']);
  });

  it('of an unknown code, or too short for its fixed part, is none', () => {
    expect(decodeMessage(ascii('77hello'), 'utf-8')).toEqual({ problem: 'code', code: '77' });
    expect(decodeMessage(ascii('18030201'), 'utf-8')).toEqual({ problem: 'short', code: '18' });
    expect(decodeMessage(ascii(''), 'utf-8')).toMatchObject({ problem: 'code' });
  });

  it('tells that it came in another encoding', () => {
    const gbk = encodeText('1803020120261124    001335AB1|AJ数据库|', 'gbk');
    expect(read(gbk, 'gbk')).toMatchObject({ damaged: false });
    expect(fieldOf(read(gbk, 'gbk').message, 'AJ')).toBe('数据库');
    expect(read(gbk, 'utf-8').damaged).toBe(true);
  });

  it('is not cut at a sign of GBK whose second byte is the one that ends fields', () => {
    const sign = '\u4E85';
    const bytes = encodeText(`1803020120261124    001335AB1|AJ${sign}书|`, 'gbk');
    expect([...bytes].filter((byte) => byte === 0x7c)).toHaveLength(3);
    expect(fieldOf(read(bytes, 'gbk').message, 'AJ')).toBe(`${sign}书`);
  });

  it('takes no value that would begin another field or line, or get lost', () => {
    for (const value of ['N1|AA2', 'N1\r', '\n', '\u0000', '\u2028', '\uD800']) {
      expect(isSayable(value, 'utf-8')).toBe(false);
    }
    expect(isSayable('数据库 N10000042', 'gbk')).toBe(true);
    expect(isSayable('😀', 'gbk')).toBe(true);
  });
});

describe('packets', () => {
  const texts = (frames: readonly Frame[]) =>
    frames.map((frame) => ('tooLong' in frame ? 'too long' : shown(frame.bytes)));

  it('hold several lines, ended in each way, with nothing for an empty one', () => {
    const framer = createFramer();
    expect(texts(framer.take(ascii('a\rb\nc\r\n\r\n\nd')))).toEqual(['a', 'b', 'c']);
    expect(texts(framer.take(ascii('e\r')))).toEqual(['de']);
  });

  it('have a line that is too long cut away, and the next one read', () => {
    const framer = createFramer(4);
    expect(texts(framer.take(ascii('1234\r12345678\r\nabc\r')))).toEqual([
      '1234',
      'too long',
      'abc',
    ]);
  });

  it('mean the same wherever the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 12 }),
        fc.constantFrom('\r', '\n', '\r\n'),
        fc.infiniteStream(fc.integer({ min: 1, max: 5 })),
        (lines, end, cuts) => {
          const stream = Uint8Array.from(lines.flatMap((line) => [...line, ...ascii(end)]));
          const whole = texts(createFramer(9).take(stream));
          const framer = createFramer(9);
          const parts: string[] = [];
          for (let at = 0; at < stream.length;) {
            const size = cuts.next().value;
            parts.push(...texts(framer.take(stream.subarray(at, at + size))));
            at += size;
          }
          expect(parts).toEqual(whole);
        },
      ),
    );
  });
});

describe('any message', () => {
  const value = (encoding: LineForm['encoding']) =>
    fc
      .string({
        unit: fc.oneof(
          fc.constantFrom('数', '库', '图', '\u4E85', 'Ａ'),
          fc.string({ minLength: 1, maxLength: 1 }),
        ),
        maxLength: 12,
      })
      .filter((text) => isSayable(text, encoding));
  const id = fc.constantFrom('AA', 'AB', 'AF', 'AG', 'AJ', 'AO', 'CF', 'ZX');
  const message = (encoding: LineForm['encoding']) =>
    fc
      .record({
        code: fc.constantFrom(...(Object.keys(LAYOUTS) as Code[])),
        fields: fc.array(fc.tuple(id, value(encoding)), { maxLength: 6 }),
        fill: fc.constantFrom('0', '1', 'Y', 'N', ' '),
      })
      .map(({ code, fields, fill }) => {
        const fixed = LAYOUTS[code].map(([name, width]) => [name, fill.repeat(width)]);
        return { code, fixed: Object.fromEntries(fixed), fields };
      });

  it.each(['gbk', 'utf-8'] as const)('comes back from its bytes in %s', (encoding) => {
    fc.assert(
      fc.property(
        message(encoding),
        fc.option(fc.integer({ min: 0, max: 9 })),
        (sent, sequence) => {
          const bytes = encodeMessage(sent, { encoding, sequence, checked: true });
          const back = read(bytes.subarray(0, -1), encoding);
          expect(back).toEqual({ message: sent, sequence, checked: true, damaged: false });
        },
      ),
    );
  });

  it('never survives the change of one byte unnoticed', () => {
    fc.assert(
      fc.property(message('gbk'), fc.nat(), fc.integer({ min: 1, max: 255 }), (sent, at, by) => {
        const bytes = encodeMessage(sent, { encoding: 'gbk', sequence: 1, checked: true });
        const line = bytes.subarray(0, -1);
        const place = at % (line.length - 6);
        line[place] = ((line[place] ?? 0) + by) & 255;
        const found = decodeMessage(line, 'gbk');
        expect('problem' in found || !found.checked).toBe(true);
      }),
    );
  });

  it('has no byte string that breaks the reader', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        fc.constantFrom<LineForm['encoding']>('gbk', 'utf-8'),
        (bytes, encoding) => {
          const found = decodeMessage(bytes, encoding);
          expect('problem' in found || found.message.code in LAYOUTS).toBe(true);
        },
      ),
    );
  });
});

it('every request has an answer of another code', () => {
  for (const [asked, answered] of Object.entries(ANSWER_TO)) expect(asked).not.toBe(answered);
  expect(checksumOf(ascii('96AZ'))).toBe('FEF6');
  expect(decodeText(encodeText('中文', 'gbk'), 'gbk')).toBe('中文');
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  TEXTS,
  bytes,
  codesOf,
  feed,
  posReports,
  textsOf,
  utf8,
} from '../../../tests/support/reports.ts';
import { cleanCode } from '../library/barcodes.ts';
import type { ReportLayout } from './device-profile.ts';
import {
  HONEYWELL_LAYOUT,
  LayoutDecoder,
  NEWLAND_LAYOUT,
  ZEBRA_LAYOUT,
  hidPosLayout,
} from './layout-decoder.ts';

const auto = () => new LayoutDecoder(hidPosLayout, 2, TEXTS);
const LOREM =
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore ' +
  'magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo ' +
  'consequat. Duis aute irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur. ' +
  'Excepteur sint occaecat cupidatat non proident, sunt in culpa qui officia deserunt mollit anim id est laborum.';
/** GB 2312 bytes of 书台. */
const GB = bytes('CAE9 CCA8');

describe('HID-POS reports', () => {
  it('reads a UPC-A of a Zebra and of a Honeywell as these devices send it', () => {
    const zebra = bytes('020c005d5867 333036303330323039323233 .. 63 00', 64);
    expect(codesOf(auto().push(zebra, 0))).toMatchObject([{ text: '306030209223', aim: 'Xg' }]);
    const honeywell = bytes('020c5d4530 333036303330323039323233 .. 63 41 00', 64);
    expect(codesOf(auto().push(honeywell, 0))).toMatchObject([{ text: '306030209223', aim: 'E0' }]);
  });

  it('joins a QR of eight reports', () => {
    const head = '0238005d5131 4c6f72656d20697073756d20646f6c6f722073697420616d65742c20636f6e';
    const tail = '73656374657475722061646970697363696e6720656c69742c 73 01';
    const reports = posReports(utf8(LOREM), { layout: 'zebra', aim: ']Q1', codeId: 0x73 });
    expect(reports).toHaveLength(8);
    expect(reports[0]).toEqual(bytes(head + tail, 64));
    expect(reports[7]?.[1]).toBe(53);
    const decoded = feed(auto(), reports);
    expect(decoded.slice(0, 7)).toEqual(Array.from({ length: 7 }, () => ({ is: 'part' })));
    expect(codesOf(decoded)).toMatchObject([{ text: LOREM, aim: 'Q1' }]);
  });

  it('joins the boarding pass of an Access-IS reader', () => {
    const start = 'M1GATHERGOOD/MICHAEL YABCDEF LHRDURAK 3542 052Y003D23  '.padEnd(56);
    const first = Uint8Array.from([2, 56, ...utf8(`]Q0${start}`), 0x73, 0, 1]);
    const last = bytes('0204 5d5130 20313030 .. 730000', 64);
    expect(first).toHaveLength(64);
    const decoded = feed(auto(), [first, last]);
    expect(codesOf(decoded)).toMatchObject([{ text: `${start} 100`, aim: 'Q0' }]);
  });

  it('decodes joined bytes, so that a sign may lie over two reports, as UTF-8 or else as GB18030', () => {
    const text = `${'x'.repeat(55)}书台`;
    expect(textsOf(feed(auto(), posReports(utf8(text), { layout: 'honeywell' })))).toEqual([text]);
    expect(textsOf(feed(auto(), posReports(GB, { layout: 'zebra' })))).toEqual(['书台']);
    const neither = posReports(bytes('41 ff ff'), { layout: 'zebra' });
    expect(feed(auto(), neither)).toEqual([{ is: 'bad', code: 'not_text' }]);
  });

  it('takes one line end off, and only one', () => {
    for (const end of ['\r', '\n', '\r\n'])
      expect(textsOf(feed(auto(), posReports(utf8(`N1${end}`), { layout: 'zebra' })))).toEqual([
        'N1',
      ]);
    expect(textsOf(feed(auto(), posReports(utf8('N1\n\n'), { layout: 'zebra' })))).toEqual([
      'N1\n',
    ]);
  });

  it('takes answers to commands for no scans, even in the middle of a code', () => {
    const [first, last] = posReports(utf8('x'.repeat(60)), { layout: 'honeywell' });
    const revision = posReports(utf8('Revision'), {
      layout: 'honeywell',
      aim: ']X0',
      codeId: 0x3f,
    });
    const acknowledged = posReports(bytes('06'), { layout: 'honeywell', aim: ']Z6' });
    const decoded = feed(
      auto(),
      [first, ...revision, ...acknowledged, last].filter((each) => each !== undefined),
    );
    expect(decoded.map((each) => each.is)).toEqual(['part', 'status', 'status', 'code']);
    expect(textsOf(decoded)).toEqual(['x'.repeat(60)]);
  });

  it('says that half a code was lost: another AIM, silence, unplugged', () => {
    const [half] = posReports(utf8('x'.repeat(60)), { layout: 'honeywell', aim: ']Q1' });
    const whole = posReports(utf8('N00012345'), { layout: 'honeywell' });
    if (!half) throw new Error('no report');
    const other = auto();
    expect(feed(other, [half, ...whole])).toMatchObject([
      { is: 'part' },
      { is: 'bad', code: 'aim_changed' },
      { is: 'code', code: { text: 'N00012345' } },
    ]);
    const late = auto();
    late.push(half, 0);
    expect(late.waits).toBe(500);
    expect(late.silence(499)).toEqual([]);
    expect(late.silence(500)).toEqual([{ is: 'bad', code: 'timeout' }]);
    expect(late.waits).toBeNull();
    late.push(half, 1000);
    expect(late.push(half, 1500)).toEqual([{ is: 'bad', code: 'timeout' }, { is: 'part' }]);
    expect(late.reset()).toBe(true);
    expect(late.reset()).toBe(false);
    expect(textsOf(feed(late, whole, 1600))).toEqual(['N00012345']);
  });

  it('reads devices that send no AIM identifier', () => {
    for (const layout of ['honeywell', 'zebra'] as const) {
      const reports = posReports(utf8('N00012345'), { layout, aim: '\0\0\0' });
      expect(codesOf(feed(auto(), reports))).toMatchObject([{ text: 'N00012345', aim: null }]);
    }
  });

  it.each([
    ['another report', bytes('04 01 .. 00', 64), { is: 'status', code: 'other_report' }],
    ['nothing', bytes('02 .. 00', 64), { is: 'bad', code: 'wrong_layout' }],
    ['no bytes', new Uint8Array(), { is: 'bad', code: 'too_short' }],
    ['more bytes than fit', bytes('02 39 5d4330 41 .. 00', 64), { is: 'bad', code: 'length' }],
    ['a report cut off', bytes('02 09 5d4330 4e30', 7), { is: 'bad', code: 'too_short' }],
    ['only a line end', bytes('02 02 5d4330 0d0a .. 00', 64), { is: 'status', code: 'empty' }],
  ])('says what is wrong with %s', (_, report, decoded) => {
    expect(auto().push(report, 0)).toEqual([decoded]);
  });

  it('stops a code that never ends', () => {
    const [part] = posReports(utf8('x'.repeat(60)), { layout: 'zebra' });
    const decoded = feed(
      auto(),
      Array.from({ length: 147 }, () => part ?? new Uint8Array()),
    );
    expect(decoded.at(-1)).toEqual({ is: 'bad', code: 'too_long' });
  });
});

describe('HID-POS reports without an identifier, as Newland’s manuals have them', () => {
  it('are told from the others by where their data end', () => {
    const newland = { layout: 'newland' as const };
    for (const text of ['N00012345', 'x'.repeat(56), ']', 'A'])
      expect(textsOf(feed(auto(), posReports(utf8(text), newland)))).toEqual([text]);
    const long = `${'x'.repeat(56)}]Q1 and on ${'y'.repeat(60)}`;
    expect(textsOf(feed(auto(), posReports(utf8(long), newland)))).toEqual([long]);
  });

  it('may carry the identifier before the data', () => {
    const reports = posReports(utf8(']C0N00012345'), { layout: 'newland' });
    expect(codesOf(feed(auto(), reports))).toMatchObject([{ text: 'N00012345', aim: 'C0' }]);
    const fixed = new LayoutDecoder(() => NEWLAND_LAYOUT, 2, TEXTS);
    expect(codesOf(feed(fixed, reports))).toMatchObject([{ text: 'N00012345', aim: 'C0' }]);
  });

  it('are no scans when they answer a command', () => {
    const serial = bytes('020e 02000008454c3033303039352551 ..', 64);
    expect(auto().push(serial, 0)).toEqual([{ is: 'status', code: 'answer' }]);
    const triggered = bytes('0207 02000001003331 ..', 64);
    expect(auto().push(triggered, 0)).toEqual([{ is: 'status', code: 'answer' }]);
  });

  it('are scans where the scanner was set to put STX before a code', () => {
    const [report] = posReports(utf8('\u0002N00012345'), { layout: 'newland' });
    if (!report) throw new Error('no report');
    const [code] = codesOf(auto().push(report, 0));
    expect(cleanCode(code?.text ?? '')).toBe('N00012345');
  });
});

describe('a layout of one’s own', () => {
  const MICROSCAN: ReportLayout = {
    reportId: 1,
    length: { at: 1, bytes: 1 },
    aim: null,
    data: { at: 2, most: 62 },
    continued: 'full',
    answer: null,
  };

  it('reads Microscan reports', () => {
    const decoder = new LayoutDecoder(() => MICROSCAN, 1, TEXTS);
    expect(codesOf(decoder.push(bytes('01 09 4e3030303132333435 ..', 64), 0))).toMatchObject([
      { text: 'N00012345', aim: null },
    ]);
  });

  it('joins Microscan reports that are full with the one that is not', () => {
    const text = 'A LONG MESSAGE STREAMED OVER MULTIPLE MICROSCAN HID REPORTS, AND SOME MORE';
    const report = (part: string) => {
      const whole = new Uint8Array(64);
      whole.set([1, part.length, ...utf8(part)]);
      return whole;
    };
    const decoder = new LayoutDecoder(() => MICROSCAN, 1, TEXTS);
    const decoded = feed(decoder, [report(text.slice(0, 62)), report(text.slice(62))]);
    expect(decoded[0]).toEqual({ is: 'part' });
    expect(textsOf(decoded)).toEqual([text]);
    decoder.push(report(text.slice(0, 62)), 1000);
    expect(decoder.silence(1500)).toEqual([{ is: 'bad', code: 'timeout' }]);
  });

  it('holds a fixed column against the other one', () => {
    const honeywell = new LayoutDecoder(() => HONEYWELL_LAYOUT, 2, TEXTS);
    const decoded = feed(honeywell, posReports(utf8('N1'), { layout: 'zebra' }));
    expect(decoded).toEqual([{ is: 'bad', code: 'wrong_layout' }]);
    const zebra = new LayoutDecoder(() => ZEBRA_LAYOUT, 2, TEXTS);
    expect(textsOf(feed(zebra, posReports(utf8('N1'), { layout: 'zebra' })))).toEqual(['N1']);
  });
});

describe('any reports', () => {
  const layout = fc.constantFrom('honeywell' as const, 'zebra' as const, 'newland' as const);
  const aim = fc.constantFrom(']C0', ']Q1', ']E0', ']Xg', ']d1');

  it('give back any code, split into any number of reports', () => {
    const sign = fc
      .oneof(fc.integer({ min: 1, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
      .map((point) => String.fromCodePoint(point));
    const scan = fc.record({
      // Signs of all planes; a bar code of NUL bytes, or that begins with an identifier's, is none that a library has.
      text: fc.array(sign, { maxLength: 300 }).map((signs) => `x${signs.join('')}x`),
      layout,
      aim,
      sizes: fc.array(fc.integer({ min: 1, max: 56 }), { maxLength: 40 }),
    });
    fc.assert(
      fc.property(fc.array(scan, { minLength: 1, maxLength: 5 }), (scans) => {
        const reports = scans.flatMap(({ text, ...form }) => posReports(utf8(text), form));
        expect(textsOf(feed(auto(), reports))).toEqual(scans.map(({ text }) => text));
      }),
    );
  });

  it('never throw, and give no code where no report says so', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 30 }), (reports) => {
        const decoder = auto();
        for (const [index, report] of reports.entries()) {
          const codes = codesOf(decoder.push(report, index));
          const says = report[0] === 2 && report.length >= 64 && (report[1] ?? 0) <= 56;
          expect(codes.length).toBeLessThanOrEqual(says ? 1 : 0);
        }
      }),
    );
  });

  it('after any half code give the next one whole', () => {
    fc.assert(
      fc.property(layout, aim, fc.integer({ min: 57, max: 200 }), (column, id, length) => {
        const halves = posReports(utf8('h'.repeat(length)), { layout: column, aim: id }).slice(
          0,
          -1,
        );
        const decoder = auto();
        feed(decoder, halves);
        const decoded = feed(decoder, posReports(utf8('N1'), { layout: column, aim: id }), 1000);
        expect(decoded).toMatchObject([
          { is: 'bad', code: 'timeout' },
          { is: 'code', code: { text: 'N1' } },
        ]);
      }),
    );
  });
});

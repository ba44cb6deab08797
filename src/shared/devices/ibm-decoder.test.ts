import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEXTS, bytes, codesOf, feed, textsOf, utf8 } from '../../../tests/support/reports.ts';
import { IbmDecoder } from './ibm-decoder.ts';

const handHeld = () => new IbmDecoder('hand_held', TEXTS);
const tableTop = () => new IbmDecoder('table_top', TEXTS);
/** A report: head, label, identifier. */
const report = (label: Uint8Array, id: number[], status = [0x10, 3, 0]) =>
  Uint8Array.from([4 + label.length + id.length, ...status, ...label, ...id]);

describe('IBM hand-held and table-top reports', () => {
  it('reads an EAN-13 with one byte of identifier and a Code 39 with three', () => {
    const ean = bytes('12 100300 39303031343735303637393333 16');
    expect(codesOf(handHeld().push(ean, 0))).toMatchObject([{ text: '9001475067933', aim: 'E0' }]);
    const code39 = bytes('0f 100300 3030303034393337 000a0b');
    expect(codesOf(handHeld().push(code39, 0))).toMatchObject([{ text: '00004937', aim: 'A0' }]);
  });

  it.each([
    ['000e0b', 'F0'],
    ['000d0b', 'I0'],
    ['00180b', 'C0'],
    ['00190b', 'G0'],
    ['00250b', 'C1'],
    ['002e0b', 'L0'],
    ['00320b', 'd1'],
    ['00330b', 'Q1'],
    ['00340b', 'z0'],
    ['00130b', 'E3'],
    ['0c', 'E4'],
    ['00990b', null],
    ['00010200', null],
  ])('knows the label type %s', (id, aim) => {
    const read = handHeld().push(report(utf8('20001234'), [...bytes(id)]), 0);
    expect(codesOf(read)).toMatchObject([{ text: '20001234', aim }]);
  });

  it('ignores what stands after the length', () => {
    const padded = new Uint8Array(64).fill(0xaa);
    padded.set(report(utf8('N00012345'), [0, 0x18, 0x0b]));
    expect(textsOf(handHeld().push(padded, 0))).toEqual(['N00012345']);
  });

  it('turns the digits of a table-top scanner into text, and only those of EAN and UPC', () => {
    const digits = Uint8Array.from('9001475067933', Number);
    expect(textsOf(tableTop().push(report(digits, [0x16]), 0))).toEqual(['9001475067933']);
    expect(textsOf(tableTop().push(report(utf8('A1'), [0, 0x0a, 0x0b]), 0))).toEqual(['A1']);
    const broken = tableTop().push(report(utf8('90x'), [0x16]), 0);
    expect(broken).toEqual([{ is: 'bad', code: 'not_digits' }]);
  });

  it('joins the parts of a long label, by three and by four bytes of identifier', () => {
    const parts = [
      report(utf8('first '), [0x10, 0x33, 0x0b]),
      report(utf8('second'), [0, 0x33, 0x0b]),
    ];
    expect(feed(handHeld(), parts)[0]).toEqual({ is: 'part' });
    expect(codesOf(feed(handHeld(), parts))).toMatchObject([{ text: 'first second', aim: 'Q1' }]);
    const unknown = [report(utf8('ab'), [0x10, 1, 2, 0]), report(utf8('cd'), [0, 1, 2, 0])];
    expect(textsOf(feed(handHeld(), unknown))).toEqual(['abcd']);
  });

  it.each([
    ['04 000100', 'alive'],
    ['04 200000', 'hardware_error'],
    ['04 000200', 'enabled'],
    ['04 800000', 'not_ready'],
    ['04 008000', 'command_rejected'],
    ['04 000400', 'check_digit'],
    ['04 000001', 'configured'],
    ['04 000010', 'not_allowed'],
    ['04 000020', 'undefined_command'],
    ['04 000000', 'status'],
    ['06 020100 1234', 'configuration'],
    ['06 400100 1234', 'direct_io'],
  ])('says what the status %s means', (hex, code) => {
    expect(handHeld().push(bytes(hex), 0)).toEqual([{ is: 'status', code }]);
  });

  it('says that half a label was lost', () => {
    const half = report(utf8('first '), [0x10, 0x33, 0x0b]);
    const decoder = handHeld();
    decoder.push(half, 0);
    expect(decoder.push(report(utf8('1'), [0, 0x18, 0x0b]), 10)).toMatchObject([
      { is: 'bad', code: 'aim_changed' },
      { is: 'code' },
    ]);
    decoder.push(half, 20);
    expect(decoder.push(bytes('04 000100'), 30)).toEqual([{ is: 'status', code: 'alive' }]);
    expect(decoder.silence(520)).toEqual([{ is: 'bad', code: 'timeout' }]);
    decoder.push(half, 600);
    expect(decoder.reset()).toBe(true);
  });

  it('refuses lengths that are none', () => {
    expect(handHeld().push(bytes('00 ..', 64), 0)).toEqual([{ is: 'bad', code: 'length' }]);
    expect(handHeld().push(bytes('ff 000000'), 0)).toEqual([{ is: 'bad', code: 'too_short' }]);
    expect(handHeld().push(bytes('06 000000 0a0b'), 0)).toEqual([
      { is: 'bad', code: 'wrong_layout' },
    ]);
    expect(handHeld().push(new Uint8Array(), 0)).toEqual([{ is: 'bad', code: 'length' }]);
  });

  it('gives back any text in any number of parts, and never throws at anything else', () => {
    const part = fc
      .string({ minLength: 1, maxLength: 50 })
      .map((text) => text.replaceAll(/[\r\n]/gu, ' '));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const reports = parts.map((text, index) =>
          report(utf8(text), [index < parts.length - 1 ? 0x10 : 0, 0x33, 0x0b]),
        );
        expect(textsOf(feed(handHeld(), reports))).toEqual([parts.join('')]);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 30 }), (reports) => {
        for (const each of reports) {
          const codes = codesOf(tableTop().push(each, 0));
          const length = each[0] ?? 0;
          expect(codes.length).toBeLessThanOrEqual(length > 5 && length <= each.length ? 1 : 0);
        }
      }),
    );
  });
});

// Reports of scanners as bytes, and the strict text decoders of Node, for tests of decoders.

import type { TextDecoders } from '../../src/shared/devices/bytes-text.ts';
import type {
  Decoded,
  ReportDecoder,
  ScannedCode,
} from '../../src/shared/devices/report-decoder.ts';

const strict = (encoding: string) => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (bytes: Uint8Array) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return null;
    }
  };
};

export const TEXTS: TextDecoders = { utf8: strict('utf-8'), gb18030: strict('gb18030') };

/** Bytes from hexadecimal digits with blanks; `..` fills with zeros so that what follows ends the report. */
export function bytes(hex: string, length = 0): Uint8Array {
  const [head = '', tail = ''] = hex.split('..').map((part) => part.replaceAll(/\s/gu, ''));
  const of = (text: string) => (text.match(/../gu) ?? []).map((pair) => Number.parseInt(pair, 16));
  const start = of(head);
  const end = of(tail);
  const whole = new Uint8Array(Math.max(length, start.length + end.length));
  whole.set(start);
  whole.set(end, whole.length - end.length);
  return whole;
}

export const utf8 = (text: string) => new TextEncoder().encode(text);

interface PosForm {
  /** `newland` sends no identifier. */
  layout: 'honeywell' | 'zebra' | 'newland';
  aim?: string;
  codeId?: number;
  /** Data bytes of each report; 56 where more are needed than are said. */
  sizes?: number[];
}

/** A code as HID-POS reports of 64 bytes. */
export function posReports(data: Uint8Array, form: PosForm): Uint8Array[] {
  const { layout, aim = ']C0', codeId = 0x6a, sizes = [] } = form;
  const shift = { honeywell: 0, zebra: 1, newland: -3 }[layout];
  const reports: Uint8Array[] = [];
  let from = 0;
  do {
    const size = sizes[reports.length] ?? 56;
    const part = data.subarray(from, from + size);
    from += part.length;
    const report = new Uint8Array(64);
    report.set([2, part.length]);
    if (layout !== 'newland') report.set(utf8(aim), 2 + shift);
    report.set(part, 5 + shift);
    report[layout === 'honeywell' ? 61 : 62] = codeId;
    report[63] = from < data.length ? 1 : 0;
    reports.push(report);
  } while (from < data.length);
  return reports;
}

/** Reports a millisecond apart, and everything they came to. */
export function feed(decoder: ReportDecoder, reports: readonly Uint8Array[], from = 0): Decoded[] {
  return reports.flatMap((report, index) => decoder.push(report, from + index));
}

export function codesOf(decoded: readonly Decoded[]): ScannedCode[] {
  return decoded.flatMap((each) => (each.is === 'code' ? [each.code] : []));
}

export const textsOf = (decoded: readonly Decoded[]) => codesOf(decoded).map(({ text }) => text);

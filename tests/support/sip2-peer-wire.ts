// Lines of the peer's SIP2, read and written without a line of the service's own code.

import iconv from 'iconv-lite';
import type { Dialect } from './sip2-dialects.ts';

/** One question, by code of field; of one that is there twice the first. */
export interface Question {
  code: string;
  text: string;
  number: string | null;
  summed: boolean;
  field(id: string): string | undefined;
}

const FIXED: Record<string, number> = {
  '09': 37,
  '11': 38,
  '15': 19,
  '17': 18,
  '29': 38,
  '35': 18,
  '63': 31,
  '93': 2,
  '97': 0,
  '99': 8,
};
const sumOf = (numbers: Iterable<number>) => {
  let sum = 0;
  for (const each of numbers) sum += each;
  return (0x10000 - (sum % 0x10000)) % 0x10000;
};
const hex = (sum: number, width: number) => sum.toString(16).toUpperCase().padStart(width, '0');

/** Reads a line without its end. */
export function questionOf(line: Buffer, charset: string): Question | 'wrong_sum' {
  const closing = /(?:AY(.))?AZ(....)$/u.exec(line.toString('latin1'));
  const [tail = '', number = null, sum] = closing ?? [];
  if (sum !== undefined && hex(sumOf(line.subarray(0, -4)), 4) !== sum) return 'wrong_sum';
  const text = iconv.decode(line.subarray(0, line.length - tail.length), charset);
  const code = text.slice(0, 2);
  const fields = text.slice(2 + (FIXED[code] ?? 0)).split('|');
  const field = (id: string) => fields.find((each) => each.startsWith(id))?.slice(2);
  return { code, text, number, summed: sum !== undefined, field };
}

/** The answer with its error detection, as bytes. */
export function written(dialect: Dialect, answer: string, { number, summed }: Question): Buffer {
  const bytes = (text: string) => iconv.encode(text, dialect.charset);
  const end = dialect.ends(answer.slice(0, 2));
  if (dialect.sums === 'none' || !summed) return bytes(`${answer}${end}`);
  if (dialect.sums === 'units') {
    const units = [...answer].map((sign) => sign.charCodeAt(0));
    const bar = answer.endsWith('|') ? '' : '|';
    return bytes(`${answer}${bar}AY4AZ${hex(sumOf(units), 4)}${end}`);
  }
  const body = bytes(`${answer}AY${number ?? ''}AZ`);
  return Buffer.concat([
    body,
    bytes(`${hex(sumOf(body), dialect.sums === 'short' ? 1 : 4)}${end}`),
  ]);
}

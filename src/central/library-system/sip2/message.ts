// One SIP2 message as a value, and as the bytes of one line.

import { LAYOUTS, isCode } from './layouts.ts';
import type { Code, FixedOf } from './layouts.ts';
import { decodeText, encodeText } from './text-coding.ts';
import type { Encoding } from './text-coding.ts';

/** A field: its two-letter code and its text. The same code may come several times (AF, AG). */
export type Field = readonly [id: string, value: string];

/** A message without what only the line is concerned with. */
export interface Message<C extends Code> {
  code: C;
  fixed: FixedOf<C>;
  fields: readonly Field[];
}

/** A message of any known code, told apart by it. */
export type AnyMessage = { [C in Code]: Message<C> }[Code];

/** What is written of a message, whatever its code. */
interface Written {
  code: Code;
  fields: readonly Field[];
  fixed: Readonly<Record<string, string>>;
}

/** How a message goes over the line. */
export interface LineForm {
  encoding: Encoding;
  /** 0 to 9, repeated by the answer; null says nothing (AY). */
  sequence: number | null;
  /** Whether a checksum closes it (AZ). */
  checked: boolean;
  /** What ends the line; CR where nothing is said, as the standard has it. */
  ending?: Ending;
}

/** What ends a line. */
export type Ending = '\r' | '\r\n';

/** Sum of the bytes as sent, negated, as four capital hex digits. */
export function checksumOf(bytes: Uint8Array): string {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return (-sum & 0xffff).toString(16).toUpperCase().padStart(4, '0');
}

const latin1 = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Bytes of a message with its end. Fields come in their order; a value that `isSayable` refuses breaks the message, so
 * ask before. A text of the fixed part is cut or filled with blanks to its width.
 */
export function encodeMessage(message: Written, form: LineForm): Uint8Array {
  const layout: readonly (readonly [string, number])[] = LAYOUTS[message.code];
  const fixed = layout.map(([name, width]) =>
    (message.fixed[name] ?? '').slice(0, width).padEnd(width, ' '),
  );
  const fields = message.fields.map(([id, value]) => `${id}${value}|`);
  const sequence = form.sequence === null ? '' : `AY${form.sequence}`;
  const head = [message.code, ...fixed, ...fields, sequence].join('');
  const body = encodeText(form.checked ? `${head}AZ` : head, form.encoding);
  const sum = form.checked ? checksumOf(body) : '';
  return joined(body, latin1(`${sum}${form.ending ?? '\r'}`));
}

/** What was read from a line. */
export interface Read {
  message: AnyMessage;
  sequence: number | null;
  /** Whether it carried a checksum, which is right then. */
  checked: boolean;
  /** Some text was not of the encoding: it holds U+FFFD. */
  damaged: boolean;
}

/** Why a line is no message; one whose checksum is wrong is read all the same, for whoever knows better. */
export type Unread =
  | { problem: 'checksum'; code: string; read: Read | null }
  | { problem: 'code' | 'short'; code: string };

/** The end of error detection; some leave out leading zeros of the sum (invenio-sip2). */
const TAIL = /(?:AY(\d)(?:AZ([0-9A-Fa-f]{1,4}))?|AZ([0-9A-Fa-f]{4}))?[ \0]*$/u;

/** How SIPServer and Koha write the sign that ends a field, where it is part of a text. */
const BAR = '&#124;';

/** Systems pad with NUL, which PostgreSQL keeps in no text; nobody means to say any other. */
const CONTROLS = /\p{Cc}/gu;

function fieldsOf(text: string): Field[] {
  return text
    .replaceAll(CONTROLS, '')
    .split('|')
    .filter((part) => part.length >= 2)
    .map((part) => [part.slice(0, 2), part.slice(2).replaceAll(BAR, '|')] as const);
}

function fixedOf(code: Code, text: string): { fixed: Record<string, string>; rest: string } | null {
  const fixed: Record<string, string> = {};
  let at = 0;
  for (const [name, width] of LAYOUTS[code]) {
    fixed[name] = text.slice(at, at + width);
    at += width;
  }
  return text.length < at ? null : { fixed, rest: text.slice(at) };
}

function readOf(code: Code, content: string, sequence: string | undefined): Read | null {
  const parts = fixedOf(code, content);
  if (!parts) return null;
  const fields = fieldsOf(parts.rest);
  return {
    message: { code, fixed: parts.fixed, fields } as unknown as AnyMessage,
    sequence: sequence === undefined ? null : Number(sequence),
    checked: false,
    damaged: content.includes('\uFFFD'),
  };
}

/**
 * Reads the bytes of one line without its end. The text is decoded before it is taken apart, because `|` may be the
 * second byte of a sign in GBK; the checksum is over the bytes. Fields are found by code, wherever they stand.
 */
export function decodeMessage(bytes: Uint8Array, encoding: Encoding): Read | Unread {
  const text = decodeText(bytes, encoding);
  const code = text.slice(0, 2);
  const [closing = '', sequence, numbered, alone] = TAIL.exec(text) ?? [];
  const sum = numbered ?? alone;
  const content = text.slice(2, text.length - closing.length);
  const read = isCode(code) ? readOf(code, content, sequence) : null;
  if (sum !== undefined) {
    const digits = closing.length - closing.lastIndexOf('AZ') - 2;
    const right = checksumOf(bytes.subarray(0, bytes.length - digits));
    if (Number.parseInt(right, 16) !== Number.parseInt(sum, 16)) {
      return { problem: 'checksum', code, read };
    }
  }
  if (!isCode(code)) return { problem: 'code', code };
  return read ? { ...read, checked: sum !== undefined } : { problem: 'short', code };
}

/** What fields are looked for in. */
export interface Fields {
  fields: readonly Field[];
}

/** First value of a field that is not empty; null where there is none. */
export function fieldOf({ fields }: Fields, id: string): string | null {
  return fields.find(([each, value]) => each === id && value.trim() !== '')?.[1].trim() ?? null;
}

/** Every value of a field that is not empty, in order. */
export function allOf({ fields }: Fields, ...ids: readonly string[]): string[] {
  return fields.flatMap(([id, value]) =>
    ids.includes(id) && value.trim() !== '' ? [value.trim()] : [],
  );
}

// Frames of a reader by its profile: payload into envelope and back, over any number of reports or pieces of a stream.

import { fromHex, joined, sameBytes } from './bytes.ts';
import { crcOfFixedBlock, crcX25 } from './crc.ts';
import type { ReaderProfile } from './reader-profile.ts';

type Envelope = ReaderProfile['envelope'];

const bytesOf = (hex: string) => fromHex(hex) ?? new Uint8Array();

function number(value: number, size: number, order: 'low_first' | 'high_first'): Uint8Array {
  const low = Uint8Array.of(value & 0xff, (value >> 8) & 0xff).slice(0, size);
  return order === 'low_first' ? low : low.toReversed();
}

const CHECKSUMS: Record<Envelope['checksum']['rule'], { size: number; of(b: Uint8Array): number }> =
  {
    none: { size: 0, of: () => 0 },
    sum8: { size: 1, of: (bytes) => bytes.reduce((sum, byte) => (sum + byte) & 0xff, 0) },
    xor8: { size: 1, of: (bytes) => bytes.reduce((all, byte) => all ^ byte, 0) },
    crc16_x25: { size: 2, of: crcX25 },
    crc16_ccitt: { size: 2, of: crcOfFixedBlock },
  };

function checksumOf(
  { checksum }: Envelope,
  begin: Uint8Array,
  length: Uint8Array,
  payload: Uint8Array,
) {
  const { size, of } = CHECKSUMS[checksum.rule];
  const parts = { begin: [begin, length, payload], length: [length, payload], payload: [payload] };
  return number(of(joined(parts[checksum.from])), size, checksum.order);
}

/** Bytes of a frame besides its payload, after the length and in all. */
function overhead(envelope: Envelope): { rest: number; all: number } {
  const rest = CHECKSUMS[envelope.checksum.rule].size + bytesOf(envelope.end).length;
  return { rest, all: rest + bytesOf(envelope.begin).length + envelope.length.bytes };
}

/** A payload in its envelope. */
export function frameOf(envelope: Envelope, payload: Uint8Array): Uint8Array {
  const begin = bytesOf(envelope.begin);
  const { counts, bytes, order } = envelope.length;
  const over = overhead(envelope);
  const counted = payload.length + { payload: 0, rest: over.rest, all: over.all }[counts];
  const length = number(counted, bytes, order);
  const checksum = checksumOf(envelope, begin, length, payload);
  return joined([begin, length, payload, checksum, bytesOf(envelope.end)]);
}

/** What came of bytes: payloads of whole frames, or that there was something else. */
export type FrameRead = { is: 'payload'; payload: Uint8Array } | { is: 'bad' };

/** Collects frames. In reports what follows a frame is filling; in a stream it is the next frame. */
export class FrameReader {
  #held: Uint8Array = new Uint8Array();
  readonly #envelope: Envelope;
  readonly #inReports: boolean;

  constructor(envelope: Envelope, inReports: boolean) {
    this.#envelope = envelope;
    this.#inReports = inReports;
  }

  /** Takes what came; `bytes` of a report are without its id. */
  push(bytes: Uint8Array): FrameRead[] {
    this.#held = joined([this.#held, bytes]);
    const found: FrameRead[] = [];
    for (;;) {
      const next = this.#next();
      if (next === null) return found;
      found.push(next);
      if (this.#inReports || this.#held.length === 0) {
        this.#held = new Uint8Array();
        return found;
      }
    }
  }

  /** Forgets what was begun. */
  reset(): void {
    this.#held = new Uint8Array();
  }

  #next(): FrameRead | null {
    const begin = bytesOf(this.#envelope.begin);
    const { bytes, order, counts } = this.#envelope.length;
    const head = begin.length + bytes;
    if (this.#held.length < head) return null;
    if (!sameBytes(this.#held.slice(0, begin.length), begin)) return this.#skip();
    const over = overhead(this.#envelope);
    const lengthBytes = this.#held.slice(begin.length, head);
    const [first = 0, second = 0] = order === 'low_first' ? lengthBytes : lengthBytes.toReversed();
    const counted = first + second * 256;
    const size = counted - { payload: 0, rest: over.rest, all: over.all }[counts];
    if (size < 0) return this.#skip();
    const whole = over.all + size;
    if (this.#held.length < whole) return null;
    const payload = this.#held.slice(head, head + size);
    const tail = this.#held.slice(head + size, whole);
    const checksum = checksumOf(this.#envelope, begin, lengthBytes, payload);
    const sound = sameBytes(tail, joined([checksum, bytesOf(this.#envelope.end)]));
    if (!sound) return this.#skip();
    this.#held = this.#held.slice(whole);
    return { is: 'payload', payload };
  }

  /** Drops what cannot be the beginning of a frame, up to the next sign that can. */
  #skip(): FrameRead {
    const [first] = bytesOf(this.#envelope.begin);
    const next = first === undefined ? -1 : this.#held.indexOf(first, 1);
    this.#held = next < 0 ? new Uint8Array() : this.#held.slice(next);
    return { is: 'bad' };
  }
}

/** Values of a template's names. */
export type Values = Record<string, Uint8Array>;

const NAMED = /^\{([a-z]+)(?::(\d+))?\}$/u;

function tokensOf(template: string): string[] {
  return template.split(' ').filter((token) => token !== '');
}

/** Bytes of a template; a name without a value is a mistake of the profile and gives null. */
export function filled(template: string, values: Values): Uint8Array | null {
  const parts = tokensOf(template).map((token) => {
    const name = NAMED.exec(token)?.[1];
    return name === undefined ? fromHex(token) : (values[name] ?? null);
  });
  const whole = parts.flatMap((part) => (part === null ? [] : [part]));
  return whole.length === parts.length ? joined(whole) : null;
}

/** Values of an answer, and where it ended; null where it does not fit the template. */
export function matched(
  template: string,
  answer: Uint8Array,
): { values: Values; end: number } | null {
  const values: Values = {};
  let at = 0;
  for (const token of tokensOf(template)) {
    const [, name, size] = NAMED.exec(token) ?? [];
    if (name === undefined) {
      if (answer[at] !== Number.parseInt(token, 16)) return null;
      at += 1;
      continue;
    }
    const end = size === undefined ? answer.length : at + Number(size);
    if (end > answer.length) return null;
    values[name] = answer.slice(at, end);
    at = end;
  }
  return { values, end: at };
}

/** The repeated part of an answer, one after the other; null where something is left over. */
export function eachMatched(template: string, items: Uint8Array): Values[] | null {
  const all: Values[] = [];
  let rest = items;
  while (rest.length > 0) {
    const one = matched(template, rest);
    if (!one || one.end === 0) return null;
    all.push(one.values);
    rest = rest.slice(one.end);
  }
  return all;
}

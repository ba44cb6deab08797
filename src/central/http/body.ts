// Reads a request's body: so many bytes and no more, decompressed only so far, plain UTF-8, not too deep.

import { promisify } from 'node:util';
import { constants, gunzip, gunzipSync, zstdDecompress, zstdDecompressSync } from 'node:zlib';
import type { Readable } from 'node:stream';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';

/** Bytes as they come over the wire, of whoever has a token; and of anybody, who needs only a few. */
export const MOST_BYTES = 1_000_000;
/** Bytes of a body of somebody without a token. */
export const MOST_BYTES_OPEN = 16_000;
/** Bytes after decompression. */
export const MOST_PLAIN_BYTES = 8_000_000;
/** Objects and lists inside each other. */
export const MOST_DEPTH = 20;
/** A body that is decompressed at once, and what it may become then. */
const SMALL_BYTES = 32_000;
const SMALL_PLAIN_BYTES = 200_000;
/** Memory that a compressed body may ask for: 8 MB, as for what comes out of it. */
const WINDOW_LOG = 23;

const gunzipped = promisify(gunzip);
const zstdDecompressed = promisify(zstdDecompress);
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What is known of a body before it is read. */
export interface BodyHead {
  encoding: string | undefined;
  type: string | undefined;
  length: string | undefined;
}

const tooLarge = (most: number) => failure(413, 'too_large', { most });
const badBody = (problem: string) => failure(400, 'bad_body', { problem });

/** All bytes of a stream; a failure as soon as there are too many. */
async function collect(stream: Readable, most: number): Promise<Buffer | Failure> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) return tooLarge(most);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const isTooLarge = (error: unknown) =>
  (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
const params = { [constants.ZSTD_d_windowLogMax]: WINDOW_LOG };

/** A small body that becomes no large one: at once, for handing it to another thread would cost several times the work. */
function smallPlain(bytes: Buffer, encoding: string): Buffer | null {
  if (bytes.length > SMALL_BYTES) return null;
  const maxOutputLength = SMALL_PLAIN_BYTES;
  try {
    return encoding === 'gzip'
      ? gunzipSync(bytes, { maxOutputLength })
      : zstdDecompressSync(bytes, { maxOutputLength, params });
  } catch (error) {
    if (isTooLarge(error)) return null;
    throw error;
  }
}

async function plain(bytes: Buffer, encoding: string): Promise<Buffer | Failure> {
  const maxOutputLength = MOST_PLAIN_BYTES;
  try {
    if (encoding === 'identity') return bytes;
    const small = smallPlain(bytes, encoding);
    if (small) return small;
    if (encoding === 'gzip') return await gunzipped(bytes, { maxOutputLength });
    return await zstdDecompressed(bytes, { maxOutputLength, params });
  } catch (error) {
    return isTooLarge(error) ? tooLarge(MOST_PLAIN_BYTES) : badBody('encoding');
  }
}

const QUOTE = 34;
const BACKSLASH = 92;

/** Where a string ends that began before `from`. */
function endOfString(text: string, from: number): number {
  let end = text.indexOf('"', from);
  while (end !== -1) {
    let strokes = 0;
    while (text.charCodeAt(end - 1 - strokes) === BACKSLASH) strokes += 1;
    if (strokes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

/** Whether a JSON text nests deeper than that; looked at before it is parsed. */
export function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) at = endOfString(text, at + 1);
    else if (sign === 91 || sign === 123) depth += 1;
    else if (sign === 93 || sign === 125) depth -= 1;
    if (depth > most) return true;
  }
  return false;
}

/** Whether an object inside has a key that would stand for its prototype. */
function hasProto(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.hasOwn(value, '__proto__')) return true;
  return Object.values(value).some(hasProto);
}

/** The value of a JSON text. */
export function parsed(text: string): { value: unknown } | Failure {
  if (isDeeper(text, MOST_DEPTH)) return badBody('too_deep');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return badBody('json');
  }
  // Escapes can spell it too.
  const suspect = text.includes('__proto__') || text.includes('\\u');
  return suspect && hasProto(value) ? badBody('key') : { value };
}

/** The value that a body holds. `most` counts the bytes as they come. */
export async function readBody(
  stream: Readable,
  head: BodyHead,
  most: number,
): Promise<{ value: unknown } | Failure> {
  const encoding = (head.encoding ?? 'identity').trim().toLowerCase();
  if (!['identity', 'gzip', 'zstd'].includes(encoding)) {
    return failure(415, 'unsupported_encoding', { encodings: 'gzip, zstd' });
  }
  const charset = /charset\s*=\s*"?([\w-]+)/iu.exec(head.type ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/iu.test(charset)) return failure(415, 'unsupported_type', { type: 'json' });
  if (Number(head.length ?? 0) > most) return tooLarge(most);
  const bytes = await collect(stream, most);
  if ('failed' in bytes) return bytes;
  const body = await plain(bytes, encoding);
  if ('failed' in body) return body;
  try {
    return parsed(utf8.decode(body));
  } catch {
    return badBody('utf8');
  }
}

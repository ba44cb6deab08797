// Answers are compressed as the caller likes: short ones not at all, long ones whole, streams as they flow.

import {
  constants,
  createGzip,
  createZstdCompress,
  gzip,
  gzipSync,
  zstdCompress,
  zstdCompressSync,
} from 'node:zlib';
import { promisify } from 'node:util';
import type { Transform } from 'node:stream';

/** Ways to compress that are offered, the better one first. */
export type Coding = 'zstd' | 'gzip';
/** Shorter answers gain nothing. */
export const SHORTEST = 1200;

const gzipped = promisify(gzip);
const zstdCompressed = promisify(zstdCompress);
const GZIP = { level: 4 };
const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** The coding that a caller accepts (`Accept-Encoding`), zstd before gzip; null for none. */
export function codingOf(accepted: string | undefined): Coding | null {
  const asked = new Map<string, number>();
  for (const part of (accepted ?? '').toLowerCase().split(',').slice(0, 20)) {
    const [name = '', ...rest] = part.trim().split(';');
    const weight = /^\s*q=([\d.]+)/u.exec(rest.join(';'))?.[1];
    asked.set(name.trim(), weight === undefined ? 1 : Number(weight));
  }
  const wants = (coding: Coding) => (asked.get(coding) ?? asked.get('*') ?? 0) > 0;
  if (wants('zstd')) return 'zstd';
  return wants('gzip') ? 'gzip' : null;
}

/** Up to this length a text is compressed at once: handing it to another thread would cost several times the work. */
const SMALL = 32_000;

/** The compressed text. */
export async function compressed(text: string | Buffer, coding: Coding): Promise<Buffer> {
  if (text.length > SMALL) {
    return coding === 'zstd' ? zstdCompressed(text, ZSTD) : gzipped(text, GZIP);
  }
  return coding === 'zstd' ? zstdCompressSync(text, ZSTD) : gzipSync(text, GZIP);
}

/** What stays as it is while the service runs, compressed once for each coding that was asked for. */
export function keptCodings(plain: () => string | Buffer): (coding: Coding) => Promise<Buffer> {
  const codings = new Map<Coding, Promise<Buffer>>();
  return (coding) => {
    const kept = codings.get(coding) ?? compressed(plain(), coding);
    codings.set(coding, kept);
    return kept;
  };
}

/** Bytes that leave a compressed stream at once, at most. */
const PIECE = 256 * 1024;

/** What compresses a stream. */
export function compressor(coding: Coding): Transform {
  return coding === 'zstd'
    ? createZstdCompress({ ...ZSTD, chunkSize: PIECE })
    : createGzip({ ...GZIP, chunkSize: PIECE });
}

// Bytes that no client of ours would write: broken heads, lying lengths, bombs, nests of 30,000 brackets.

import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { Chance } from '../sim/random.ts';

/** What is written to a socket, in pieces. */
export type Pieces = Buffer[];

const HOST = 'host: 127.0.0.1\r\n';
const JSON_TYPE = 'content-type: application/json\r\n';

function post(path: string, head: string, body: Buffer): Pieces {
  const top = `POST ${path} HTTP/1.1\r\n${HOST}${head}content-length: ${body.length}\r\n\r\n`;
  return [Buffer.from(top), body];
}

function nest(depth: number): Buffer {
  return Buffer.from(`${'['.repeat(depth)}${']'.repeat(depth)}`);
}

function objects(depth: number): Buffer {
  return Buffer.from(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
}

/** Zeros that are packed a thousand times smaller. */
const ZEROS = Buffer.alloc(64 * 1024 * 1024, 0x20);
let bombs: { gzip: Buffer; zstd: Buffer } | null = null;

function bomb(kind: 'gzip' | 'zstd'): Buffer {
  bombs ??= { gzip: gzipSync(ZEROS), zstd: zstdCompressSync(ZEROS) };
  return bombs[kind];
}

const PATHS = ['/v1/push', '/v1/enroll', '/v1/session', '/v1/reader/session', '/v1/checksum', '/'];

type Make = (chance: Chance, path: string) => Pieces;

const MAKERS: Record<string, Make> = {
  noise: (chance) => [Buffer.from(chance.bytes(chance.between(1, 400)))],
  half_head: (_, path) => [Buffer.from(`POST ${path} HTTP/1.1\r\n${HOST}content-le`)],
  bad_version: (_, path) => [Buffer.from(`GET ${path} HTTP/9.9\r\n${HOST}\r\n`)],
  long_line: (chance) => [
    Buffer.from(`GET /${'a'.repeat(chance.between(9000, 90_000))} HTTP/1.1\r\n${HOST}\r\n`),
  ],
  many_heads: (_, path) => [
    Buffer.from(
      `GET ${path} HTTP/1.1\r\n${HOST}${Array.from({ length: 3000 }, (_, n) => `x-${n}: 1\r\n`).join('')}\r\n`,
    ),
  ],
  two_lengths: (_, path) => [
    Buffer.from(
      `POST ${path} HTTP/1.1\r\n${HOST}content-length: 2\r\ncontent-length: 50\r\n\r\n{}`,
    ),
  ],
  smuggled: (_, path) => [
    Buffer.from(
      `POST ${path} HTTP/1.1\r\n${HOST}${JSON_TYPE}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/health HTTP/1.1\r\n${HOST}\r\n`,
    ),
  ],
  bad_chunks: (_, path) => [
    Buffer.from(
      `POST ${path} HTTP/1.1\r\n${HOST}${JSON_TYPE}transfer-encoding: chunked\r\n\r\nZZ\r\n{}\r\n`,
    ),
  ],
  negative_length: (_, path) => [
    Buffer.from(`POST ${path} HTTP/1.1\r\n${HOST}content-length: -5\r\n\r\n{}`),
  ],
  too_long: (_, path) => [
    Buffer.from(`POST ${path} HTTP/1.1\r\n${HOST}${JSON_TYPE}content-length: 99999999999\r\n\r\n{`),
  ],
  deep_array: (_, path) => post(path, JSON_TYPE, nest(30_000)),
  deep_object: (_, path) => post(path, JSON_TYPE, objects(30_000)),
  proto: (_, path) =>
    post(
      path,
      JSON_TYPE,
      Buffer.from('{"__proto__":{"admin":true},"constructor":{"prototype":1}}'),
    ),
  not_utf8: (_, path) => post(path, JSON_TYPE, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
  half_json: (_, path) => post(path, JSON_TYPE, Buffer.from('{"commands":[{"id":')),
  no_type: (_, path) => post(path, '', Buffer.from('{}')),
  other_type: (_, path) => post(path, 'content-type: text/xml\r\n', Buffer.from('<a/>')),
  gzip_bomb: (_, path) => post(path, `${JSON_TYPE}content-encoding: gzip\r\n`, bomb('gzip')),
  zstd_bomb: (_, path) => post(path, `${JSON_TYPE}content-encoding: zstd\r\n`, bomb('zstd')),
  bad_gzip: (chance, path) =>
    post(path, `${JSON_TYPE}content-encoding: gzip\r\n`, Buffer.from(chance.bytes(200))),
  bad_zstd: (chance, path) =>
    post(path, `${JSON_TYPE}content-encoding: zstd\r\n`, Buffer.from(chance.bytes(200))),
  bad_encoding: (_, path) =>
    post(path, `${JSON_TYPE}content-encoding: br, gzip, br\r\n`, Buffer.from('{}')),
  bad_token: (chance) => [
    Buffer.from(
      `GET /v1/pull?epoch=&seq=0&h=0 HTTP/1.1\r\n${HOST}authorization: Bearer ${'é'.repeat(chance.between(1, 300))}\r\n\r\n`,
    ),
  ],
  bad_query: (chance) => [
    Buffer.from(
      `GET /v1/pull?${'%'.repeat(chance.between(1, 5))}&seq[]=1&seq=__proto__ HTTP/1.1\r\n${HOST}\r\n`,
    ),
  ],
  big_body: (_, path) => post(path, JSON_TYPE, Buffer.from(`"${'x'.repeat(1_200_000)}"`)),
  pipelined: (chance, path) => [
    Buffer.from(`GET ${path} HTTP/1.1\r\n${HOST}\r\n`.repeat(chance.between(2, 40))),
  ],
};

/** Kinds of raw requests. */
export const RAW_KINDS = Object.keys(MAKERS);

/** Some bytes of a kind. */
export function rawRequest(chance: Chance, kind: string): Pieces {
  const make = MAKERS[kind];
  if (!make) throw new Error(`no raw request is called ${kind}`);
  return make(chance, chance.oneOf(PATHS));
}

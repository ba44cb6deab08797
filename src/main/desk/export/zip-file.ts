// A ZIP archive (PKWARE APPNOTE 6.3) written member by member as its text comes; nothing of it lies in memory whole.

import { once } from 'node:events';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A member: its path in the archive, and its text in pieces. */
interface Member {
  path: string;
  pieces: AsyncIterable<string> | Iterable<string>;
}

interface Written {
  path: Buffer;
  at: number;
  crc: number;
  packed: number;
  plain: number;
}

const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const DEFLATE = 8;
/** 1980-01-01: an archive says nothing of when it was made. */
const DATE = 0x21;
/** Fast and nearly as small: a table is mostly the same few words. */
const LEVEL = 3;

function localHeader({ path, crc, packed, plain }: Omit<Written, 'at'>): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  for (const [at, value] of [
    [4, VERSION],
    [6, FLAGS],
    [8, DEFLATE],
    [12, DATE],
    [26, path.length],
  ] as const) {
    header.writeUInt16LE(value, at);
  }
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(packed, 18);
  header.writeUInt32LE(plain, 22);
  return Buffer.concat([header, path]);
}

function centralHeader({ path, at, crc, packed, plain }: Written): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  for (const [where, value] of [
    [4, VERSION],
    [6, VERSION],
    [8, FLAGS],
    [10, DEFLATE],
    [14, DATE],
    [28, path.length],
  ] as const) {
    header.writeUInt16LE(value, where);
  }
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(plain, 24);
  header.writeUInt32LE(at, 42);
  return Buffer.concat([header, path]);
}

function endRecord(count: number, size: number, at: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(at, 16);
  return record;
}

/** Packs a member into the file from `start` on; the header is written once its numbers are known. */
async function packInto(file: FileHandle, start: number, member: Member): Promise<Written> {
  const path = Buffer.from(member.path);
  const written: Written = { path, at: start, crc: 0, packed: 0, plain: 0 };
  const deflate = createDeflateRaw({ level: LEVEL });
  const feed = async () => {
    for await (const piece of member.pieces) {
      const bytes = Buffer.from(piece);
      written.crc = crc32(bytes, written.crc);
      written.plain += bytes.length;
      if (!deflate.write(bytes)) await once(deflate, 'drain');
    }
    deflate.end();
  };
  const fed = feed().catch((error: unknown) => void deflate.destroy(error as Error));
  let at = start + localHeader(written).length;
  for await (const packed of deflate as AsyncIterable<Buffer>) {
    await file.write(packed, 0, packed.length, at);
    at += packed.length;
    written.packed += packed.length;
  }
  await fed;
  const header = localHeader(written);
  await file.write(header, 0, header.length, start);
  return written;
}

/** Writes an archive; gives its size in bytes. @throws whatever the pieces or the disk throw; the file is closed then */
export async function writeZip(path: string, members: Iterable<Member>): Promise<number> {
  const file = await open(path, 'w', 0o600);
  try {
    const written: Written[] = [];
    let at = 0;
    for (const member of members) {
      const one = await packInto(file, at, member);
      written.push(one);
      at += localHeader(one).length + one.packed;
    }
    const central = Buffer.concat(written.map(centralHeader));
    const end = Buffer.concat([central, endRecord(written.length, central.length, at)]);
    await file.write(end, 0, end.length, at);
    return at + end.length;
  } finally {
    await file.close();
  }
}

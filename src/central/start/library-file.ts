// A whole library as one compressed file of lines: how it moves from one store to another.

import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import type { Cursor } from '../../shared/sync/protocol.ts';
import { exportLibrary, importLibrary } from '../store/move.ts';
import type { Store } from '../store/port.ts';

/** Characters gathered before they are compressed. */
const PIECE = 256 * 1024;

/**
 * Writes everything of a store into a file that only this person can read; there is no file unless it is whole.
 * @throws Error when the log does not verify or the file cannot be written
 */
export async function exportToFile(store: Store, file: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  const packed = createZstdCompress();
  const out = createWriteStream(unfinished, { mode: 0o600 });
  const written = new Promise<void>((resolve, reject) => {
    pipeline(packed, out, (error) => (error ? reject(error) : resolve()));
  });
  written.catch(() => undefined);
  let piece = '';
  const send = async () => {
    const room = packed.write(piece);
    piece = '';
    if (!room) await Promise.race([once(packed, 'drain'), written]);
  };
  try {
    await exportLibrary(store, async (line) => {
      piece += `${line}\n`;
      if (piece.length >= PIECE) await send();
    });
    await send();
    packed.end();
    await written;
    await rename(unfinished, file);
  } catch (error) {
    packed.destroy();
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const plain: AsyncIterable<Buffer> = pipeline(
    createReadStream(file),
    createZstdDecompress(),
    () => undefined,
  );
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const bytes of plain) {
    const lines = (rest + utf8.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** The lines of a file; one that is damaged, or none of ours, ends in a sentence. */
async function* readable(file: string): AsyncGenerator<string> {
  try {
    yield* linesOf(file);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new Error(missing ? `There is no file ${file}.` : `${file} cannot be read to its end.`, {
      cause: error,
    });
  }
}

/**
 * Fills an empty store from a file, all or nothing; gives the end of its log.
 * @throws Error with a sentence when the file is none, is not whole, or the store has rows
 */
export function importFromFile(store: Store, file: string): Promise<Cursor> {
  return importLibrary(store, readable(file));
}

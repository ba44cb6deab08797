// Files that wait to be fetched: each by its ticket, once, by whoever asked for it, and not for long.

import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TableFormat } from '../../../shared/desk-contract/exports.ts';
import type { Timers } from '../sync/ask.ts';

/** A file on its way to a page; it is removed when its body was read or left. */
export interface OutgoingFile {
  name: string;
  /** In bytes. */
  size: number;
  /** Media type. */
  type: string;
  body: AsyncIterable<Uint8Array>;
}

/** Gives the file of a ticket; null for one that was used, is too old, or never was. */
export type GiveFile = (ticket: string) => Promise<OutgoingFile | null>;

/** What waits. */
interface Waiting {
  path: string;
  name: string;
  size: number;
  type: string;
  by: string;
}

/** The files of a desk. */
export interface OutgoingFiles {
  /** A fresh place below the profile's folder. */
  place(id: string, format: TableFormat): string;
  /** Gives the ticket of a file that is whole. */
  offer(file: Waiting): string;
  /** The file of a ticket for that person; the ticket is used up. */
  take(ticket: string, person: string): OutgoingFile | null;
  /** Removes a file that was given up. */
  remove(path: string): void;
  /** Removes them all. */
  close(): void;
}

/** Milliseconds for which a file waits. */
const WAITS = 600_000;
const TICKET = 40;

/** Media types by format. */
export const TABLE_TYPES: Record<TableFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** The bytes of a file, which goes with the last of them, or when whoever reads them leaves. */
function bodyOf(path: string): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const stream = createReadStream(path);
      const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
      const end = <T>(result: T): T => {
        rmSync(path, { force: true });
        return result;
      };
      return {
        async next() {
          const chunk = await chunks.next();
          return chunk.done === true ? end(chunk) : chunk;
        },
        // A generator that has not begun would pass its cleaning up over.
        async return() {
          stream.destroy();
          return end({ value: undefined, done: true });
        },
      };
    },
  };
}

/** Keeps files below a profile's folder; what an earlier run left behind is removed. */
export function outgoingFiles(parts: {
  folder: string;
  timers: Timers;
  newCode(length: number): string;
}): OutgoingFiles {
  const folder = join(parts.folder, 'export');
  const waiting = new Map<string, Waiting & { stop: () => void }>();
  const remove = (path: string) => rmSync(path, { force: true });
  const forget = () => {
    for (const { stop } of waiting.values()) stop();
    waiting.clear();
    rmSync(folder, { recursive: true, force: true });
  };
  forget();
  return {
    place(id, format) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return join(folder, `${id}.${format}`);
    },
    offer(file) {
      const ticket = parts.newCode(TICKET);
      const stop = parts.timers.after(WAITS, () => {
        waiting.delete(ticket);
        remove(file.path);
      });
      waiting.set(ticket, { ...file, stop });
      return ticket;
    },
    take(ticket, person) {
      const found = waiting.get(ticket);
      if (!found || found.by !== person) return null;
      waiting.delete(ticket);
      found.stop();
      const { name, size, type, path } = found;
      return { name, size, type, body: bodyOf(path) };
    },
    remove,
    close: forget,
  };
}

// Pages of the log as desks get them: from the ring where it reaches, with the private texts of the desk's campus.

import type { Cursor, LogRow, PrivateText, PullAnswer } from '../../shared/sync/protocol.ts';
import type { Library } from '../library.ts';
import type { StoreReads } from '../store/port.ts';
import { forCampus, textsOfRows } from './private-of.ts';
import type { Guarded } from './private-of.ts';
import type { Ring } from './ring.ts';

/** Where pages come from. */
export interface Pages {
  /** Rows after a number, at least one command's if there is one. */
  rows(after: number, limit: number): Promise<LogRow[]>;
  /** A page of rows, which follow `from`. */
  page(from: Cursor, rows: LogRow[], campus: string): Promise<PullAnswer>;
  /** The same as JSON; its public part is made once for whoever stands at the same place. */
  text(from: Cursor, rows: LogRow[], campus: string): Promise<string>;
}

/** Ranges of the log whose text is kept for the next listener. */
const MOST_KEPT = 16;

/** What is the same for every desk. */
interface Shared {
  rows: string;
  guarded: Guarded[];
  /** Finished private parts by campus. */
  privates: Map<string, string>;
}

function throughOf(from: Cursor, rows: readonly LogRow[]): Cursor {
  const last = rows.at(-1);
  return last ? { seq: last.seq, hash: last.hash } : from;
}

/** Makes it. */
export function createPages(reads: StoreReads, ring: Ring, library: Library): Pages {
  const kept = new Map<string, Promise<Shared>>();
  const share = (from: Cursor, rows: LogRow[]): Promise<Shared> => {
    // By hashes: the same numbers may have stood for other rows before a database went back.
    const name = `${from.hash}/${throughOf(from, rows).hash}`;
    let shared = kept.get(name);
    if (!shared) {
      shared = textsOfRows(reads, rows).then((guarded) => ({
        rows: JSON.stringify(rows),
        guarded,
        privates: new Map(),
      }));
      shared.catch(() => kept.delete(name));
      kept.set(name, shared);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? name);
    }
    return shared;
  };
  const answer = (from: Cursor, rows: LogRow[], texts: PrivateText[]): PullAnswer => {
    const through = throughOf(from, rows);
    const head = Math.max(ring.tail().seq, through.seq);
    const { epoch } = library.about();
    return { epoch, from, rows, private: texts, through, head, more: through.seq < head };
  };
  return {
    rows: async (after, limit) => ring.after(after, limit) ?? reads.log(after, limit),
    page: async (from, rows, campus) =>
      answer(from, rows, forCampus(await textsOfRows(reads, rows), campus)),
    async text(from, rows, campus) {
      const shared = await share(from, rows);
      let texts = shared.privates.get(campus);
      if (texts === undefined) {
        texts = JSON.stringify(forCampus(shared.guarded, campus));
        shared.privates.set(campus, texts);
      }
      const { epoch, through, head, more } = answer(from, rows, []);
      const end = JSON.stringify({ through, head, more }).slice(1);
      const begin = JSON.stringify({ epoch, from }).slice(0, -1);
      return `${begin},"rows":${shared.rows},"private":${texts},${end}`;
    },
  };
}

// The newest rows of the log in memory, so that desks that keep up cost the store nothing.

import { sha256 } from '../../node/env.ts';
import { firstBreak } from '../../shared/sync/chain.ts';
import { GENESIS } from '../../shared/sync/protocol.ts';
import type { Cursor, LogRow } from '../../shared/sync/protocol.ts';

/** How rows stand to those that are held: they go on from them, some between are missing, or the log is another one. */
export type Fit = 'fits' | 'gap' | 'other';

/** The log's end as this process has seen it. */
export interface Ring {
  /** The last row held. */
  tail(): Cursor;
  /** Takes rows that follow; those it holds already are passed over. */
  append(rows: readonly LogRow[]): Fit;
  /** Holds nothing any more, and takes nothing before it begins again. */
  forget(): void;
  /** Begins after a row. */
  begin(end: Cursor): void;
  isEmpty(): boolean;
  /** Up to about `limit` rows after a number, never part of a command; null where they are not held. */
  after(seq: number, limit: number): LogRow[] | null;
  /** Hash of a row that is held, or of the one before the first. */
  hashAt(seq: number): string | null;
}

/** Rows held; about ten times what a desk asks for at once. */
const MOST_ROWS = 5000;

/** Makes a ring that begins after a row. */
export function createRing(end: Cursor, most = MOST_ROWS): Ring {
  let start = end;
  let rows: LogRow[] = [];
  let empty = false;
  const tail = (): Cursor => {
    const last = rows.at(-1);
    return last ? { seq: last.seq, hash: last.hash } : start;
  };
  const shorten = () => {
    if (rows.length <= most * 2) return;
    const gone = rows[rows.length - most - 1];
    if (!gone) return;
    start = { seq: gone.seq, hash: gone.hash };
    rows = rows.slice(-most);
  };
  const hashAt = (seq: number): string | null => {
    if (empty) return null;
    return seq === start.seq ? start.hash : (rows[seq - start.seq - 1]?.hash ?? null);
  };
  /** Each hash stands for all before it: of what is held already, the last row is enough. */
  const fitOf = (fresh: readonly LogRow[]): Fit => {
    const end = tail();
    const held = fresh.findLast(({ seq }) => seq <= end.seq);
    const known = held && hashAt(held.seq);
    if (held && known !== null && known !== held.hash) return 'other';
    const next = fresh.find(({ seq }) => seq > end.seq);
    if (!next) return 'fits';
    if (next.seq !== end.seq + 1) return 'gap';
    return firstBreak(end, [next], sha256) === null ? 'fits' : 'other';
  };
  return {
    tail,
    append(fresh) {
      const fit = empty ? 'gap' : fitOf(fresh);
      if (fit !== 'fits') return fit;
      const { seq } = tail();
      rows.push(...fresh.filter((row) => row.seq > seq));
      shorten();
      return fit;
    },
    forget() {
      [start, rows, empty] = [{ seq: 0, hash: GENESIS }, [], true];
    },
    begin(at) {
      [start, rows, empty] = [at, [], false];
    },
    isEmpty: () => empty,
    after(seq, limit) {
      if (empty || seq < start.seq || seq > tail().seq) return null;
      const from = seq - start.seq;
      let to = Math.min(from + limit, rows.length);
      // A page does not end inside a command.
      while (to < rows.length && rows[to]?.commandId === rows[to - 1]?.commandId) to += 1;
      return rows.slice(from, to);
    },
    hashAt,
  };
}

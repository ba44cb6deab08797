// Reads the lines of a snapshot into a fresh file, a piece at a time, so that the desk answers meanwhile.

import type { Kind } from '../../../shared/queues/world/world.ts';
import { snapshotHead } from '../../../shared/sync/protocol.ts';
import type { PrivateText, SnapshotHead } from '../../../shared/sync/protocol.ts';
import { lineKind } from '../../../shared/sync/snapshot-lines.ts';
import { COLUMNS } from '../db/columns.ts';
import { SnapshotFault } from './replica-sync-port.ts';

/** Lines after which the desk gets its turn. */
const PIECE = 1000;

/** What takes the content of a snapshot. */
export interface SnapshotSink {
  head(head: SnapshotHead): void;
  text(text: PrivateText): void;
  row(kind: Kind, image: string): void;
  /** Some lines are in; the desk may have its turn. */
  piece(rows: number): Promise<void>;
}

/** Lets everything else have its turn. */
export type Pause = () => Promise<void>;

function headOf(line: string): SnapshotHead {
  const { data } = snapshotHead.safeParse(parsed(line));
  if (!data) throw new SnapshotFault('the head is not one');
  return data;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw new SnapshotFault('a line is no JSON');
  }
}

/** Takes lines one by one; says when the last one was there. */
function reader(sink: SnapshotSink) {
  let section: string | null = null;
  let rows = 0;
  let began = false;
  let ended = false;
  const takeRow = (line: string) => {
    if (section === null) throw new SnapshotFault('a row before any section');
    rows += 1;
    if (section === 'text') sink.text(parsed(line) as PrivateText);
    // A kind of a newer service is passed over.
    else if (Object.hasOwn(COLUMNS, section)) sink.row(section as Kind, line);
  };
  return {
    rows: () => rows,
    ended: () => ended,
    take(line: string) {
      if (ended) throw new SnapshotFault('a line after the end');
      if (!began) {
        began = true;
        return sink.head(headOf(line));
      }
      const what = lineKind(line);
      if (what === 'row') return takeRow(line);
      if ('section' in what) return void ({ section } = what);
      if (what.end !== rows) throw new SnapshotFault(`${rows} rows of ${what.end}`);
      ended = true;
    },
  };
}

/**
 * Reads lines to the end; an item of the stream may hold several, each ended but the last.
 * @throws SnapshotFault when they are not whole; whatever the stream and the sink throw
 */
export async function readSnapshot(
  lines: AsyncIterable<string>,
  sink: SnapshotSink,
): Promise<number> {
  const { take, rows, ended } = reader(sink);
  let since = 0;
  for await (const item of lines) {
    for (const line of item.includes('\n') ? item.split('\n') : [item]) {
      if (line !== '') take(line);
      since += 1;
      if (since < PIECE) continue;
      since = 0;
      await sink.piece(rows());
    }
  }
  if (!ended()) throw new SnapshotFault('the end is missing');
  await sink.piece(rows());
  return rows();
}

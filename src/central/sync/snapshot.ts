// A snapshot for a desk, line by line: the number from which to pull, then rows paged by key without a long transaction.

import type { Request } from '../../shared/queues/request.ts';
import type { Kind, ListName } from '../../shared/queues/world/world.ts';
import type { SnapshotHead, SnapshotPart } from '../../shared/sync/protocol.ts';
import { SECTIONS, endLine, historyRest, sectionLine } from '../../shared/sync/snapshot-lines.ts';
import type { Library } from '../library.ts';
import { NEVER, rowOf } from '../lane/stored.ts';
import type { Timers } from '../service-port.ts';
import type { StoreReads } from '../store/port.ts';
import { VOICE_KINDS } from '../../shared/sync/holds-text.ts';
import { forCampus, textsOfRequests, textsOfVoices } from './private-of.ts';

/** What a snapshot is made from. */
export interface SnapshotParts {
  reads: StoreReads;
  library: Library;
  timers: Timers;
}

const PAGE = 2000;
/** Rows that go out as one item, requests whose record is read at once. */
const AT_ONCE = 200;

type Lines = AsyncGenerator<string, number>;

/** Lets everything else have its turn: with SQLite no read ever waits for anything. */
function breathe({ timers }: SnapshotParts): Promise<void> {
  return new Promise((resolve) => void timers.after(0, resolve));
}

async function* kindLines(parts: SnapshotParts, kind: Kind, after: string): Lines {
  let last = after;
  let rows = 0;
  for (;;) {
    const page = await parts.reads.page(kind, last, PAGE);
    // Some at once: an item costs more than a line.
    for (const some of inParts(page)) yield some.map(({ image }) => image).join('\n');
    rows += page.length;
    last = page.at(-1)?.id ?? last;
    if (page.length < PAGE) return rows;
    await breathe(parts);
  }
}

/** Every open request stands in the list of timers, whether one waits for it or not. */
async function openIds(reads: StoreReads): Promise<string[]> {
  const listed = await reads.listedUpTo('timer', NEVER, Number.MAX_SAFE_INTEGER);
  return listed.map(({ id }) => id);
}

function* inParts<T>(all: readonly T[]): Iterable<T[]> {
  for (let from = 0; from < all.length; from += AT_ONCE) yield all.slice(from, from + AT_ONCE);
}

async function* recordLines(
  { reads }: SnapshotParts,
  kind: 'event' | 'notice',
  open: readonly string[],
): Lines {
  const list: ListName = kind === 'event' ? 'eventsOf' : 'noticesOf';
  let rows = 0;
  for (const ids of inParts(open)) {
    const listed = await reads.listed(ids.map((key) => ({ list, key })));
    const stored = await reads.rows(listed);
    for (const { image } of stored) yield image;
    rows += stored.length;
  }
  return rows;
}

async function* textLines(
  { reads }: SnapshotParts,
  campus: string,
  open: readonly string[],
): Lines {
  let rows = 0;
  for (const ids of inParts(open)) {
    const stored = await reads.rows(ids.map((id) => ({ kind: 'request', id })));
    const requests: Request[] = stored.flatMap(
      ({ image }) => rowOf('request', image, undefined) ?? [],
    );
    const texts = forCampus(await textsOfRequests(reads, requests), campus);
    for (const text of texts) yield JSON.stringify(text);
    rows += texts.length;
  }
  return rows;
}

/** Texts of what readers say, as far as desks hold them. */
async function* voiceLines({ reads }: SnapshotParts): Lines {
  let rows = 0;
  for (const kind of VOICE_KINDS) {
    for (let after = ''; ;) {
      const page = await reads.page(kind, after, PAGE);
      const texts = await textsOfVoices(reads, kind, page);
      for (const text of texts) yield JSON.stringify(text);
      rows += texts.length;
      after = page.at(-1)?.id ?? after;
      if (page.length < PAGE) break;
    }
  }
  return rows;
}

async function* mainLines(parts: SnapshotParts, campus: string): Lines {
  const open = await openIds(parts.reads);
  let rows = 0;
  for (const section of SECTIONS.main) {
    yield sectionLine(section);
    if (section === 'text') {
      rows += yield* textLines(parts, campus, open);
      rows += yield* voiceLines(parts);
    } else if (section === 'event' || section === 'notice') {
      rows += yield* recordLines(parts, section, open);
    } else rows += yield* kindLines(parts, section, '');
  }
  return rows;
}

/** Records of open requests come once more: they do no harm, and telling them apart would mean reading every row. */
async function* historyLines(parts: SnapshotParts, campus: string, after: string): Lines {
  let rows = 0;
  for (const rest of historyRest(after)) {
    yield sectionLine(rest.kind);
    rows += yield* kindLines(parts, rest.kind, rest.after);
  }
  yield sectionLine('text');
  return rows + (yield* textLines(parts, campus, await openIds(parts.reads)));
}

async function expected(reads: StoreReads, part: SnapshotPart): Promise<number> {
  const record: ReadonlySet<string> = new Set(['text', 'event', 'notice']);
  const kinds = part === 'history' ? SECTIONS.history : SECTIONS.main;
  let rows = 0;
  for (const kind of kinds) {
    if (kind === 'text' || (part === 'main' && record.has(kind))) continue;
    rows += await reads.count(kind);
  }
  return rows;
}

/** The head of a snapshot that begins now. */
export async function snapshotStart(
  { reads, library }: SnapshotParts,
  part: SnapshotPart,
): Promise<SnapshotHead> {
  const through = await reads.head();
  return { epoch: library.about().epoch, through, rows: await expected(reads, part) };
}

/** Its lines. Rows that change meanwhile may come in either form: the desk then pulls from the head, and `ver` decides. */
export async function* snapshotLines(
  parts: SnapshotParts,
  head: SnapshotHead,
  part: SnapshotPart,
  campus: string,
  after: string,
): AsyncGenerator<string> {
  yield JSON.stringify(head);
  const rows = yield* part === 'main'
    ? mainLines(parts, campus)
    : historyLines(parts, campus, after);
  yield endLine(rows);
}

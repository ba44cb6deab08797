// The lines of a snapshot: a head, then sections of images, then an end that says how many rows there were.

import type { Kind } from '../queues/world/world.ts';
import type { SnapshotPart } from './protocol.ts';

/** What a section holds: images of a kind (`image.ts`), a line each, or private texts (JSON of `PrivateText`). */
export type Section = Kind | 'text';

/**
 * Sections of each part in the order in which they come: texts first, so that they are put into rows as these come;
 * what requests look up before the requests, and what may hold text around a request after it. Events and notices of `main` are those of open requests. A history ends
 * with the texts of open requests: one that has begun anew since has parts that came with the history only.
 */
export const SECTIONS = {
  main: [
    'text',
    'calendar',
    'place',
    'policy',
    'reason',
    'template',
    'staff',
    'vendor',
    'fund',
    'title',
    'copy',
    'reader',
    'loan',
    'hold',
    'custody',
    'bundle',
    'manifest',
    'round',
    'shelf_task',
    'practice',
    'staff_opening',
    'staff_remark',
    'transfer',
    'circulation_case',
    'suggestion',
    'review',
    'daily',
    'request',
    'exception_case',
    'feedback',
    'event',
    'notice',
  ],
  history: ['notice', 'event', 'text'],
} as const satisfies Record<SnapshotPart, readonly Section[]>;

const SECTION = '{"section":';
const END = '{"end":';

/** The line that begins a section. */
export function sectionLine(section: Section): string {
  return `${SECTION}${JSON.stringify(section)}}`;
}

/** The last line; `rows` counts images and texts. */
export function endLine(rows: number): string {
  return `${END}${rows}}`;
}

/** What a line after the head is; an image has no key before `active` or `id`, so that none is taken for another. */
export type SnapshotLine = { section: string } | { end: number } | 'row';

/** Reads a line as far as is needed to know what it is. Throws on a line that only looks like a section or an end. */
export function lineKind(line: string): SnapshotLine {
  if (line.startsWith(SECTION)) return JSON.parse(line) as { section: string };
  if (line.startsWith(END)) return JSON.parse(line) as { end: number };
  return 'row';
}

/** Where a history goes on: after an id of a kind, ids within a kind in their order as text; '' from the beginning. */
export function historyMark(kind: Kind, id: string): string {
  return `${kind}/${id}`;
}

/** Kinds of a history. */
const RECORDS = ['notice', 'event'] as const;

/** Kinds of a history that are still to come after a mark, with the id after which each begins. */
export function historyRest(after: string): { kind: (typeof RECORDS)[number]; after: string }[] {
  const cut = after.indexOf('/');
  const kind = after.slice(0, Math.max(0, cut));
  const from = Math.max(
    0,
    RECORDS.findIndex((each) => each === kind),
  );
  return RECORDS.slice(from).map((each) => ({
    kind: each,
    after: each === kind ? after.slice(cut + 1) : '',
  }));
}

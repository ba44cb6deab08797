// What a page changes: the last row of each entity with its private text, and the text that the desk must let go.

import type { PrivateRow } from '../../../shared/library/entities.ts';
import type { Request } from '../../../shared/queues/request.ts';
import type { Kind, Kinds } from '../../../shared/queues/world/world.ts';
import { canonicalJson } from '../../../shared/sync/image.ts';
import { putTogether, takeApart } from '../../../shared/sync/private-text.ts';
import { holdsVoice, isVoice } from '../../../shared/sync/holds-text.ts';
import type { LogRow, PrivateText } from '../../../shared/sync/protocol.ts';
import { COLUMNS } from '../db/columns.ts';
import { rowMap } from '../db/row-map.ts';
import type { MaybeRow, RowMap } from '../db/row-map.ts';
import type { Statements } from '../db/statements.ts';
import { holds, strippedAround } from './private-rows.ts';
import type { PrivateWork } from './private-rows.ts';
import { authoritativeRow } from './rebase.ts';

/** Rows that count if they are newer, rows that count in any case, names and contacts. */
export interface PageChanges {
  rows: RowMap<MaybeRow>;
  forced: RowMap<MaybeRow>;
  privates: PrivateWork;
}

/** Images of kinds that this program knows; the last one of each entity. */
function rowsOf(page: readonly LogRow[]): RowMap<MaybeRow> {
  const rows = rowMap<MaybeRow>();
  for (const { kind, id, image } of page) {
    // Erased since, of a newer program, or nothing but private text, which comes beside the rows.
    if (image === null || kind === 'private' || !Object.hasOwn(COLUMNS, kind)) continue;
    rows.set(kind, id, JSON.parse(image) as Kinds[Kind]);
  }
  return rows;
}

function withText(kind: Kind, row: Kinds[Kind], text: PrivateText['text']): Kinds[Kind] {
  return putTogether(kind, takeApart(kind, row).open, text);
}

/**
 * The texts of requests that the desk holds with these rows. The service gives those that are open by now; one that had
 * ended where the page ends gets its texts with the page that opens it again.
 */
function wanted(
  statements: Statements,
  texts: readonly PrivateText[],
  campus: string,
  { rows }: PageChanges,
): PrivateText[] {
  return texts.filter(({ kind, id: own, of: id }) => {
    const said = rows.get(kind, own) ?? authoritativeRow(statements, { kind, id: own });
    if (said && isVoice(kind, said)) return holdsVoice(kind, said);
    const row = rows.get('request', id) ?? authoritativeRow(statements, { kind: 'request', id });
    return holds(campus, row);
  });
}

/** Puts texts into the rows that came, or into those that lie there. */
function placeTexts(statements: Statements, texts: readonly PrivateText[], changes: PageChanges) {
  const put: PrivateRow[] = [];
  for (const { kind, id, ver, text } of texts) {
    if (kind === 'private') {
      put.push({ ...(text as Omit<PrivateRow, 'id' | 'ver'>), id, ver });
      continue;
    }
    if (!Object.hasOwn(COLUMNS, kind)) continue;
    const came = changes.rows.get(kind, id);
    const lies = changes.forced.get(kind, id) ?? authoritativeRow(statements, { kind, id });
    // A history may have brought the same row before its page, without the text.
    const isNewer = came && (!lies || came.ver > lies.ver);
    const row = isNewer ? came : lies;
    // A later row of the entity, which has none of it, would bring it back otherwise.
    if (!row || row.ver > ver) continue;
    const whole = withText(kind, row, text);
    if (isNewer) changes.rows.set(kind, id, whole);
    // Every page brings all the texts of its requests, most of which are here already.
    else if (canonicalJson(whole) !== canonicalJson(row)) changes.forced.set(kind, id, whole);
  }
  return put;
}

/** Takes the text away around requests that the desk does not hold any longer; gives their readers. */
function letGo(statements: Statements, campus: string, changes: PageChanges): Set<string> {
  const readers = new Set<string>();
  for (const [id, row] of changes.rows.of('request')) {
    if (holds(campus, row)) continue;
    const before = authoritativeRow(statements, { kind: 'request', id });
    if (!holds(campus, before) || (row?.ver ?? 0) <= (before?.ver ?? 0)) continue;
    strippedAround(statements, id, changes.forced);
    const { readerId } = before as Request;
    if (readerId !== null) readers.add(readerId);
  }
  return readers;
}

/** Reads rows and texts of a page for a desk of that campus. */
export function changesOf(
  statements: Statements,
  page: readonly LogRow[],
  texts: readonly PrivateText[],
  campus: string,
): PageChanges {
  const changes: PageChanges = {
    rows: rowsOf(page),
    forced: rowMap(),
    privates: { put: [], readers: new Set(), gone: new Set() },
  };
  const readers = letGo(statements, campus, changes);
  const put = placeTexts(statements, wanted(statements, texts, campus, changes), changes);
  // A contact that has changed, or was erased, and is not for this desk.
  const gone = new Set(page.flatMap(({ kind, id }) => (kind === 'private' ? [id] : [])));
  for (const { id } of put) gone.delete(id);
  return { ...changes, privates: { put, readers, gone } };
}

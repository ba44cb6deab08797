// Holds of a title in their order, what lies on the hold shelf of the campus, and what has to be cleared from it.

import type { HoldLine, ShelfLine } from '../../../shared/desk-contract/hold-lines.ts';
import { isFetching } from '../../../shared/circulation/holds/fetching.ts';
import { MOST_LISTED } from '../../../shared/desk-contract/circulation-views.ts';
import type { Hold } from '../../../shared/library/entities.ts';
import { fromStored } from '../db/columns.ts';
import { columnList, rowById } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import type { DetailSource } from '../queues/detail.ts';
import { lineById } from './books.ts';
import { slotLines, toClear } from './slots.ts';

/** The open request that brings the hold's copy to where it is collected. */
function errandOf({ statements }: DetailSource, { copyId, slot }: Hold): HoldLine['errand'] {
  if (copyId === null || slot !== undefined) return null;
  const stored = statements.all(
    `SELECT ${columnList('request')} FROM request WHERE "copyId" = ? AND "endedOn" IS NULL`,
    copyId,
  );
  const errand = stored.map((each) => fromStored('request', each)).find(isFetching);
  return errand ? { id: errand.id, code: errand.code } : null;
}

function holdLineOf(source: DetailSource, hold: Hold): HoldLine {
  const { statements } = source;
  const reader = rowById(statements, 'reader', hold.readerId);
  return {
    hold,
    title: rowById(statements, 'title', hold.titleId)?.title ?? '',
    book: lineById(statements, hold.copyId),
    reader: reader?.nameMasked ?? '',
    card: reader?.cardMasked ?? '',
    errand: errandOf(source, hold),
  };
}

/** Everybody who waits for a title, whoever has it ready first; null where there is no such title. */
export async function queueOf(source: DetailSource, titleId: string) {
  const { statements } = source;
  const title = rowById(statements, 'title', titleId);
  if (!title) return null;
  const world = sqliteWorld(statements);
  const copies = await world.list('copiesOfTitle', titleId);
  const ready: Hold[] = [];
  for (const copy of copies) ready.push(...(await world.list('readyHoldOf', copy.id)));
  const waiting = await world.list('waitingHolds', titleId);
  return {
    title: title.title,
    author: title.author,
    copies: copies.length,
    holds: [...ready, ...waiting].map((hold) => holdLineOf(source, hold)),
  };
}

/** Ready holds of the campus, whoever collects first. */
function readyHere({ statements }: DetailSource, campus: string): Hold[] {
  return statements
    .all(
      `SELECT ${columnList('hold')} FROM hold WHERE status = 'ready' AND "pickupCampus" = ?
       ORDER BY "readyUntil", id LIMIT ${MOST_LISTED}`,
      campus,
    )
    .map((stored) => fromStored('hold', stored));
}

/** The hold shelf of the campus where the person stands. */
export function shelfOf(source: DetailSource) {
  const { env, looker } = source;
  const campus = looker.point?.campus ?? '';
  const { calendars, place } = env.settings;
  const today = calendars.dayOf(looker.now);
  const lineOf = (hold: Hold, state: ShelfLine['state']): ShelfLine => ({
    ...holdLineOf(source, hold),
    slot: hold.slot === undefined ? null : (place(hold.slot)?.code ?? null),
    state,
  });
  const ready = readyHere(source, campus).map((hold) => {
    const until = hold.readyUntil;
    if (hold.slot === undefined) return lineOf(hold, 'on_way');
    if (until !== undefined && until < looker.now) return lineOf(hold, 'expired');
    const ends = until !== undefined && calendars.dayOf(until) === today;
    return lineOf(hold, ends ? 'today' : 'waits');
  });
  const clear = toClear(source, campus).map((hold) =>
    lineOf(hold, hold.outcome === 'expired' ? 'expired' : 'cancelled'),
  );
  const slots = slotLines(source, campus);
  return {
    lines: [...clear, ...ready],
    slots: slots.length,
    free: slots.filter(({ copies }) => copies === 0).length,
  };
}

/** How many copies have to be cleared from the hold shelf here. */
export function countToClear(source: DetailSource): number {
  const campus = source.looker.point?.campus ?? '';
  const { now } = source.looker;
  const over = readyHere(source, campus).filter(
    ({ slot, readyUntil }) => slot !== undefined && readyUntil !== undefined && readyUntil < now,
  );
  return over.length + toClear(source, campus).length;
}

// A book that more readers want than one command can serve: names stand on sheets of so many each, the first one on the
// suggestion itself. What is decided is decided there; every further sheet follows by a command of the system.

import type { Suggestion } from '../../library/circulation-rows.ts';
import { isOpenSuggestion } from '../../library/voices.ts';
import type { Run } from '../../queues/engine/run.ts';
import type { World } from '../../queues/world/world.ts';

/** Readers on one sheet behind whoever leads it: each gets a hold and a notice by one command, of at most 100 rows. */
export const MOST_JOINED = 40;

/** Everybody whose name stands here: who suggested it first, then those who joined, in their order. */
export function wantedBy({ readerId, joined }: Suggestion): string[] {
  return readerId === null ? [...joined] : [readerId, ...joined];
}

/** How many readers want it, on all sheets of a suggestion. */
export function wantedCount(row: Suggestion): number {
  return wantedBy(row).length + (row.more ?? 0);
}

/** The suggestion that a sheet belongs to; the row itself where it is none. */
export async function leadOf(world: Pick<World, 'get'>, row: Suggestion): Promise<Suggestion> {
  const lead = row.sheetOf === undefined ? undefined : await world.get('suggestion', row.sheetOf);
  return lead ?? row;
}

/** Whether a reader stands behind a suggestion, on whichever sheet. */
export async function standsBehind(
  world: Pick<World, 'list'>,
  lead: Suggestion,
  readerId: string,
): Promise<boolean> {
  const own = await world.list('suggestionsOfReader', readerId);
  return own.some(({ id, sheetOf }) => id === lead.id || sheetOf === lead.id);
}

/** The last sheet with room, or a new one. */
async function sheetFor(run: Run, lead: Suggestion): Promise<Suggestion> {
  const last = lead.sheets?.at(-1);
  const sheet = last === undefined ? undefined : await run.world.get('suggestion', last);
  if (sheet && isOpenSuggestion(sheet) && sheet.joined.length < MOST_JOINED) return sheet;
  const { sheets: _, more: __, fundId: ___, charge: ____, ...book } = lead;
  const own = { note: null, answer: null, readerId: null, joined: [], sheetOf: lead.id };
  return { ...book, ...own, id: run.nextId(), ver: 0 };
}

/** Puts a reader behind a suggestion whose own sheet is full; gives it as it is then. */
export async function joinSheet(run: Run, lead: Suggestion, readerId: string): Promise<Suggestion> {
  const sheet = await sheetFor(run, lead);
  run.world.put('suggestion', { ...sheet, joined: [...sheet.joined, readerId] });
  const sheets = [...new Set([...(lead.sheets ?? []), sheet.id])];
  const after = { ...lead, sheets, more: (lead.more ?? 0) + 1 };
  run.world.put('suggestion', after);
  return after;
}

/** A reader has left a sheet: the suggestion counts one less. */
export async function leaveSheet(run: Run, sheet: Suggestion): Promise<void> {
  const lead = await leadOf(run.world, sheet);
  if (lead.id === sheet.id) return;
  run.world.put('suggestion', { ...lead, more: Math.max(0, (lead.more ?? 0) - 1) });
}

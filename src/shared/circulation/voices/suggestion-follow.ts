// Further sheets of a suggestion come to where the suggestion is, by commands of the system.

import { refuse } from '../../lib/result.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { Instant } from '../../lib/time.ts';
import type { Suggestion } from '../../library/circulation-rows.ts';
import { isOpenSuggestion } from '../../library/voices.ts';
import type { Run } from '../../queues/engine/run.ts';
import { uuidOf } from '../../queues/timers.ts';
import type { DueCommand } from '../../queues/timers.ts';
import type { Env, World } from '../../queues/world/world.ts';
import { placeHolds } from './suggestion-holds.ts';
import { leadOf, wantedBy } from './suggestion-sheets.ts';
import { tellWith } from './voice-parts.ts';

/** Tells everybody on this sheet. */
export function tellAll(
  run: Run,
  row: Suggestion,
  code: string,
  more: Facts,
  words: string | null,
): void {
  const facts = { suggestionId: row.id, title: row.bookTitle, ...more };
  for (const readerId of wantedBy(row)) tellWith(run, readerId, code, facts, words);
}

async function hold(run: Run, sheet: Suggestion): Promise<void> {
  const title = sheet.titleId === null ? undefined : await run.world.get('title', sheet.titleId);
  if (title) await placeHolds(run, sheet, title);
}

/** Carries out `suggestion.follow` of the system: a sheet comes to the state of its suggestion, its readers are told. */
export async function followSuggestion(run: Run): Promise<Refusal | null> {
  if (run.actor.id !== 'system') {
    return refuse('forbidden', { action: 'decide_suggestion', roles: 'system', reach: null });
  }
  const sheet = await run.world.get('suggestion', run.command.entity);
  if (sheet?.sheetOf === undefined) return refuse('not_found', { kind: 'suggestion' });
  const lead = await leadOf(run.world, sheet);
  const { state, decidedBy, decidedOn, reason, answer, orderedOn, arrivedOn, titleId } = lead;
  if (!isOpenSuggestion(sheet) || state === sheet.state) {
    return refuse('not_due', { action: 'follow', at: run.at });
  }
  const decided = { state, decidedBy, decidedOn, reason, answer };
  const after = { ...sheet, ...decided, orderedOn, arrivedOn, titleId };
  run.world.put('suggestion', after);
  if (state === 'arrived') await hold(run, after);
  else if (state === 'declined') tellAll(run, after, 'suggestion.declined', { reason }, answer);
  else if (state === 'accepted') tellAll(run, after, 'suggestion.accepted', {}, answer);
  else if (state === 'ordered') tellAll(run, after, 'suggestion.ordered', {}, null);
  return null;
}

/** Commands by which the sheets of suggestions that went on follow them. */
export async function dueSheets(
  world: Pick<World, 'get' | 'list'>,
  env: Env,
  now: Instant,
): Promise<DueCommand[]> {
  const due: DueCommand[] = [];
  for (const sheet of await world.list('openSheets')) {
    const { state } = await leadOf(world, sheet);
    if (state === sheet.state) continue;
    due.push({
      id: uuidOf(env, `${sheet.id}/suggestion.follow/${state}`),
      point: null,
      actor: 'system',
      type: 'suggestion.follow',
      v: 1,
      entity: sheet.id,
      expectHead: null,
      input: {},
      at: now,
    });
  }
  return due;
}

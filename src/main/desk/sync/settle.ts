// Puts rows, results and fresh commands over each other: outbox marks first, then one transaction of the replica.

import type { Env, Settings } from '../../../shared/queues/world/world.ts';
import { SETTINGS_KINDS, settingsOf } from '../../../shared/queues/world/settings-of.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { rowMap } from '../db/row-map.ts';
import type { MaybeRow, RowMap } from '../db/row-map.ts';
import type { Writes } from '../db/transact.ts';
import { sqliteWorld } from '../db/world.ts';
import type { Written } from '../db/world.ts';
import { openRequestIds } from '../queues/open-requests.ts';
import type { Store } from '../profile/store.ts';
import type { Placed } from '../outbox/placed.ts';
import { newerOnly } from './newer-only.ts';
import { dropPrivate, readersOf } from './private-rows.ts';
import type { PrivateWork } from './private-rows.ts';
import { isBare } from './read-to.ts';
import { entitiesWritten, rebase } from './rebase.ts';
import type { Plan } from './rebase.ts';

/** What a settling works on. */
export type SettleParts = Pick<
  Store,
  'replica' | 'settings' | 'forgetSettings' | 'joined' | 'outbox'
>;

/** What has come, and what to note with it. */
export interface Settling {
  /** Rows that count if they are newer than the authoritative ones. */
  rows?: RowMap<MaybeRow>;
  /** Rows that count whatever lies there; null removes. */
  forced?: RowMap<MaybeRow>;
  leaving?: readonly number[];
  fresh?: readonly Placed[];
  privates?: PrivateWork;
  /** Marks that belong to the same transaction. */
  mark?: (writes: Writes) => void;
}

const NO_ROWS: RowMap<MaybeRow> = rowMap();

function writtenOf(rows: RowMap<MaybeRow>): Written[] {
  return rows
    .entries()
    .flatMap(({ kind, value }) => (value === null ? [] : [{ kind, row: value } as Written]));
}

/** Settings as they will be with these rows; null where none of them makes settings. */
function settingsWith(parts: SettleParts, rows: RowMap<MaybeRow>): Settings | null {
  if (!rows.kinds().some((kind) => SETTINGS_KINDS.has(kind))) return null;
  const world = sqliteWorld(parts.replica().statements, rows);
  return settingsOf(world.all('policy'), world.all('calendar'), world.all('place'));
}

/** Writes, and forgets settings that hold no longer once it is committed. */
function commit(
  parts: SettleParts,
  fresh: Settings | null,
  work: (writes: Writes, settings: Settings) => void,
): void {
  const replica = parts.replica();
  const settings = fresh ?? parts.settings();
  replica.transact((writes) => {
    work(writes, settings);
    if (fresh) {
      writes.shelfOrder(fresh);
      writes.recompute(openRequestIds(replica.statements), fresh);
    }
  });
  if (fresh) parts.forgetSettings(SETTINGS_KINDS);
}

/** No command lies over any row: they are written as they came. */
function writeBare(parts: SettleParts, settling: Settling): void {
  const { rows = NO_ROWS, forced = NO_ROWS, privates, mark } = settling;
  const all = rowMap<MaybeRow>();
  for (const { kind, id, value } of [...rows.entries(), ...forced.entries()]) {
    all.set(kind, id, value);
  }
  commit(parts, settingsWith(parts, all), (writes, settings) => {
    writes.remove(forced.entries().filter(({ value }) => value === null));
    if (rows.size > 0) writes.rows(writtenOf(rows), settings);
    if (forced.size > 0) writes.force(writtenOf(forced), settings);
    if (privates) dropPrivate(parts, writes, privates);
    mark?.(writes);
  });
}

/** Commands that no longer hold are doubtful until they have a result; those that hold again are not. */
function noteDoubts({ outbox }: SettleParts, { decided, left }: Plan): void {
  const doubts: { place: number; refusal: Refusal }[] = [];
  const sound = left.filter((place) => outbox.doubtOf(place) !== null);
  for (const { place, command, outcome } of decided) {
    const known = outbox.doubtOf(place);
    if (outcome.ok) {
      if (known) sound.push(place);
    } else if (outbox.resultOf(command.id) === null && known?.code !== outcome.code) {
      doubts.push({ place, refusal: outcome });
    }
  }
  if (doubts.length > 0) outbox.addDoubts(doubts);
  if (sound.length > 0) outbox.removeDoubts(sound);
}

const NO_PRIVATES: PrivateWork = { put: [], readers: new Set(), gone: new Set() };

/** Readers whose request is shown otherwise from here on, or is no longer what a command had made of it. */
function readersAround(parts: SettleParts, { rows, removed, left }: Plan): string[] {
  const { statements } = parts.replica();
  const changed = rows.map(({ kind, row }) => ({ kind, id: row.id }));
  return readersOf(statements, [
    ...changed,
    ...removed,
    ...entitiesWritten(statements, left).values(),
  ]);
}

function writePlan(parts: SettleParts, plan: Plan, settling: Settling): void {
  const { privates = NO_PRIVATES, mark } = settling;
  const readers = new Set([...privates.readers, ...readersAround(parts, plan)]);
  commit(parts, plan.settings, (writes, settings) => {
    writes.remove(plan.removed);
    if (plan.rows.length > 0) writes.force(plan.rows, settings);
    const { pending } = writes;
    plan.unsettled.forEach(pending.removeSettled);
    for (const { entity, row } of plan.settled) pending.setSettled(entity, row);
    for (const { entity, row } of plan.kept) pending.keepSettled(entity, row);
    pending.left(plan.left);
    for (const { place, command, touches } of plan.decided) {
      pending.decided({ place, id: command.id }, touches);
    }
    dropPrivate(parts, writes, { ...privates, readers });
    mark?.(writes);
  });
}

/** Settles what has come; runs alone. */
export async function settle(parts: SettleParts, env: Env, settling: Settling): Promise<void> {
  const { rows = NO_ROWS, forced = NO_ROWS, leaving = [], fresh = [] } = settling;
  const replica = parts.replica();
  if (leaving.length === 0 && fresh.length === 0 && isBare(replica)) {
    return writeBare(parts, settling);
  }
  const { statements } = replica;
  const changes = newerOnly(statements, rows);
  for (const { kind, id, value } of forced.entries()) changes.set(kind, id, value);
  const commandAt = (place: number) => parts.outbox.at(place);
  const plan = await rebase({ statements, env, commandAt }, { changes, leaving, fresh });
  noteDoubts(parts, plan);
  writePlan(parts, plan, settling);
}

// Rebase: authoritative rows go under the pending commands, and those that they concern are decided again in order.

import type { Env, Kind, Kinds, Settings } from '../../../shared/queues/world/world.ts';
import { canonicalJson } from '../../../shared/sync/image.ts';
import type { Placed } from '../outbox/placed.ts';
import {
  entityKey,
  entityOfKey,
  pendingIn,
  settledRow,
  touchesOf,
  touching,
} from '../db/pending.ts';
import type { Over } from '../db/pending.ts';
import { rowMap } from '../db/row-map.ts';
import type { EntityName, MaybeRow, RowMap } from '../db/row-map.ts';
import { rowById } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import type { Written } from '../db/world.ts';
import { listKeys } from '../queues/recording.ts';
import { closureOf } from './closure.ts';
import type { Closure } from './closure.ts';
import { decideOver } from './decide-over.ts';
import type { DecidedAt, Decisions } from './decide-over.ts';
import { asPredicted } from './predicted.ts';

/** What a rebase works on. */
export interface RebaseParts {
  statements: Statements;
  env: Env;
  /** The command at a place of the outbox. */
  commandAt: (place: number) => Placed | undefined;
}

/** What has come. */
export interface RebaseInput {
  /** Authoritative rows that take the place of what lies there; null: there is none any longer. */
  changes: RowMap<MaybeRow>;
  /** Pending commands that are none from here on: confirmed by these rows, refused, or lost. */
  leaving: readonly number[];
  /** Commands that were not decided on these rows yet; they come after all others. */
  fresh: readonly Placed[];
}

/** What is to be written, in one transaction. */
export interface Plan {
  rows: Written[];
  removed: EntityName[];
  /** Authoritative rows under pending commands: to set, to keep unless known, to forget. */
  settled: { entity: EntityName; row: MaybeRow }[];
  kept: { entity: EntityName; row: MaybeRow }[];
  unsettled: EntityName[];
  decided: DecidedAt[];
  left: readonly number[];
  /** Settings as they are then; null where no row that they are made from has changed. */
  settings: Settings | null;
}

/** Rounds in which more commands may turn out to be concerned, before all of them are decided again. */
const MOST_ROUNDS = 4;

/** The authoritative row of an entity: under the pending commands, or as it lies there. */
export function authoritativeRow(statements: Statements, entity: EntityName): MaybeRow {
  const settled = settledRow(statements, entity);
  return settled === undefined ? (rowById(statements, entity.kind, entity.id) ?? null) : settled;
}

interface Case extends RebaseInput {
  over: Over[];
  left: ReadonlySet<number>;
  /** Entities that came just as the commands that go had left them. */
  predicted: ReadonlySet<string>;
}

/** What the commands at these places wrote, by key. */
export function entitiesWritten(
  statements: Statements,
  places: Iterable<number>,
): Map<string, EntityName> {
  const found = new Map<string, EntityName>();
  for (const place of places) {
    for (const { key, wrote } of touchesOf(statements, place)) {
      const entity = wrote ? entityOfKey(key) : null;
      if (entity) found.set(key, entity);
    }
  }
  return found;
}

function caseOf(statements: Statements, input: RebaseInput): Case {
  const over = pendingIn(statements);
  const left = new Set(input.leaving);
  const exact = left.size > 0 && asPredicted(statements, over, left, input.changes);
  const predicted = new Set(exact ? entitiesWritten(statements, left).keys() : []);
  return { ...input, over, left, predicted };
}

/** Keys under which somebody may have met what changes. */
function seedsOf(statements: Statements, { changes, left, predicted }: Case): Set<string> {
  const seeds = new Set<string>();
  for (const { kind, id, value } of changes.entries()) {
    const key = entityKey({ kind, id });
    if (predicted.has(key)) continue;
    seeds.add(key);
    for (const row of [authoritativeRow(statements, { kind, id }), value]) {
      for (const list of listKeys(kind, row)) seeds.add(list);
    }
  }
  if (predicted.size > 0) return seeds;
  for (const place of left) {
    for (const { key, wrote } of touchesOf(statements, place)) if (wrote) seeds.add(key);
  }
  return seeds;
}

/** Whether another pending command, which is not decided again, has written over an entity. */
function isWrittenOver(statements: Statements, { left }: Case, closure: Closure, key: string) {
  return touching(statements, key).some(
    ({ place, wrote }) => wrote && !left.has(place) && !closure.has(place),
  );
}

/** The rows on which the concerned commands are decided: what came, and what lies under them. */
function underOf(statements: Statements, the: Case, closure: Closure): RowMap<MaybeRow> {
  const under = rowMap<MaybeRow>();
  const { changes, predicted, left } = the;
  const places = predicted.size > 0 ? closure.places() : [...closure.places(), ...left];
  for (const entity of entitiesWritten(statements, places).values()) {
    under.set(entity.kind, entity.id, authoritativeRow(statements, entity));
  }
  for (const { kind, id, value } of changes.entries()) {
    const key = entityKey({ kind, id });
    const stays = predicted.has(key) && isWrittenOver(statements, the, closure, key);
    if (!stays) under.set(kind, id, value);
  }
  return under;
}

interface Round {
  under: RowMap<MaybeRow>;
  decisions: Decisions;
}

async function decideRound(parts: RebaseParts, the: Case, closure: Closure): Promise<Round> {
  const again = closure.places().flatMap((place) => parts.commandAt(place) ?? []);
  const under = underOf(parts.statements, the, closure);
  const commands = [...again, ...the.fresh];
  return { under, decisions: await decideOver(parts.statements, under, commands, parts.env) };
}

/** Decides until nobody else is concerned by what was read and written this time. */
async function decideAll(parts: RebaseParts, the: Case, closure: Closure): Promise<Round> {
  for (let round = 1; ; round += 1) {
    const done = await decideRound(parts, the, closure);
    const before = closure.places().length;
    for (const { place, touches } of done.decisions.decided) {
      if (closure.has(place)) closure.follow(place, touches);
    }
    if (closure.places().length === before) return done;
    if (round === MOST_ROUNDS) closure.everything();
  }
}

/** Same content, private text included. */
function isSame(one: Kinds[Kind] | undefined, other: Kinds[Kind]): boolean {
  return one !== undefined && canonicalJson(one) === canonicalJson(other);
}

function rowsOf(statements: Statements, the: Case, { under, decisions }: Round) {
  const finals = rowMap<MaybeRow>();
  for (const { kind, id, value } of under.entries()) finals.set(kind, id, value);
  for (const { kind, row } of decisions.rows) finals.set(kind, row.id, row);
  const rows: Written[] = [];
  const removed: EntityName[] = [];
  for (const { kind, id, value } of finals.entries()) {
    // What came and was not written by anybody here differs for certain.
    const plain = the.changes.has(kind, id) && !the.predicted.has(entityKey({ kind, id }));
    const there = plain && value !== null ? undefined : rowById(statements, kind, id);
    if (value === null) {
      if (there) removed.push({ kind, id });
    } else if (!isSame(there, value)) rows.push({ kind, row: value } as Written);
  }
  return { rows, removed };
}

function settledOf(statements: Statements, the: Case, closure: Closure, round: Round) {
  const { under, decisions } = round;
  const settled: Plan['settled'] = [];
  const kept: Plan['kept'] = [];
  const unsettled: EntityName[] = [];
  const written = new Set<string>();
  for (const { kind, row } of decisions.rows) {
    const entity = { kind, id: row.id };
    written.add(entityKey(entity));
    const base = under.get(kind, row.id);
    if (base !== undefined) settled.push({ entity, row: base });
    else kept.push({ entity, row: rowById(statements, kind, row.id) ?? null });
  }
  const before = entitiesWritten(statements, [...closure.places(), ...the.left]);
  for (const [key, entity] of before) {
    if (written.has(key)) continue;
    const row = the.changes.get(entity.kind, entity.id);
    // It came as predicted, and somebody who is not concerned has written over it.
    const stays = the.predicted.has(key) && isWrittenOver(statements, the, closure, key);
    if (stays && row !== undefined) settled.push({ entity, row });
    else unsettled.push(entity);
  }
  return { settled, kept, unsettled };
}

/** Decides what is concerned again; nothing is written. */
export async function rebase(parts: RebaseParts, input: RebaseInput): Promise<Plan> {
  const { statements } = parts;
  const the = caseOf(statements, input);
  const closure = closureOf(statements, the.over, the.left);
  closure.changed(seedsOf(statements, the));
  const round = await decideAll(parts, the, closure);
  return {
    ...rowsOf(statements, the, round),
    ...settledOf(statements, the, closure, round),
    decided: round.decisions.decided,
    left: input.leaving,
    settings: round.decisions.settings,
  };
}

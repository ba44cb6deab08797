// Runs one group in one transaction: catches up with other processes, decides, writes, and keeps what was committed.

import type { Instant } from '../../shared/lib/time.ts';
import type { Command } from '../../shared/queues/command.ts';
import type { Rules } from '../../shared/queues/engine/perform.ts';
import { SETTINGS_KINDS } from '../../shared/queues/world/settings-of.ts';
import { GENESIS } from '../../shared/sync/protocol.ts';
import type { Cursor, PushAnswer, PushBody } from '../../shared/sync/protocol.ts';
import { vouchedUpTo } from '../auth/vouching.ts';
import type { Failure } from '../failure.ts';
import type { Library } from '../library.ts';
import type { Log } from '../service-port.ts';
import type { DeskRow } from '../store/auth-port.ts';
import type { Group as StoreGroup, Store, StoreReads, StoreWrites } from '../store/port.ts';
import { freshIds } from './fresh-ids.ts';
import { openGroup } from './group.ts';
import type { Group } from './group.ts';
import { SERVICE_DESK } from './lane-port.ts';
import type { Commit, LaneDraft, LaneResult } from './lane-port.ts';
import { listingsBetween } from './listings.ts';
import { createReader } from './reader.ts';
import type { RowCache } from './row-cache.ts';
import { loadSettings } from './settings.ts';
import type { CompiledSettings, Put } from './settings.ts';
import { runDraft, runPush } from './units.ts';
import type { Known } from './units.ts';
import { warmUp } from './warm.ts';

/** What callers bring. */
export type Unit =
  | { kind: 'push'; deskId: string; body: PushBody }
  | { kind: 'run'; draft: LaneDraft };
/** What they get. */
export type Answer = PushAnswer | LaneResult | Failure;

/** What a lane is made from. */
export interface LaneParts {
  store: Store;
  library: Library;
  rules: Rules;
  newId(): string;
  log: Log;
}

/** What this process keeps of what was committed, valid up to `head`. */
export interface LaneState {
  cache: RowCache;
  head: Cursor;
  settings: CompiledSettings;
  /** People who have signed in at a desk; only ever grows. */
  staff: Map<string, ReadonlySet<string>>;
}

/** More rows of others than this are not evicted one by one. */
const MOST_BEHIND = 5000;

async function evictSince(writes: StoreWrites, state: LaneState, head: Cursor): Promise<void> {
  let at = state.head.seq;
  let again = false;
  while (at < head.seq) {
    const rows = await writes.log(at, MOST_BEHIND);
    const last = rows.at(-1);
    if (!last) break;
    state.cache.evict(rows);
    again ||= rows.some(({ kind }) => SETTINGS_KINDS.has(kind));
    at = last.seq;
  }
  if (again) state.settings = await loadSettings(writes);
}

/** Forgets what other processes have changed since the last group of this one; the lock is held. */
async function catchUp(writes: StoreWrites, state: LaneState): Promise<void> {
  const head = await writes.head();
  if (head.seq === state.head.seq && head.hash === state.head.hash) return;
  const ahead = head.seq - state.head.seq;
  const known = state.head.seq === 0 ? GENESIS : await writes.hashAt(state.head.seq);
  // An exchanged database goes back, or on from elsewhere.
  if (ahead > 0 && ahead <= MOST_BEHIND && known === state.head.hash) {
    await evictSince(writes, state, head);
  } else {
    state.cache.clear();
    state.settings = await loadSettings(writes);
  }
  state.head = head;
}

function commandsOf(units: readonly Unit[], now: string): Command[] {
  return units.flatMap((unit) => {
    if (unit.kind === 'push') return unit.body.commands;
    const { codePrefix: _, ...draft } = unit.draft;
    return [{ ...draft, desk: SERVICE_DESK, cseq: 0, v: 1, at: now }];
  });
}

function signedInOf(reads: StoreReads, staff: LaneState['staff']): Known['signedIn'] {
  return async (desk, staffId) => {
    if (staff.get(desk)?.has(staffId)) return true;
    staff.set(desk, new Set(await reads.staffOfDesk(desk)));
    return staff.get(desk)?.has(staffId) ?? false;
  };
}

/** The desks that push, each vouched for as far as it is now. */
async function desksOf(writes: StoreWrites, units: readonly Unit[], real: Instant) {
  const ids = new Set(units.flatMap((unit) => (unit.kind === 'push' ? [unit.deskId] : [])));
  const desks = ids.size === 0 ? [] : await writes.desks([...ids]);
  return new Map(
    desks.map((desk): [string, DeskRow] => [
      desk.id,
      { ...desk, vouched: vouchedUpTo(desk, real) },
    ]),
  );
}

async function knownOf(
  writes: StoreWrites,
  state: LaneState,
  units: readonly Unit[],
  commands: readonly Command[],
  real: Instant,
): Promise<Known> {
  const results = await writes.results(commands.map(({ id }) => id));
  return {
    epoch: (await writes.meta('epoch')) ?? '',
    desks: await desksOf(writes, units, real),
    results: new Map(results.map((each) => [each.id, each])),
    signedIn: signedInOf(writes, state.staff),
  };
}

/** What a group leaves, as the store takes it. */
interface Leaving {
  store: StoreGroup;
  written: Put[];
  settings: CompiledSettings;
  head: Cursor;
}

async function leaving(group: Group, before: CompiledSettings): Promise<Leaving> {
  const { gathered, reader, writes, world } = group;
  const written = world.written();
  const settings = group.settings();
  const listings = await listingsBetween(writes, reader, written, before, settings);
  const store: StoreGroup = {
    rows: gathered.images(),
    ...listings,
    log: gathered.log,
    results: gathered.results,
    texts: gathered.texts(),
    desks: gathered.desks(),
    counters: gathered.counters(),
    jobs: gathered.jobs,
    audit: gathered.audit,
  };
  return { store, written, settings, head: gathered.head() };
}

function isEmpty({ results, desks, log }: StoreGroup): boolean {
  return results.length === 0 && desks.length === 0 && log.length === 0;
}

async function work(
  parts: LaneParts,
  state: LaneState,
  units: readonly Unit[],
  poisoned: ReadonlySet<string>,
  writes: StoreWrites,
): Promise<{ answers: Answer[]; left: Leaving }> {
  const { library } = parts;
  await catchUp(writes, state);
  const now = library.now();
  const commands = commandsOf(units, now);
  const known = await knownOf(writes, state, units, commands, library.real());
  const fresh = commands.filter(({ id }) => !known.results.has(id) && !poisoned.has(id));
  const ids = freshIds();
  const reader = createReader(writes, state.cache, ids.isNew);
  const { cardKey } = library.about();
  const { settings, head } = state;
  const group = openGroup({
    ...parts,
    writes,
    reader,
    ids,
    settings,
    head,
    cardKey,
    now,
    poisoned,
  });
  await warmUp(reader, fresh);
  const answers: Answer[] = [];
  for (const unit of units) {
    answers.push(
      unit.kind === 'push'
        ? await runPush(group, known, unit.deskId, unit.body)
        : await runDraft(group, known, unit.draft),
    );
  }
  const left = await leaving(group, settings);
  if (!isEmpty(left.store)) await writes.write(left.store);
  return { answers, left };
}

function keep(state: LaneState, { store, written, settings, head }: Leaving): Commit {
  for (const { kind, row } of written) state.cache.keep(kind, row.id, row);
  for (const listing of store.unlisted) state.cache.leaves(listing);
  for (const listing of store.listed) state.cache.enters(listing);
  state.settings = settings;
  state.head = head;
  return { rows: store.log, texts: store.texts };
}

/**
 * Runs units in one transaction; their answers are worth something only once this is back.
 * @throws StoreFault, or ReadFailed with one behind it, when the store fails; anything else is a bug in one of the units
 */
export async function runGroup(
  parts: LaneParts,
  state: LaneState,
  units: readonly Unit[],
  poisoned: ReadonlySet<string>,
): Promise<{ answers: Answer[]; commit: Commit }> {
  const { answers, left } = await parts.store.lane((writes) =>
    work(parts, state, units, poisoned, writes),
  );
  return { answers, commit: keep(state, left) };
}

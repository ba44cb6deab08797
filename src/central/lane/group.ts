// One group of commands under the stream's lock: decided one after the other, gathered, and written as a whole.

import { derivedId } from '../../shared/lib/ids.ts';
import type { Instant } from '../../shared/lib/time.ts';
import { SOME_READER } from '../../shared/queues/command.ts';
import type { Command, Outcome } from '../../shared/queues/command.ts';
import type { Rules } from '../../shared/queues/engine/perform.ts';
import { receive } from '../../shared/queues/engine/receive.ts';
import type { Received } from '../../shared/queues/engine/receive.ts';
import type { Env, World } from '../../shared/queues/world/world.ts';
import { isAccepted } from '../../shared/sync/protocol.ts';
import type { Cursor } from '../../shared/sync/protocol.ts';
import { cardHasher, sha256 } from '../../node/env.ts';
import type { Log } from '../service-port.ts';
import type { ResultRow, StoreWrites } from '../store/port.ts';
import { auditOf } from './audited.ts';
import type { FreshIds } from './fresh-ids.ts';
import { createGathered } from './gathered.ts';
import type { Gathered } from './gathered.ts';
import { groupWorld } from './group-world.ts';
import type { GroupWorld } from './group-world.ts';
import { SERVICE_DESK } from './lane-port.ts';
import { ReadFailed } from './reader.ts';
import type { Reader } from './reader.ts';
import type { CompiledSettings, Put } from './settings.ts';
import { partsOf } from './stored.ts';
import type { Parts } from './stored.ts';

/** What a group is decided with. */
export interface GroupParts {
  writes: StoreWrites;
  reader: Reader;
  ids: FreshIds;
  settings: CompiledSettings;
  /** The log's end before it. */
  head: Cursor;
  cardKey: string;
  /** The library's time. */
  now: Instant;
  rules: Rules;
  newId(): string;
  log: Log;
  /** Commands that were found to break a group: they are refused unseen. */
  poisoned: ReadonlySet<string>;
}

/** A group under way. */
export interface Group {
  now: Instant;
  writes: StoreWrites;
  reader: Reader;
  world: GroupWorld;
  env: Env;
  gathered: Gathered;
  settings(): CompiledSettings;
  /** Decides a command and gathers what comes of it; a bug behind it is a refusal of this command alone. */
  decide(command: Command): Promise<ResultRow>;
  /** Refuses, unseen, a command that is known to break its group; null for any other. */
  broken(command: Command): ResultRow | null;
  /** Notes a refusal that needed no decision. */
  refuse(
    command: Command,
    code: ResultRow['code'],
    refusal: string,
    facts?: ResultRow['facts'],
  ): ResultRow;
}

function envOver(
  cardKey: string,
  settings: () => CompiledSettings,
  given: (id: string) => string,
): Env {
  return {
    deriveId: (commandId, ordinal) => given(derivedId(commandId, ordinal, sha256)),
    sha256,
    cardHash: cardHasher(cardKey),
    get settings() {
      return settings().settings;
    },
  };
}

/** What a command leaves, taken apart before any of it is kept: what throws here leaves nothing. */
interface Decided {
  received: Received;
  put: Put[];
  parts: Parts[];
}

async function decided(world: GroupWorld, command: Command, env: Env, rules: Rules) {
  const put: Put[] = [];
  const collecting: World = {
    get: world.get,
    list: world.list,
    put: (kind, row) => void put.push({ kind, row } as Put),
  };
  const received = await receive(collecting, command, env, rules);
  const parts = put.map(({ kind, row }) => partsOf(kind, row));
  return { received, put, parts } satisfies Decided;
}

/**
 * Who the log says it was. Its rows stay as they are for good, so that a reader is none of their own from the beginning:
 * whose something is, the rows say as long as they may.
 */
async function loggedActor(world: World, { actor }: Command): Promise<string> {
  if (actor === 'system') return actor;
  return (await world.get('staff', actor)) === undefined ? SOME_READER : actor;
}

/**
 * Whether a result is stored. A timer of the service that is refused is not: nobody waits for its outcome, and the same
 * id must be free when its request has changed.
 */
function isKept(actor: string, { desk, code }: ResultRow): boolean {
  return desk !== SERVICE_DESK || actor !== 'system' || isAccepted(code);
}

/** The request whose head a result tells; a sighting is about a copy, and may have concerned no request. */
function aboutOf({ type, entity }: Command, outcome: Outcome): string | null {
  const own = outcome.ok ? outcome.requestId : null;
  return own ?? (type.startsWith('copy.') ? null : entity);
}

/** Opens a group; the stream's lock is held and the reader's cache has caught up. */
export function openGroup(parts: GroupParts): Group {
  const { writes, reader, now, rules } = parts;
  const world = groupWorld(reader);
  const gathered = createGathered(parts.head, now);
  let { settings } = parts;
  const env = envOver(parts.cardKey, () => settings, parts.ids.given);

  const resultOf = (
    command: Command,
    set: Pick<ResultRow, 'code' | 'refusal' | 'seq' | 'head' | 'facts'>,
  ): ResultRow => {
    const { id, desk, cseq, actor } = command;
    const result = { id, desk, cseq, ...set, at: now };
    if (isKept(actor, result)) gathered.result(result);
    const line = auditOf(command, result.code);
    if (line) gathered.note(line);
    return result;
  };
  const refuse = (
    command: Command,
    code: ResultRow['code'],
    refusal: string,
    facts: ResultRow['facts'] = {},
  ) => resultOf(command, { code, refusal, seq: null, head: null, facts });
  const broken = (command: Command, error: unknown): ResultRow => {
    const id = parts.newId();
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parts.log(`${id} lane ${command.type}: ${text}`);
    return refuse(command, 'bad_command', 'internal', { id });
  };

  const keep = async (command: Command, { received, put, parts: rows }: Decided) => {
    const { code, refusal, outcome } = received;
    const before = await Promise.all(put.map(({ kind, row }) => world.get(kind, row.id)));
    for (const each of put) world.put(each.kind, each.row);
    const actor = await loggedActor(world, command);
    const remarks = outcome.ok ? outcome.remarks : [];
    const seq = gathered.rows(command, actor, put, rows, before, remarks);
    settings = settings.with(put);
    const about = aboutOf(command, outcome);
    const head = about === null ? null : ((await world.get('request', about))?.head ?? null);
    const facts = refusal?.facts ?? {};
    return resultOf(command, { code, refusal: refusal?.code ?? null, seq, head, facts });
  };

  return {
    now,
    writes,
    reader,
    world,
    env,
    gathered,
    settings: () => settings,
    refuse,
    broken: (command) =>
      parts.poisoned.has(command.id) ? broken(command, 'it broke its group') : null,
    async decide(command) {
      let what: Decided;
      try {
        what = await decided(world, command, env, rules);
      } catch (error) {
        // A store that cannot be read says nothing of the command.
        if (error instanceof ReadFailed) throw error;
        return broken(command, error);
      }
      return keep(command, what);
    },
  };
}

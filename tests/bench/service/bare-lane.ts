// What the store bears with nothing around it: groups of twenty commands, each of which reads one row and leaves three.

import { randomUUID } from 'node:crypto';
import { sha256 } from '../../../src/node/env.ts';
import type { BaseRow, Group, Store, StoredRow } from '../../../src/central/store/port.ts';
import { rowHash } from '../../../src/shared/sync/chain.ts';
import type { LogRow } from '../../../src/shared/sync/protocol.ts';

const GROUP = 20;
const ROWS = 20_000;
const WARM_MS = 1000;

/** A row about as long as a request's image. */
function imageOf(id: string, ver: number, by: string): string {
  return JSON.stringify({ by, fields: { text: '南校区书库'.repeat(100) }, id, ver });
}

function stored(id: string, ver: number, by: string): StoredRow {
  const image = imageOf(id, ver, by);
  return { kind: 'request', id, ver, image, digest: sha256(image) };
}

/** Rows to work on. */
async function fill(store: Store): Promise<string[]> {
  const ids = Array.from({ length: ROWS }, () => randomUUID());
  const rows = ids.map((id): BaseRow => ({ row: stored(id, 1, 'base'), listings: [], text: null }));
  await store.load(rows, { epoch: 'bare', baseId: 'bare', cardKey: 'bare' });
  return ids;
}

/** One group: read, decide, write. */
async function group(store: Store, entities: readonly string[], now: string): Promise<void> {
  await store.lane(async (writes) => {
    let head = await writes.head();
    const found = await writes.rows(entities.map((id) => ({ kind: 'request', id })));
    const log: LogRow[] = [];
    const rows: StoredRow[] = [];
    const results: Group['results'][number][] = [];
    for (const { id, ver, image } of found) {
      const { kind } = JSON.parse(image) as { kind?: string };
      const commandId = randomUUID();
      const row = stored(id, ver + 1, kind ?? commandId);
      const fields = {
        seq: head.seq + 1,
        kind: row.kind,
        id,
        ver: row.ver,
        commandId,
        actor: 'somebody',
        desk: 'desk',
        serverTime: now,
      };
      const hash = rowHash(head.hash, fields, row.digest, sha256);
      head = { seq: fields.seq, hash };
      log.push({ ...fields, image: row.image, imageHash: null, hash });
      rows.push(row);
      results.push({
        id: commandId,
        desk: 'desk',
        cseq: fields.seq,
        code: 'ok',
        refusal: null,
        seq: fields.seq,
        head: commandId,
        facts: {},
        at: now,
      });
    }
    await writes.write({
      rows,
      log,
      results,
      unlisted: [],
      listed: [],
      texts: [],
      desks: [],
      counters: [],
      jobs: [],
    });
  });
}

/** What the bare lane did in one turn. */
export interface BareTurn {
  /** Commands a second. */
  perSecond: number;
  /** Seconds of this process's processor a command. */
  cpuEach: number;
}

/** Rows in an empty store, and turns of groups one after another on them. */
export async function bareLane(store: Store): Promise<(ms: number) => Promise<BareTurn>> {
  const ids = await fill(store);
  let next = 0;
  const run = async (ms: number) => {
    let groups = 0;
    for (const until = performance.now() + ms; performance.now() < until; groups += 1) {
      next += 1;
      const entities = Array.from(
        { length: GROUP },
        (_, at) => ids[(next + at * 997) % ROWS] ?? '',
      );
      await group(store, entities, new Date().toISOString());
    }
    return groups * GROUP;
  };
  await run(WARM_MS);
  return async (ms) => {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    const commands = await run(ms);
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (performance.now() - start) / 1000;
    return { perSecond: commands / seconds, cpuEach: (user + system) / 1e6 / commands };
  };
}

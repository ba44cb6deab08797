// Loans passed on a second, with fifty readers who race for each: lent, offered, fifty acceptances at once, returned.

import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { hasFailed } from '../../../src/central/failure.ts';
import { loadBase } from '../../../src/central/base/load-base.ts';
import { openPostgresStore } from '../../../src/central/store/postgres/postgres-store.ts';
import type { Store } from '../../../src/central/store/port.ts';
import { openSqliteStore } from '../../../src/central/store/sqlite/sqlite-store.ts';
import { laneClock, laneOver, nextId } from '../../support/central-lane.ts';
import { startPostgres } from '../../support/postgres.ts';
import { CROWD, crowdedBase } from '../../support/transfer-contract.ts';
import { percentile, report } from '../table.ts';
import { bareLane } from './bare-lane.ts';

const HASH = 'f'.repeat(64);
const ROUND_MS = 5000;
const BARE_MS = 3000;
/** Lending, offering and returning besides the acceptances. */
const COMMANDS = CROWD.length + 3;

/** What a run of transfers came to. */
interface Passed {
  perSecond: number;
  /** Milliseconds from the first acceptance until the last of the fifty is answered. */
  races: number[];
}

/** A command of somebody, as the service gives it to its lane. */
function giving(lane: Awaited<ReturnType<typeof laneOver>>['lane']) {
  return async (actor: string, type: string, entity: string, input: Record<string, unknown>) => {
    const point = actor === 'desk-a' ? 'n-desk' : null;
    const draft = { id: randomUUID(), actor, point, type, entity, expectHead: null, input };
    const result = await lane.run(draft);
    if (hasFailed(result)) throw new Error(result.body.code);
    return result.refusal ?? result.code;
  };
}

async function passing(store: Store): Promise<Passed> {
  const { lane } = await laneOver(store);
  const give = giving(lane);
  const races: number[] = [];
  let passed = 0;
  const start = performance.now();
  for (const until = start + ROUND_MS; performance.now() < until; passed += 1) {
    laneClock.forward(1);
    const [loanId, offer] = [nextId(), nextId()];
    await give('desk-a', 'loan.out', loanId, { scan: 'C1', readerId: 'reader-1' });
    await give('reader-1', 'transfer.offer', offer, { loanId, codeHash: HASH });
    const began = performance.now();
    const accept = (reader: string) => give(reader, 'transfer.accept', offer, { codeHash: HASH });
    const said = await Promise.all(CROWD.map(accept));
    races.push(performance.now() - began);
    const winners = said.filter((code) => code === 'ok').length;
    if (winners !== 1) throw new Error(`${winners} of ${CROWD.length} have one copy`);
    await give('desk-a', 'loan.back', 'c1', { scan: 'C1' });
  }
  const perSecond = passed / ((performance.now() - start) / 1000);
  await lane.close();
  return { perSecond, races };
}

async function measureStore(name: string, store: Store, bare: Store): Promise<void> {
  await loadBase(store, crowdedBase(), { clock: laneClock, newId: nextId, newKey: () => 'key' });
  const turn = await bareLane(bare);
  const { perSecond } = await turn(BARE_MS);
  const passed = await passing(store);
  report(
    `loans passed on, ${CROWD.length} readers racing for each, ${name}`,
    passed.perSecond,
    'a second',
    null,
    { what: 'the bare lane with as many commands', value: perSecond / COMMANDS },
    true,
  );
  const p95 = percentile(passed.races, 0.95);
  report(`until all ${CROWD.length} are answered, ${name}, p95`, p95, 'ms', null);
}

/** Measures both stores; the files lie below `folder`. */
export async function measureTransfers(folder: string): Promise<void> {
  const own = mkdtempSync(join(folder, 'transfers-'));
  const sqlite = (name: string) =>
    openSqliteStore({ file: join(own, `${name}.db`), stream: name, clock: laneClock });
  const files = [sqlite('service'), sqlite('bare')] as const;
  await measureStore('SQLite', ...files);
  for (const store of files) await store.close();
  rmSync(own, { recursive: true, force: true });
  const server = await startPostgres();
  const postgres = async (stream: string) =>
    openPostgresStore({ url: await server.newDatabase(), stream, clock: laneClock });
  const databases = [await postgres('service'), await postgres('bare')] as const;
  await measureStore('PostgreSQL', ...databases);
  for (const store of databases) await store.close();
  await server.stop();
}

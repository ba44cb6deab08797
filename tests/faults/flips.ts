// Damage to the files of a desk that has joined: bytes flipped, ends cut off, pages of zeros. The outbox notices and
// puts the file aside; the replica is made again or mended; nothing that the service knew is lost.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { buildSim, endSim, everybodyJoins, untilQuiet } from '../support/sim/build.ts';
import { finalProblems } from '../support/sim/checks/all-checks.ts';
import { deskFacts } from '../support/sim/checks/desk-facts.ts';
import type { DeskHost } from '../support/sim/desk-host.ts';
import { chanceOf } from '../support/sim/random.ts';
import type { Chance } from '../support/sim/random.ts';
import type { Sim } from '../support/sim/sim.ts';
import { makeTemplates } from '../support/sim/templates.ts';
import type { Templates } from '../support/sim/templates.ts';
import type { Failing, Tally } from './report.ts';

const PAGE = 4096;
/** Damages that one simulated library goes through. */
const AT_ONCE = 10;
const HOUR = 3_600_000;

/** What was done to which file. */
interface Damage {
  file: 'outbox.db' | 'replica.db';
  how: 'flip' | 'truncate' | 'zero' | 'row' | 'content';
  /** Whether it must be noticed: it hit the content of a row. */
  sure: boolean;
}

/** A flip inside the content of a row of the outbox, whose hash must tell. */
function flipRow(bytes: Buffer, chance: Chance, ids: readonly string[]): boolean {
  const id = ids[chance.between(0, Math.max(0, ids.length - 1))] ?? '';
  // The last copy: earlier ones may lie in pages that are free by now.
  const at = id === '' ? -1 : bytes.lastIndexOf(id);
  if (at < 0) return false;
  const hit = at + chance.between(0, id.length - 1);
  bytes[hit] = (bytes[hit] ?? 0) ^ 0x55;
  return true;
}

/** Another value in a row of the replica, which SQLite has no way to tell. */
function wrongRow(path: string, chance: Chance): Damage {
  const db = new Database(path);
  const table = chance.oneOf(['copy', 'title', 'reader', 'staff', 'request', 'event'] as const);
  const column = { copy: 'callNumber', title: 'author', reader: 'category', staff: 'name' };
  const changed = table === 'request' || table === 'event' ? 'campus' : column[table];
  db.prepare(
    `UPDATE "${table}" SET "${changed}" = 'wrong' WHERE n = (SELECT n FROM "${table}" ORDER BY n LIMIT 1)`,
  ).run();
  db.close();
  return { file: 'replica.db', how: 'content', sure: false };
}

function spoil(folder: string, chance: Chance, ids: readonly string[]): Damage {
  const file = chance.oneOf(['outbox.db', 'replica.db'] as const);
  const rows = file === 'outbox.db' && chance.hits(0.5);
  let how: Damage['how'] = rows ? 'row' : chance.oneOf(['flip', 'truncate', 'zero'] as const);
  const path = join(folder, file);
  if (file === 'replica.db' && chance.hits(0.4)) return wrongRow(path, chance);
  let bytes = readFileSync(path);
  if (how === 'row' && !flipRow(bytes, chance, ids)) how = 'flip';
  const at = chance.between(0, bytes.length - 1);
  if (how === 'flip') bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.between(0, 7));
  if (how === 'truncate') bytes = bytes.subarray(0, at);
  if (how === 'zero') bytes.fill(0, at - (at % PAGE), at - (at % PAGE) + PAGE);
  writeFileSync(path, bytes);
  return { file, how, sure: how === 'row' };
}

/** Files that were put aside in a folder. */
function asides(folder: string): number {
  return readdirSync(folder).filter((name) => name.endsWith('.db') && name.includes('damaged'))
    .length;
}

function outboxIds(desk: DeskHost): string[] {
  const outbox = desk.running()?.store.outbox;
  return outbox ? outbox.after(0, 10_000).map(({ command }) => command.id) : [];
}

/** A desk that has lost who it was joins anew. */
async function joinAgain({ service, scheduler }: Sim, desk: DeskHost): Promise<void> {
  const running = desk.running();
  if (running === null || running.store.joined() !== null) return;
  const code = await service.service()?.auth.consoleCode(desk.campus);
  void running.join(code?.code ?? '');
  await scheduler.runTo(scheduler.now() + 5000);
  const id = desk.id();
  if (id !== null) await service.admit(id);
}

/** One damage and all that follows; gives what is wrong. */
async function once(sim: Sim, desk: DeskHost, chance: Chance): Promise<string[]> {
  const { scheduler, ledger, problems, trace } = sim;
  for (let move = 0; move < 4; move += 1) await desk.act();
  await untilQuiet(sim);
  const ids = outboxIds(desk);
  const running = desk.running();
  if (running) sim.lostOutboxes.push(deskFacts(desk.name, running.store));
  const before = asides(desk.folder());
  let damage: Damage | null = null;
  // The files are closed as a quiet end leaves them, so that all of it lies in the file itself.
  desk.plan({
    powerGone: false,
    losesReplica: false,
    restartMs: 500,
    damage(at) {
      damage = spoil(at, chance, ids);
      trace.note(`${damage.file}: ${damage.how}`);
    },
  });
  desk.flush();
  desk.kill();
  await scheduler.runTo(scheduler.now() + 3000);
  const done = damage as Damage | null;
  const left = new Set(outboxIds(desk));
  const folder = desk.folder();
  const aside = asides(folder) > before;
  if (aside) trace.note('an outbox lies aside');
  const gone = ids.filter((id) => !left.has(id)).length;
  const told = `${done?.file} ${done?.how}`;
  const texts: string[] = [];
  if (gone > 0 && !aside) texts.push(`${told}: ${gone} commands are gone and no file lies aside`);
  if (done?.sure === true && !aside) texts.push(`${told}: nobody has noticed`);
  ledger.lose(desk.name, 0);
  await joinAgain(sim, desk);
  // The next night all rows are compared.
  sim.serviceClock.jump(21 * HOUR);
  desk.clock.jump(21 * HOUR);
  await scheduler.runTo(scheduler.now() + 60_000);
  await untilQuiet(sim);
  texts.push(...problems.splice(0), ...(await finalProblems(sim)));
  return texts.map((text) => `after ${told}: ${text}`);
}

/** What desks said and did about damages, for the table. */
const TOLD = {
  'outboxes hit': /^\d+ outbox\.db: /u,
  'replicas hit': /^\d+ replica\.db: /u,
  'put aside': /^\d+ an outbox lies aside$/u,
  'rows had anew': /^\d+ d1 \/v1\/snapshot of/u,
  mended: /were mended$/u,
};

type Counts = Record<keyof typeof TOLD, number>;

async function some(
  templates: Templates,
  seed: number,
  count: number,
  counts: Counts,
  failed: (text: string) => void,
): Promise<void> {
  const chance = chanceOf(`flips ${seed}`);
  const twist = { mends: true } as const;
  const sim = buildSim({ templates, chance: chance.of('library'), desks: 2, twist });
  await everybodyJoins(sim, true);
  const [desk] = sim.desks;
  if (!desk) throw new Error('no desk');
  for (let done = 0; done < count; done += 1) {
    const texts = await once(sim, desk, chance);
    for (const text of texts.slice(0, 3)) failed(text);
    if (texts.length > 0) break;
  }
  for (const [name, pattern] of Object.entries(TOLD)) {
    counts[name as keyof Counts] += sim.trace.lines().filter((line) => pattern.test(line)).length;
  }
  await endSim(sim);
}

/** So many damages. */
export async function flips(count: number, seed: number): Promise<Tally> {
  const failures: Failing[] = [];
  const counts = Object.fromEntries(Object.keys(TOLD).map((name) => [name, 0])) as Counts;
  const templates = await makeTemplates();
  for (let done = 0; done < count; done += AT_ONCE) {
    const own = seed + done;
    const replay = `npm run faults -- flips --seed ${own} --flips ${AT_ONCE}`;
    await some(templates, own, Math.min(AT_ONCE, count - done), counts, (text) =>
      failures.push({ text, replay }),
    );
  }
  templates.remove();
  const told = Object.entries(counts).map(([name, times]) => `${times} ${name}`);
  return { count, failures, note: told.join(', ') };
}

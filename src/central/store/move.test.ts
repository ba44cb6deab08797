// A library moves between stores with its numbers and hashes, and a touched log is noticed and placed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportLibrary, importLibrary, verifyChain } from './move.ts';
import { at, commit, rowOf, sessionOf } from './contract/things.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import type { SqliteStore } from './sqlite/sqlite-store.ts';

const clock = { now: () => at(0) };
const inMemory = (stream = 'main') => openSqliteStore({ file: ':memory:', stream, clock });

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

async function exported(store: SqliteStore): Promise<string[]> {
  const lines: string[] = [];
  await exportLibrary(store, async (line) => void lines.push(line));
  return lines;
}

/** A store with a few commands, a session and a line in the audit trail. */
async function lived(store: SqliteStore): Promise<SqliteStore> {
  for (let n = 1; n <= 30; n += 1) {
    const texts = [{ kind: 'event' as const, id: `e${n}`, ver: 1, of: 'r1', text: { note: '嗯' } }];
    await commit(store, `x${n}`, [rowOf('copy', 'c1', n), rowOf('event', `e${n}`, 1)], { texts });
  }
  await store.auth.addSession(sessionOf('s1'));
  await store.auth.audit({ at: at(0), what: 'sign_in', who: 's1', desk: null, facts: {} });
  return store;
}

describe('moving', () => {
  it('keeps every row, number and hash, also into a stream of another name', async () => {
    const from = await lived(inMemory());
    const lines = await exported(from);
    const to = inMemory('branch');
    expect(await importLibrary(to, linesOf(lines))).toEqual(await from.reads.head());
    expect(await exported(to)).toEqual(lines);
    expect(await verifyChain(to)).toEqual({ whole: true, through: await from.reads.head() });
    expect((await commit(to, 'x99', [rowOf('copy', 'c1', 99)])).seq).toBe(61);
  });

  it('takes nothing of a file that is cut, thinned, changed or of something else', async () => {
    const lines = await exported(await lived(inMemory()));
    const touched = lines.map((line) => line.replace('"staff-1"', '"staff-2"'));
    const thinned = lines.filter((line) => !line.startsWith('["private_text"'));
    const newer = lines.with(0, JSON.stringify({ shutai: 'library', form: 99 }));
    const to = inMemory();
    const refused = async (some: readonly string[]) => importLibrary(to, linesOf(some));
    await expect(refused(lines.slice(0, -1))).rejects.toThrow('ends too early');
    await expect(refused(thinned)).rejects.toThrow('rows are missing');
    await expect(refused(touched)).rejects.toThrow('row 1 does not fit');
    await expect(refused(newer)).rejects.toThrow('newer program');
    await expect(refused(['{"some":"thing"}'])).rejects.toThrow('shutai');
    await expect(refused([])).rejects.toThrow('ends too early');
    expect(await to.reads.count('copy')).toBe(0);
    await refused(lines);
    await expect(refused(lines)).rejects.toThrow('has rows');
  });
});

describe('a log', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shutai-chain-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const tampered = async (sql: string) => {
    const file = join(folder, 'central.db');
    const open = () => openSqliteStore({ file, stream: 'main', clock });
    const store = await lived(open());
    expect(await verifyChain(store)).toMatchObject({ whole: true });
    await store.close();
    const raw = new Database(file);
    // Whoever holds the file can lift what guards it; the chain tells all the same.
    for (const trigger of ['log_kept', 'log_only_blanked']) raw.exec(`DROP TRIGGER ${trigger}`);
    raw.exec(sql);
    raw.close();
    const again = open();
    const verdict = await verifyChain(again);
    await expect(exported(again)).rejects.toThrow('The log was touched');
    await again.close();
    return verdict;
  };

  it.each([
    ['a changed image', `UPDATE log SET image = '{}' WHERE seq = 7`, 7],
    ['another actor', `UPDATE log SET actor = 'nobody' WHERE seq = 60`, 60],
    ['a row gone', 'DELETE FROM log WHERE seq = 12', 13],
    [
      'a blanked image with another hash',
      `UPDATE log SET image = NULL, image_hash = 'a' WHERE seq = 2`,
      2,
    ],
    ['a new first row', `UPDATE log SET hash = '${'1'.repeat(64)}' WHERE seq = 1`, 1],
  ])('with %s is noticed, and where', async (_, sql, seq) => {
    expect(await tampered(sql)).toEqual({ whole: false, seq });
  });

  it('without rows is whole', async () => {
    expect(await verifyChain(inMemory())).toMatchObject({ whole: true, through: { seq: 0 } });
  });
});

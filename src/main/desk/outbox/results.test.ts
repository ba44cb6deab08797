import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId, profileFolder } from '../../../../tests/support/desk-core.ts';
import { flipByte, offsetOf } from '../../../../tests/support/desk-files.ts';
import type { Command } from '../../../shared/queues/command.ts';
import type { CommandResult } from '../../../shared/sync/protocol.ts';
import { findMigrations, readMigrations } from '../db/migrate.ts';
import { openProfileOutbox } from './open-outbox.ts';
import type { Outbox } from './outbox.ts';

let folder: string;
let outbox: Outbox;
let problem: unknown;
const NOW = '2018-06-06T00:00:00.000Z';
const file = () => join(folder, 'outbox.db');

function open(): void {
  const migrations = readMigrations(findMigrations(import.meta.dirname), 'outbox');
  ({ outbox, problem } = openProfileOutbox(file(), migrations, NOW));
}

function reopen(): void {
  outbox.close();
  open();
}

beforeEach(() => {
  folder = profileFolder();
  open();
});
afterEach(() => {
  outbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Gives some commands, one a day from the first of May on; gives their ids. */
function give(count: number): string[] {
  const ids = Array.from({ length: count }, () => commandId());
  for (const [index, id] of ids.entries()) {
    const command: Command = {
      id,
      desk: 'desk',
      point: null,
      cseq: outbox.last() - outbox.offset() + 1,
      actor: 'boss',
      type: 'request.note',
      v: 1,
      entity: 'request',
      expectHead: null,
      input: { note: `note ${index}` },
      at: `2018-05-${String((index % 30) + 1).padStart(2, '0')}T00:00:00.000Z`,
    };
    outbox.append([{ command, outcome: { ok: true, requestId: null, remarks: [], undo: null } }]);
  }
  return ids;
}

function resultOf(id: string, set: Partial<CommandResult> = {}): CommandResult {
  const cseq = outbox.byId(id)?.command.cseq ?? 0;
  const plain = {
    code: 'ok',
    refusal: null,
    seq: cseq * 10,
    head: null,
    facts: {},
    at: NOW,
  } as const;
  return { id, cseq, ...plain, ...set };
}
const refused = (id: string) =>
  resultOf(id, { code: 'conflict', refusal: 'stale', seq: null, facts: { changedBy: 'li' } });

describe('results', () => {
  it('stand beside their commands and take nothing away', () => {
    const ids = give(4);
    outbox.addResults([resultOf(ids[0] ?? ''), refused(ids[1] ?? '')]);
    reopen();
    expect(outbox.count()).toBe(4);
    expect(outbox.firstOpen()).toBe(3);
    expect(outbox.waiting()).toBe(2);
    expect(outbox.resultOf(ids[1] ?? '')).toMatchObject({ refusal: 'stale', seq: null });
    expect(outbox.resultOf(ids[2] ?? '')).toBeNull();
    expect(outbox.pending(0).map(({ place }) => place)).toEqual([1, 3, 4]);
    expect(outbox.pending(10).map(({ place }) => place)).toEqual([3, 4]);
    expect(outbox.page('received', 0, 0, 10).map(({ place }) => place)).toEqual([1]);
    expect(outbox.page('all', 0, 0, 10).map(({ result }) => result?.code)).toEqual([
      undefined,
      undefined,
      'conflict',
      'ok',
    ]);
  });

  it('are shown as refused until the person puts them away', () => {
    const ids = give(2);
    outbox.addResults(ids.map(refused));
    expect(outbox.countOf('refused', 0)).toBe(2);
    outbox.dismiss([ids[0] ?? ''], NOW);
    reopen();
    expect(outbox.page('refused', 0, 0, 10).map(({ command }) => command.id)).toEqual([ids[1]]);
    expect(outbox.count()).toBe(2);
  });

  it('end a doubt', () => {
    const [id = ''] = give(1);
    outbox.addDoubts([{ place: 1, refusal: { ok: false, code: 'stale', facts: {} } }]);
    expect(outbox.doubtCount()).toBe(1);
    outbox.addResults([resultOf(id)]);
    expect(outbox.doubtCount()).toBe(0);
  });

  it('are forgotten after a counter, so that their commands are offered again', () => {
    const ids = give(3);
    outbox.addResults(ids.map(refused));
    outbox.dismiss(ids, NOW);
    expect(outbox.firstOpen()).toBeNull();
    outbox.forgetResultsAfter(1);
    expect(outbox.firstOpen()).toBe(2);
    outbox.addResults(ids.slice(1).map(refused));
    expect(outbox.countOf('refused', 0)).toBe(2);
  });

  it('carry a hash: a flipped byte is noticed, and its command waits again', () => {
    const ids = give(3);
    outbox.addResults(ids.map((id) => resultOf(id)));
    outbox.close();
    const at = offsetOf(file(), '"changedBy"');
    expect(at).toBe(-1);
    const bytes = readFileSync(file());
    // The id stands in the command first, and then in its result and that one's index.
    const all = [bytes.indexOf(ids[1] ?? '')];
    for (let next = 0; next >= 0;) {
      next = bytes.indexOf(ids[1] ?? '', (all.at(-1) ?? 0) + 1);
      if (next >= 0) all.push(next);
    }
    const inResult = all.find((offset) => bytes.subarray(offset + 36, offset + 60).includes('ok'));
    flipByte(file(), (inResult ?? 0) + 38);
    open();
    expect(problem).toMatchObject({ code: 'outbox_damaged', facts: { lost: 1 } });
    expect(outbox.count()).toBe(3);
    expect(outbox.waiting()).toBe(1);
  });
});

describe('another desk id', () => {
  it('counts what has no outcome from 1 again, also where commands were lost', () => {
    const ids = give(6);
    outbox.addResults(ids.slice(0, 2).map((id) => resultOf(id)));
    outbox.close();
    const db = new Database(file());
    db.exec('DELETE FROM command WHERE cseq = 4');
    db.close();
    open();
    expect(problem).toMatchObject({ facts: { lost: 1 } });
    outbox.renumber('other');
    reopen();
    expect(problem).toBeNull();
    const open1 = outbox.firstOpen() ?? 0;
    const commands = outbox.after(open1 - 1, 10).map(({ command }) => command);
    expect(commands.map(({ id }) => id)).toEqual([ids[2], ids[4], ids[5]]);
    expect(commands.map(({ cseq, desk }) => [cseq, desk])).toEqual([
      [1, 'other'],
      [2, 'other'],
      [3, 'other'],
    ]);
    expect(outbox.resultOf(ids[0] ?? '')).not.toBeNull();
    const [seventh = ''] = give(1);
    expect(outbox.byId(seventh)?.command.cseq).toBe(4);
    reopen();
    expect(problem).toBeNull();
  });
});

describe('another desk id whose commands were lost', () => {
  it('goes on counting from 1', () => {
    const ids = give(3);
    outbox.addResults(ids.slice(0, 2).map((id) => resultOf(id)));
    outbox.renumber('other');
    outbox.close();
    flipByte(file(), offsetOf(file(), ids[2] ?? ''));
    open();
    expect(problem).toMatchObject({ code: 'outbox_damaged' });
    const [next = ''] = give(1);
    expect(outbox.byId(next)?.command.cseq).toBe(1);
  });
});

describe('old commands', () => {
  it('go when they are answered and nothing before them stays', () => {
    const ids = give(10);
    outbox.addResults(
      ids.slice(0, 8).map((id, index) => (index === 5 ? refused(id) : resultOf(id))),
    );
    expect(outbox.prune('2018-05-04T00:00:00.000Z')).toBe(3);
    // The sixth was refused, and nobody has put it away.
    expect(outbox.prune('2018-06-01T00:00:00.000Z')).toBe(2);
    expect(outbox.prune('2018-06-01T00:00:00.000Z')).toBe(0);
    outbox.dismiss([ids[5] ?? ''], NOW);
    expect(outbox.prune('2018-06-01T00:00:00.000Z')).toBe(3);
    reopen();
    expect(problem).toBeNull();
    expect(outbox.count()).toBe(2);
    expect(outbox.firstOpen()).toBe(9);
    expect(outbox.last()).toBe(10);
    expect(outbox.resultOf(ids[0] ?? '')).toBeNull();
  });

  it('leave the counter where it is, and a later loss is noticed all the same', () => {
    const ids = give(3);
    outbox.addResults(ids.map((id) => resultOf(id)));
    expect(outbox.prune('2018-06-01T00:00:00.000Z')).toBe(3);
    reopen();
    expect([problem, outbox.last()]).toEqual([null, 3]);
    give(3);
    outbox.close();
    const db = new Database(file());
    db.exec('DELETE FROM command WHERE cseq = 5');
    db.close();
    open();
    expect(problem).toMatchObject({ code: 'outbox_damaged', facts: { lost: 1 } });
    expect(outbox.last()).toBe(6);
  });
});

describe('a fresh start', () => {
  it('puts what was done aside in a file, and counts from 1', () => {
    give(3);
    outbox.kept.set('view', 'boss', 'mine', { a: 1 });
    const aside = join(folder, 'aside.db');
    outbox.startAnew(aside);
    expect([outbox.count(), outbox.last(), outbox.waiting()]).toEqual([0, 0, 0]);
    expect(outbox.kept.get('view', 'boss', 'mine')).toEqual({ a: 1 });
    give(1);
    expect([outbox.firstOpen(), outbox.waiting()]).toEqual([1, 1]);
    const db = new Database(aside, { readonly: true });
    expect(db.prepare('SELECT count(*) AS n FROM command').get()).toEqual({ n: 3 });
    db.close();
  });
});

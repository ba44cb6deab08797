import Database from 'better-sqlite3';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Title } from '../../../shared/library/entities.ts';
import { holdsText } from '../../../shared/library/search-tokens.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';
import { compileSettings } from '../queues/settings.ts';
import { findTitles, searchTitles } from '../search/titles.ts';
import { indexSome } from './index-some.ts';
import { findMigrations, migrate, readMigrations } from './migrate.ts';
import type { Sqlite } from './open.ts';
import { titleText } from './search-index.ts';
import { replicaOf } from './transact.ts';
import type { Replica } from './transact.ts';

const MIGRATIONS = readMigrations(findMigrations(import.meta.dirname), 'replica');

let db: Sqlite;
let replica: Replica;
let settings: Settings;

const title = (id: string, text: string, ver = 1): Title => ({
  id,
  ver,
  title: text,
  author: '李明著',
  callNumber: 'F01/1',
  publisher: '',
  year: 2018,
  isbn: null,
  price: null,
  classCode: 'F01',
  loans12: {},
  holdsWaiting: 0,
  onOrder: 0,
});
const write = (...titles: Title[]) =>
  replica.transact((writes) =>
    writes.rows(
      titles.map((row) => ({ kind: 'title', row })),
      settings,
    ),
  );
const found = async (text: string) =>
  (await findTitles(replica.reads, text, 10)).map(({ id }) => id);

function open(migrations = MIGRATIONS): void {
  db = new Database(':memory:');
  migrate(db, migrations);
  replica = replicaOf(db, () => undefined);
  settings = compileSettings(replica.statements);
}
beforeEach(() => open());

describe('words of titles', () => {
  it('give the shortest titles first, of all that there are and not of the first thousand', async () => {
    write(...Array.from({ length: 1200 }, (_, n) => title(`t${n}`, `现代经济学研究第${n}辑`)));
    write(title('late', '经济学'), title('longer', '经济学原理'));
    expect((await found('经济学')).slice(0, 3)).toEqual(['late', 'longer', 't0']);
    const { count } = await searchTitles(replica.reads, { text: '经济', offset: 0, limit: 1 });
    expect(count).toEqual({ total: 1000, more: true });
    expect((await found('jjx')).slice(0, 2)).toEqual(['late', 'longer']);
  });

  it('follow a title that is changed, also twice at once, and go with it', async () => {
    write(title('t1', '数据结构'), title('t2', '数据库系统'));
    write(title('t1', '数据结构与算法', 2), title('t1', '数据的结构', 3));
    expect(await found('数据结构')).toEqual([]);
    expect(await found('算法')).toEqual([]);
    expect(await found('数据')).toEqual(['t1', 't2']);
    expect(await found('sjdjg')).toEqual(['t1']);
    replica.transact((writes) => writes.remove([{ kind: 'title', id: 't1' }]));
    expect(await found('数据')).toEqual(['t2']);
    expect(db.prepare('SELECT rowid FROM title_search').all()).toHaveLength(1);
  });

  it('stay as they are when an older row comes late', async () => {
    write(title('t1', '数据结构', 2));
    write(title('t1', '旧的名称', 1));
    expect([await found('数据'), await found('名称')]).toEqual([['t1'], []]);
  });

  it('find what holds the text and nothing else, in their order', async () => {
    const sign = fc.constantFrom(...'中国经济史济经Sql ·1');
    const texts = fc.array(fc.string({ unit: sign, minLength: 1, maxLength: 9 }), {
      minLength: 1,
      maxLength: 12,
    });
    const typed = fc.string({
      unit: fc.constantFrom(...'中国经济史济经 '),
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(texts, typed, async (all, text) => {
        const titles = all.map((each, n) => title(`t${n}`, each));
        replica.transact((writes) =>
          writes.remove(Array.from({ length: 12 }, (_, n) => ({ kind: 'title', id: `t${n}` }))),
        );
        write(...titles);
        const wanted = titles
          .filter((each) => text.trim() !== '' && holdsText(titleText(each), text))
          .toSorted((a, b) => a.title.length - b.title.length)
          .map(({ id }) => id);
        expect((await findTitles(replica.reads, text, 50)).map(({ id }) => id)).toEqual(wanted);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a replica whose titles are found in the older way', () => {
  it('is found by the new words once they are made, some at a time', async () => {
    open(MIGRATIONS.filter(({ number }) => number <= 10));
    write(title('t1', '数据结构'), title('t2', '结构力学'), title('t3', '数据'));
    migrate(db, MIGRATIONS);
    expect(await found('数据')).toEqual([]);
    write(title('t3', '数据结构简史', 2));
    expect(await found('数据')).toEqual(['t3']);
    const some = () =>
      replica.transact((writes) => indexSome(replica.statements, writes, settings, 2));
    while (some());
    expect([await found('数据'), await found('结构')]).toEqual([
      ['t1', 't3'],
      ['t1', 't2', 't3'],
    ]);
    expect(replica.mark('unindexed')).toBeUndefined();
  });

  it('that is empty has nothing to make', () => {
    expect(replica.mark('unindexed')).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { laneClock, nextId } from '../../../tests/support/central-lane.ts';
import { modelBase } from '../../../tests/support/model-base.ts';
import { request } from '../../../tests/support/queue-context.ts';
import type { RowOfBase } from '../../node/base.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { loadBase } from './load-base.ts';

describe('codes of a base', () => {
  it('are not given again to readers’ and system’s requests', async () => {
    const base = modelBase();
    const codes = ['W-0041', 'W-0007', 'N1-0900', 'Z-0003', 'W-0052F'];
    function* rows(): Iterable<RowOfBase> {
      yield* base.rows();
      for (const code of codes) {
        const fields = { askedOn: '2018-06-05T01:00:00.000Z' };
        yield { kind: 'request', row: request('find_book', 'open', { id: code, code, fields }) };
      }
    }
    const store = openSqliteStore({ file: ':memory:', stream: 'library', clock: laneClock });
    const parts = { clock: laneClock, newId: nextId, newKey: () => 'key' };
    await loadBase(store, { ...base, rows }, parts);
    expect(await store.reads.counter('W')).toBe(52);
    expect(await store.reads.counter('Z')).toBe(3);
    expect(await store.reads.counter('N1')).toBe(0);
    await store.close();
  });
});

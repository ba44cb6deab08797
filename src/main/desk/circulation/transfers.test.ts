// The list of transfers: its order, and that it is read along indexes however many there were.

import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { profileFolder } from '../../../../tests/support/desk-core.ts';
import { assembleDesk } from '../../../../tests/support/desk-parts.ts';
import { START } from '../../../../tests/support/model-library.ts';
import { daysAfter } from '../../../shared/lib/time.ts';
import type { Transfer } from '../../../shared/library/circulation-rows.ts';
import type { Statements } from '../db/statements.ts';
import { countOffered, transfersOf } from './transfers.ts';

const ENDED = 300;
let folder: string;
let desk: ReturnType<typeof assembleDesk>;

function transfer(id: string, day: number, state: Transfer['state']): Transfer {
  const offeredOn = daysAfter(START, day);
  return {
    id,
    ver: 1,
    loanId: 'l1',
    copyId: 'c1',
    fromReader: 'reader-1',
    toReader: null,
    codeHash: id,
    offeredOn,
    expiresOn: offeredOn,
    state,
    endedOn: state === 'offered' ? null : offeredOn,
    newLoanId: null,
  };
}

beforeAll(() => {
  folder = profileFolder();
  desk = assembleDesk(folder);
  const ended = Array.from({ length: ENDED }, (_, n) => transfer(`e${n}`, -n, 'expired'));
  const offered = [transfer('o1', -2, 'offered'), transfer('o2', -1, 'offered')];
  const rows = [...ended, ...offered].map((row) => ({ kind: 'transfer' as const, row }));
  desk.store.replica().transact((writes) => writes.rows(rows, desk.store.settings()));
});
afterAll(() => {
  desk.store.replica().close();
  desk.outbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Statements that write down which questions about transfers were asked. */
function noted(): { statements: Statements; asked: Set<string> } {
  const { statements } = desk.store.replica();
  const asked = new Set<string>();
  const note = (sql: string) => void (/ FROM transfer\b/u.test(sql) && asked.add(sql));
  return {
    asked,
    statements: {
      ...statements,
      one: (sql, ...cells) => (note(sql), statements.one(sql, ...cells)),
      all: (sql, ...cells) => (note(sql), statements.all(sql, ...cells)),
    },
  };
}

it('begins with what is on offer, then come the newest, two hundred at most', () => {
  const { statements } = desk.store.replica();
  const ids = transfersOf({ statements }).map((line) => line.transfer.id);
  expect(ids).toHaveLength(200);
  expect(ids.slice(0, 5)).toEqual(['o2', 'o1', 'e0', 'e1', 'e2']);
  expect(ids.at(-1)).toBe('e197');
  expect(countOffered({ statements })).toBe(2);
});

it('is read along an index and sorted by nobody', () => {
  const { statements, asked } = noted();
  transfersOf({ statements });
  countOffered({ statements });
  const plans = [...asked].map((sql) =>
    desk.replicaFile
      .prepare<string[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...(sql.includes('?') ? ['1'] : []))
      .map(({ detail }) => detail)
      .join(),
  );
  expect(plans).toEqual([
    'SCAN transfer USING INDEX transfer_offered',
    'SCAN transfer USING INDEX transfer_ended',
    expect.stringMatching(/^SCAN transfer USING (?:COVERING )?INDEX transfer_\w+$/u),
  ]);
});

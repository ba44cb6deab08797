import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId, profileFolder } from '../../../../tests/support/desk-core.ts';
import { findMigrations, readMigrations } from '../db/migrate.ts';
import { openProfileOutbox } from '../outbox/open-outbox.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Store } from '../profile/store.ts';
import { createCodes } from './codes.ts';

const AT = '2018-06-06T00:00:00.000Z';
let folder: string;
let outbox: Outbox;

beforeEach(() => {
  folder = profileFolder();
  const migrations = readMigrations(findMigrations(import.meta.dirname), 'outbox');
  ({ outbox } = openProfileOutbox(join(folder, 'outbox.db'), migrations, AT));
});
afterEach(() => {
  outbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A desk whose rows know requests up to a number; the outbox is a real one. */
function codesOver(known: number) {
  const statements = { one: () => ({ highest: known }) };
  return createCodes({ replica: () => ({ statements }), outbox } as unknown as Store);
}

function submit(cseq: number, code: string): void {
  outbox.append([
    {
      command: {
        id: commandId(),
        desk: 'desk',
        point: null,
        cseq,
        actor: 'boss',
        type: 'find_book.submit',
        v: 1,
        entity: commandId(),
        expectHead: null,
        input: { code },
        at: AT,
      },
      outcome: { ok: true, requestId: null, remarks: [], undo: null },
    },
  ]);
}

describe('the code of a request', () => {
  it('is never given again, though a service that was put back has lost the request', () => {
    submit(1, 'N1-0007');
    submit(2, 'N10-0042');
    submit(3, 'N1-0003');
    expect(codesOver(0).peek('N1')).toBe('N1-0008');
    expect(codesOver(11).peek('N1')).toBe('N1-0012');
    expect(codesOver(0).peek('S1')).toBe('S1-0001');
  });
});

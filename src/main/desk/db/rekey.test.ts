import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commandId, profileFolder } from '../../../../tests/support/desk-core.ts';
import { assembleDesk } from '../../../../tests/support/desk-parts.ts';
import { callKey } from '../../../shared/library/call-number.ts';
import { DEFAULT_CALL_NUMBERS } from '../../../shared/library/call-number-parts.ts';

let folder: string;
beforeEach(() => {
  folder = profileFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Desk = ReturnType<typeof assembleDesk>;
const save = (desk: Desk, entity: string, value: unknown) =>
  desk.executor.run({
    id: commandId(),
    actor: 'boss',
    point: 'n-desk',
    type: 'policy.save',
    entity,
    expectHead: null,
    input: { row: { id: entity, ver: 0, value } },
  });

it('sorts copies and their requests anew when the library reads its call numbers in another way', async () => {
  const desk = assembleDesk(folder);
  await desk.submit('a note', { copyId: 'c1' });
  const { statements } = desk.store.replica();
  const keys = () => ({
    copy: statements.one('SELECT "shelfKey" AS key FROM copy WHERE id = ?', 'c1')?.['key'],
    request: statements.one('SELECT "callKey" AS key FROM request WHERE "copyId" = ?', 'c1')?.[
      'key'
    ],
  });
  const ofNumber = (scheme: 'clc' | 'dewey') =>
    callKey('TP311/1', { ...DEFAULT_CALL_NUMBERS, scheme });
  expect(keys()).toEqual({ copy: ofNumber('clc'), request: ofNumber('clc') });
  const saved = await save(desk, 'call_number.scheme', 'dewey');
  expect(saved).toMatchObject({ ok: true });
  expect(keys()).toEqual({ copy: ofNumber('dewey'), request: ofNumber('dewey') });
  const stored = statements.one('SELECT "callKey" AS key FROM copy WHERE id = ?', 'c1');
  expect(stored?.['key']).not.toBe(ofNumber('dewey'));
});

it('sorts a request for any copy of a title as the collection does that it is asked of', async () => {
  const desk = assembleDesk(folder);
  await desk.submit('any copy');
  const { statements } = desk.store.replica();
  const stored = () =>
    statements.one('SELECT "callKey" AS key, collection FROM request WHERE "copyId" IS NULL');
  const ofNumber = (scheme: 'clc' | 'dewey') =>
    callKey('TP311/1', { ...DEFAULT_CALL_NUMBERS, scheme });
  expect(stored()?.['key']).toBe(ofNumber('clc'));
  const schemes = [`${String(stored()?.['collection']).toUpperCase()}=dewey`];
  expect(await save(desk, 'call_number.schemes', schemes)).toMatchObject({ ok: true });
  expect(stored()?.['key']).toBe(ofNumber('dewey'));
  await desk.submit('another');
  const keys = statements.all('SELECT "callKey" AS key FROM request WHERE "copyId" IS NULL');
  expect(keys.map(({ key }) => key)).toEqual([ofNumber('dewey'), ofNumber('dewey')]);
});

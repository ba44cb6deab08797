// What leaves a desk as a file: for anybody without readers' data, in full only by the word of two people.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commandId, openTestDesk, submitMove } from '../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../tests/support/desk-core.ts';
import { PASSWORD } from '../../../tests/support/model-base.ts';
import { deskScene, until } from '../../../tests/support/two-desks.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(() => desk.close());

const NOTE = 'CANARY 张三 13800001234';

type Client = Pick<TestDesk, 'client'>;

async function written({ client }: Client): Promise<void> {
  const requestId = await submitMove({ client });
  const note = { commandId: commandId(), requestId, action: 'note', input: { note: NOTE } };
  expect(await client['requests.act']({ ...note, expectHead: null })).toMatchObject({ ok: true });
}

async function saved({ client }: Client, second?: string, id = commandId()) {
  const signs = second === undefined ? {} : { login: second, password: PASSWORD, commandId: id };
  return client['sync.export'](second === undefined ? {} : { full: signs as never });
}

it('has no words about readers for whoever is signed in, and says what was done', async () => {
  await desk.signIn('desk-a');
  await written(desk);
  const answer = await saved(desk);
  if (!answer.ok) throw new Error(answer.code);
  expect(answer.text).not.toContain('CANARY');
  expect(answer.text).not.toContain('reader-1');
  const told = JSON.parse(answer.text);
  expect(told).toMatchObject({ full: false, actions: [{}, { command: { input: {} } }] });
  expect(told.actions[0].command).toMatchObject({
    type: 'reallocation.submit',
    input: { copyId: 'c1', targetCampus: 'south' },
  });
});

it('is whole for an administrator with a second person, and both are on the record', async () => {
  await desk.signIn('desk-a');
  await written(desk);
  expect(await saved(desk, 'keeper-a')).toMatchObject({ code: 'forbidden' });
  await desk.signIn('boss');
  for (const login of ['boss', 'bookseller']) {
    expect(await saved(desk, login)).toMatchObject({ code: 'second_person_needed' });
  }
  const id = commandId();
  const answer = await saved(desk, 'desk-a', id);
  if (!answer.ok) throw new Error(answer.code);
  expect(answer.text).toContain(NOTE);
  const { full, actions } = JSON.parse(answer.text);
  expect(full).toBe(true);
  expect(actions.at(-1).command).toMatchObject({
    id,
    type: 'reader.export',
    actor: 'boss',
    input: { secondPerson: 'desk-a' },
  });
  expect(answer.text).not.toContain(PASSWORD);
});

it('reaches the audit trail of the service, and is there for a desk that was taken out', async () => {
  const scene = await deskScene();
  try {
    const north = await scene.joined('boss');
    const south = await scene.joined('desk-b', 'south');
    await south.signIn('boss', 's-desk');
    await written(south);
    await south.live();
    expect(await saved(south, 'desk-b')).toMatchObject({ ok: true });
    await south.live();
    const trail = await scene.service.store.auth.auditLines(50, null);
    const line = trail.find(({ what }) => what === 'export_readers');
    expect(line).toMatchObject({ who: 'boss', facts: { second: 'desk-b' } });
    const seen = await north.client['sync.desks']({});
    const deskId = seen.ok ? (seen.desks.find(({ own }) => !own)?.id ?? '') : '';
    expect(await north.client['sync.revokeDesk']({ deskId })).toEqual({ ok: true });
    await until(south.status, ({ state }) => state === 'stopped');
    const answer = await saved(south, 'desk-b');
    expect(answer).toMatchObject({ ok: true, text: expect.stringContaining(NOTE) });
  } finally {
    await scene.close();
  }
});

// Why nobody can wait for a title, where its copies are on the screen.

import { expect, it } from 'vitest';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import { modelEnv } from '../../../../tests/support/model-library.ts';
import type { ReaderContext } from '../reader-context.ts';
import { placeHold, titleHoldOf } from './holds.ts';

const REQUEST = '3f0c1f6e-6d5c-4a55-8f6e-0d1c2b3a4f50';

/** The title whose one copy is like this. */
async function scene(set: object) {
  const { world } = modelDesk();
  const copy = await world.get('copy', 'c4');
  if (copy) world.put('copy', { ...copy, ...set });
  const now = () => '2018-06-06T02:00:00.000Z';
  const refused = { code: 'illegal', refusal: 'nothing_to_wait_for', facts: {} };
  const lane = {
    now,
    look: (work: (...args: unknown[]) => unknown) => work(world, modelEnv),
    run: async () => refused,
  };
  const rows = {
    one: (kind: 'reader', id: string) => world.get(kind, id),
    list: (name: 'copiesOfTitle', id: string) => world.list(name, id),
  };
  const context = { lane, rows } as unknown as ReaderContext;
  const body = { requestId: REQUEST, titleId: 't2', kind: 'hold' as const };
  return {
    shown: await titleHoldOf(context, 'reader-1', 't2'),
    placed: await placeHold(context, 'reader-1', body),
  };
}

it('is that its copies are not catalogued yet, not that none is ever lent', async () => {
  const { shown, placed } = await scene({ status: 'provisional' });
  expect(shown).toMatchObject({
    noHold: { code: 'not_catalogued_yet' },
    noRecall: { code: 'not_catalogued_yet' },
  });
  expect(shown.noHold?.text.zh).toBe('这本书的复本还没有编目入藏，入藏后才能预约。');
  expect(placed).toMatchObject({ status: 409, body: { code: 'not_catalogued_yet' } });
});

it('is that none is ever lent where that is so', async () => {
  const { shown, placed } = await scene({ lendable: false });
  expect(shown).toMatchObject({ noHold: { code: 'nothing_to_wait_for' } });
  expect(placed).toMatchObject({ status: 409, body: { code: 'nothing_to_wait_for' } });
});

// Time and tickets: an answer without an objection closes one, and half a year later it is nobody's.

import { expect, it } from 'vitest';
import {
  good,
  laneClock,
  laneOver,
  modelStore,
  nextId,
} from '../../../tests/support/central-lane.ts';
import { runTickets } from './run-tickets.ts';
import { unlinkOldVoices } from './unlink-voices-old.ts';

const DAY = 1440;
const WORDS = 'CANARY-words';

it('closes what nobody objected to, and takes readers and words out after the days of the library', async () => {
  const store = await modelStore();
  const { lane } = await laneOver(store);
  const by = async (actor: string, type: string, entity: string, input = {}) => {
    const draft = { id: nextId(), actor, point: null, type, entity, expectHead: null, input };
    return good(await lane.run(draft)).code;
  };
  const run = () => runTickets({ store, lane, log: () => undefined });
  const unlink = () => unlinkOldVoices({ store, lane, newId: nextId });
  const ticket = () => lane.look((world) => world.get('feedback', 'f1'));
  const wish = () => lane.look((world) => world.get('suggestion', 's1'));

  expect(await by('reader-1', 'feedback.send', 'f1', { kind: 'feedback', text: WORDS })).toBe('ok');
  expect(await by('desk-a', 'feedback.answer', 'f1', { text: WORDS })).toBe('ok');
  expect(await by('reader-1', 'feedback.send', 'f2', { kind: 'feedback', text: WORDS })).toBe('ok');
  expect(await by('reader-1', 'suggestion.send', 's1', { bookTitle: 'x', note: WORDS })).toBe('ok');
  expect(await by('reader-2', 'suggestion.join', 's1')).toBe('ok');
  const declined = { reason: 'budget', text: WORDS };
  expect(await by('buyer-a', 'suggestion.decide', 's1', declined)).toBe('ok');

  laneClock.forward(7 * DAY - 1);
  expect(await run()).toBe(0);
  laneClock.forward(2);
  expect(await run()).toBe(1);
  expect(await run()).toBe(0);
  expect(await ticket()).toMatchObject({ state: 'closed', readerId: 'reader-1' });

  expect(await unlink()).toBe(0);
  laneClock.forward(181 * DAY);
  expect(await unlink()).toBe(2);
  expect(await unlink()).toBe(0);
  expect(await ticket()).toMatchObject({ state: 'closed', readerId: '', text: null });
  expect(await wish()).toMatchObject({ state: 'declined', readerId: null, joined: [], note: null });
  // What still waits for an answer is somebody's, however old.
  const open = await lane.look((world) => world.get('feedback', 'f2'));
  expect(open).toMatchObject({ readerId: 'reader-1', text: WORDS });
  await lane.close();
  await store.close();
});

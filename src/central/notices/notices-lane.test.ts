// Notices of commands that went through the real lane into the real store.

import { expect, it } from 'vitest';
import { laneClock } from '../../../tests/support/central-lane.ts';
import { memoryCarrier, realTimers } from '../../../tests/support/notice-scene.ts';
import { SLOT, readerScene } from '../../../tests/support/reader-scene.ts';
import { createNotices } from './notices.ts';

async function scene() {
  const readers = await readerScene();
  const webhook = memoryCarrier('webhook');
  const notices = createNotices({
    lane: readers.lane,
    store: readers.store,
    carriers: [webhook],
    clock: laneClock,
    timers: realTimers,
    log: () => undefined,
  });
  return { readers, webhook, notices };
}

it('leave with their private words, each once, and an undo is followed by a correction', async () => {
  const { readers, webhook, notices } = await scene();
  await using _ = readers;
  const asked = { queue: 'delivery', copyId: 'c1', address: 'n-door', slot: SLOT } as const;
  const { id } = await readers.ask('reader-1', asked);
  expect(await notices.runDue()).toBe(1);
  await readers.staff('desk-a', 'delivery.accept', id);
  expect(await notices.runDue()).toBe(1);
  expect(await readers.staff('desk-a', 'request.undo', id)).toBe('ok');
  expect(await notices.runDue()).toBe(1);
  await readers.staff('desk-a', 'delivery.accept', id);
  await readers.staff('desk-a', 'delivery.pick', id, { scan: 'C1' });
  await readers.staff('desk-a', 'delivery.pack', id, { scan: 'C1', bag: 'BAG-0001' });
  // The second acceptance was overtaken before anybody looked.
  expect(await notices.runDue()).toBe(1);
  expect(webhook.letters.map(({ code }) => code)).toEqual([
    'delivery.submitted',
    'delivery.accepted',
    'correction',
    'delivery.packed',
  ]);
  const [, accepted, correction, packed] = webhook.letters;
  expect(correction?.corrects).toBe(accepted?.id);
  expect(packed?.text).toMatch(/取书码 \d{6}/u);
  const code = /取书码 (\d{6})/u.exec(packed?.text ?? '')?.[1] ?? '';
  expect(JSON.stringify(await readers.store.reads.log(0, 1000))).not.toContain(code);
  expect(await readers.store.jobs.counts()).toEqual([
    { kind: 'notice', state: 'done', count: 5 },
    { kind: 'notice/webhook', state: 'done', count: 5 },
  ]);
  expect(await notices.runDue()).toBe(0);
});

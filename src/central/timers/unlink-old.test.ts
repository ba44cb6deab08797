// Old requests lose their reader: after so many days, in rows, texts and older images, and the figures' rows stay.

import { describe, expect, it } from 'vitest';
import { verifyChain } from '../store/move.ts';
import { laneClock, moveInput, nextId } from '../../../tests/support/central-lane.ts';
import { useOneDesk } from '../../../tests/support/one-desk.ts';
import { handTimers } from '../../../tests/support/hand-timers.ts';
import { createRounds } from './keep-running.ts';
import { unlinkOld } from './unlink-old.ts';

const DAY = 1440;
const HOUR_MS = 3_600_000;
const at = useOneDesk();

const run = () => unlinkOld({ store: at.store, lane: at.open.lane, newId: nextId });
const requestOf = (id: string) => at.open.lane.look((world) => world.get('request', id));
const textsOf = async (id: string) => (await at.store.reads.textsOf([id])).length;

async function move(id: string, copy: string, ended: boolean) {
  const input = { ...moveInput(`N1-${id}`, copy), readerId: 'reader-1' };
  await at.desk.say('desk-a', 'reallocation.submit', id, input);
  await at.desk.say('desk-a', 'request.note', id, { note: 'CANARY' });
  if (ended) await at.desk.say('desk-a', 'reallocation.cancel', id, { reason: 'duplicate' });
}

describe('requests that ended long ago', () => {
  it('lose reader and words once the days are over, and nothing else', async () => {
    await move('old', 'c1', true);
    await move('open', 'c4', false);
    const before = await requestOf('old');
    laneClock.forward(179 * DAY);
    expect(await run()).toBe(0);
    await move('new', 'c2', true);
    laneClock.forward(2 * DAY);
    expect(await run()).toBe(1);
    const row = await requestOf('old');
    expect(row).toEqual({ ...before, readerId: null, ver: (before?.ver ?? 0) + 1 });
    expect(await textsOf('old')).toBe(0);
    expect(await textsOf('new')).toBeGreaterThan(0);
    for (const id of ['open', 'new']) {
      expect(await requestOf(id)).toMatchObject({ readerId: 'reader-1' });
    }
    const log = await at.store.reads.log(0, 1000);
    const about = log.filter(({ id, image }) => id === 'old' || image?.includes('"old"'));
    expect(JSON.stringify(about)).not.toContain('reader-1');
    expect(await verifyChain(at.store)).toMatchObject({ whole: true });
    expect(await run()).toBe(0);
  });

  it('wait as many days as the library sets', async () => {
    await move('old', 'c1', true);
    const row = { id: 'privacy.unlink_days', ver: 0, value: 30 };
    const saved = await at.desk.say('boss', 'policy.save', row.id, { row });
    expect(saved).toMatchObject({ code: 'ok' });
    laneClock.forward(31 * DAY);
    expect(await run()).toBe(1);
  });

  it('are looked at once an hour, also where one round fails', async () => {
    let asked = 0;
    const timers = handTimers();
    const rounds = createRounds(
      { store: at.store, lane: at.open.lane, log: () => undefined },
      timers,
      async () => {
        asked += 1;
        throw new Error('not now');
      },
    );
    rounds.start();
    await timers.pass(HOUR_MS);
    expect(asked).toBe(2);
    await rounds.stop();
  });
});

import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profileFolder, testClock } from '../../../../tests/support/desk-core.ts';
import { assembleDesk } from '../../../../tests/support/desk-parts.ts';
import { createSession } from '../auth/session.ts';
import { idleCheck } from './idle-check.ts';

let folder: string;
beforeEach(() => {
  folder = profileFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function idle() {
  const clock = testClock();
  const parts = assembleDesk(folder);
  const session = createSession(parts.store, clock);
  let rebuilt = 0;
  const check = idleCheck(parts.store, session, clock, async () => void (rebuilt += 1));
  return { ...parts, clock, session, check, rebuilt: () => rebuilt };
}

describe('the check of a desk where nobody works', () => {
  it('finds a row of the outbox that has changed', async () => {
    const desk = idle();
    await desk.submit('one');
    await desk.submit('two');
    desk.outboxFile.exec(`UPDATE command SET outcome = '{}' WHERE cseq = 2`);
    desk.clock.forward(11);
    await desk.check();
    expect(desk.store.problem()).toMatchObject({
      code: 'outbox_damaged',
      facts: { lost: 1 },
    });
    expect(desk.rebuilt()).toBe(0);
    desk.store.replica().close();
    desk.outbox.close();
  });

  it('waits until the person has gone, and is content with sound files', async () => {
    const desk = idle();
    await desk.submit('one');
    desk.outboxFile.exec(`UPDATE command SET outcome = '{}' WHERE cseq = 1`);
    desk.session.open('desk-a', 'n-desk');
    for (let minutes = 0; minutes < 30; minutes += 5) {
      desk.clock.forward(5);
      desk.session.touch();
      await desk.check();
    }
    expect(desk.store.problem()).toBeNull();
    desk.outboxFile.exec(`DELETE FROM command`);
    desk.session.close();
    await desk.check();
    expect(desk.store.problem()).toBeNull();
    expect(desk.rebuilt()).toBe(0);
    desk.store.replica().close();
    desk.outbox.close();
  });
});

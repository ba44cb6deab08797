// What is due by itself becomes the same command wherever it is noticed.

import { describe, expect, it } from 'vitest';
import { addMinutes } from '../lib/time.ts';
import { copyRow, modelEnv } from '../../../tests/support/model-library.ts';
import { askBook, modelDesk } from '../../../tests/support/model-desk.ts';
import { QUEUES } from './index.ts';
import { dueCommands } from './timers.ts';

describe('timers', () => {
  it('are silent before the time and always name the same command after it', async () => {
    const desk = modelDesk();
    await askBook(desk, 'p1', '9780262033848', 'reader-1');
    const question = { question: 'Which edition?', readerText: 'Which edition?' };
    await desk.do('buyer-a', 'purchase.ask', 'p1', question);
    const due = (minutes: number) => [
      ...dueCommands(
        QUEUES,
        [desk.of('p1')],
        [],
        modelEnv,
        addMinutes(desk.now(), minutes),
        () => '',
      ),
    ];
    expect(due(60)).toEqual([]);
    const [first] = due(9 * 24 * 60);
    const [again] = due(12 * 24 * 60);
    expect(first).toMatchObject({ type: 'purchase.cancel', actor: 'system', entity: 'p1' });
    expect(again?.id).toBe(first?.id);
    if (!first) return;
    expect((await desk.run({ ...first, desk: 'N1', cseq: 99 })).ok).toBe(true);
    expect(desk.of('p1')).toMatchObject({ state: 'cancelled', firstTouchOn: expect.any(String) });
  });

  it('send a temporary move home on its day', async () => {
    const desk = modelDesk();
    const copy = { ...copyRow('c1', 't1', 'n-main'), holding: 's-main', returnDay: '2018-06-05' };
    desk.world.put('copy', { ...copy, seenAt: 's-desk' });
    const copies = await desk.world.list('copiesToReturn', '2018-06-06');
    const made = [...dueCommands(QUEUES, [], copies, modelEnv, desk.now(), () => 'N1-0900')];
    expect(made).toHaveLength(1);
    const outcome = await desk.run({
      ...(made[0] ?? desk.command('system', '', '')),
      desk: 'N1',
      cseq: 1,
    });
    expect(outcome.ok).toBe(true);
    const request = desk.world.all('request')[0];
    expect(request).toMatchObject({
      code: 'N1-0900',
      state: 'approved',
      campus: 'south',
      targetCampus: 'north',
    });
    expect(desk.holder('c1')).toBe(request?.id);
  });
});

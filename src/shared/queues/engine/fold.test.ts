// Time points are first passings; what was undone never happened, and what is open again has not ended.

import { describe, expect, it } from 'vitest';
import { askMove, modelDesk } from '../../../../tests/support/model-desk.ts';
import { fold } from './fold.ts';
import { QUEUES } from '../index.ts';

describe('the fold of events', () => {
  it('has each time point at its first passing', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    const submittedOn = desk.now();
    await desk.do('keeper-a', 'request.note', 'r1', { note: 'looks fine' });
    await desk.do('keeper-a', 'request.claim', 'r1');
    expect(desk.of('r1')).toMatchObject({ submittedOn, firstTouchOn: null });
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    const decidedOn = desk.now();
    expect(desk.of('r1')).toMatchObject({ firstTouchOn: decidedOn, decidedOn, pickedOn: null });
    await desk.do('desk-a', 'reallocation.pick', 'r1', { scan: 'C1' });
    const pickedOn = desk.now();
    await desk.do('desk-a', 'reallocation.put_back', 'r1', { scan: 'C1', reason: 'damaged' });
    const endedOn = desk.now();
    expect(desk.of('r1')).toMatchObject({ decidedOn, pickedOn, readyOn: null, endedOn });
  });

  it('does not count what was undone', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    const enteredOn = desk.now();
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    await desk.do('keeper-a', 'request.undo', 'r1');
    expect(desk.of('r1')).toMatchObject({ firstTouchOn: null, decidedOn: null, enteredOn });
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    expect(desk.of('r1').decidedOn).toBe(desk.now());
  });

  it('keeps where an exception came from until it is resolved', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    await desk.do('desk-a', 'reallocation.report_problem', 'r1', { reason: 'damaged' });
    expect(desk.of('r1')).toMatchObject({ state: 'exception', cameFrom: 'approved' });
    expect(desk.holder('c1')).toBe('r1');
    const back = { choice: 'back', reason: 'damaged', note: 'only the cover' };
    expect(await desk.refused('desk-a', 'reallocation.resolve', 'r1', back)).toBe('forbidden');
    await desk.do('chief', 'reallocation.resolve', 'r1', back);
    expect(desk.of('r1')).toMatchObject({ state: 'approved', cameFrom: null });
  });

  it('begins with a submission', () => {
    expect(() => fold(QUEUES.reallocation, [])).toThrow('begins with its submission');
  });
});

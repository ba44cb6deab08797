import { describe, expect, it } from 'vitest';
import { askMove, modelDesk } from '../../../../tests/support/model-desk.ts';
import { broken } from '../../../../tests/support/model-invariants.ts';
import { modelEnv } from '../../../../tests/support/model-library.ts';
import { receive } from './receive.ts';

const pickC1 = { scan: 'C1', source: 'wedge' };

/** A move that is approved, and picked by one desk. */
async function pickedMove() {
  const desk = modelDesk();
  await askMove(desk, 'move', 'c1', 'reader-1');
  await desk.do('keeper-a', 'reallocation.approve', 'move', { copyId: 'c1' });
  await desk.do('desk-a', 'reallocation.pick', 'move', pickC1);
  const take = (...args: Parameters<typeof desk.command>) =>
    receive(desk.world, desk.command(...args), modelEnv);
  return { desk, take };
}

describe('receive', () => {
  it('keeps a scan that came too late as a case, with the place of the copy', async () => {
    const { desk, take } = await pickedMove();
    const late = await take('desk-b', 'reallocation.pick', 'move', pickC1, { point: 's-desk' });
    expect(late.code).toBe('exception_opened');
    expect(late.refusal?.facts).toMatchObject({ changedBy: 'desk-a', changedAction: 'pick' });
    expect(desk.of('move').state).toBe('picked');
    expect(desk.world.all('copy').find((each) => each.id === 'c1')?.seenAt).toBe('s-desk');
    expect(desk.world.all('exception_case')).toHaveLength(1);
    expect(broken(desk.world)).toEqual([]);
    await desk.do('boss', 'reallocation.correct', 'move', {
      choice: 'picked',
      reason: 'offline_clash',
      note: 'checked',
      scan: 'C1',
    });
    expect(desk.world.all('exception_case')[0]?.closedOn).not.toBeNull();
  });

  it('closes a case with a note alone, by a supervisor, where the request stands as it should', async () => {
    const { desk, take } = await pickedMove();
    await take('desk-b', 'reallocation.pick', 'move', pickC1, { point: 's-desk' });
    const close = 'reallocation.close_case';
    expect(await desk.refused('desk-a', close, 'move', { note: 'seen' })).toBe('forbidden');
    expect(await desk.refused('boss', close, 'move', {})).toBe('missing_input');
    const before = desk.of('move').state;
    await desk.do('boss', close, 'move', { note: 'scanned by two people, nothing else happened' });
    expect(desk.of('move').state).toBe(before);
    expect(desk.world.all('exception_case')[0]?.closedOn).not.toBeNull();
    expect(await desk.refused('boss', close, 'move', { note: 'again' })).toBe('no_case');
  });

  it('refuses a decision on another state than the person saw, and says who was first', async () => {
    const desk = modelDesk();
    await askMove(desk, 'move', 'c1', 'reader-1');
    const seen = desk.of('move').head;
    await desk.do('keeper-a', 'reallocation.approve', 'move', { copyId: 'c1' });
    const command = desk.command(
      'keeper-b',
      'reallocation.reject',
      'move',
      {},
      { expectHead: seen },
    );
    const before = JSON.stringify(desk.world.all('request'));
    const late = await receive(desk.world, command, modelEnv);
    expect(late).toMatchObject({ code: 'conflict', refusal: { code: 'stale' } });
    expect(late.refusal?.facts).toMatchObject({ changedBy: 'keeper-a', changedTo: 'approved' });
    expect(JSON.stringify(desk.world.all('request'))).toBe(before);
  });

  it('refuses whoever may not, scan or no scan', async () => {
    const { desk, take } = await pickedMove();
    const wrong = await take('keeper-a', 'reallocation.send', 'move', { ...pickC1, crate: 'K1' });
    expect(wrong.code).toBe('forbidden');
    expect(desk.world.all('exception_case')).toHaveLength(0);
  });
});

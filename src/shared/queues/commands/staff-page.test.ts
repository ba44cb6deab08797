// Opening somebody's page and remarking on one's own: who may, and what is kept.
import { beforeEach, describe, expect, it } from 'vitest';
import { grantOf, staffRow } from '../../../../tests/support/model-library.ts';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import type { ModelDesk } from '../../../../tests/support/model-desk.ts';

let desk: ModelDesk;
beforeEach(() => {
  desk = modelDesk();
  const north = { campuses: ['north'] };
  const both = { campuses: ['north', 'south'] };
  desk.world.put('staff', staffRow('north-admin', [grantOf('admin', north)]));
  desk.world.put('staff', staffRow('between', [grantOf('desk', both)]));
});

const open = (who: string, staffId: string, id = `open-${who}-${staffId}`) =>
  desk.send(who, 'staff_page.open', id, { staffId });
const said = { figure: 'ratio', from: '2018-03-01', to: '2018-06-05', text: ' A wet spring. ' };
const remark = (who: string, staffId: string, more: object = {}, id = `say-${who}-${staffId}`) =>
  desk.send(who, 'staff_page.remark', id, { staffId, answers: null, ...said, ...more });

describe('opening somebody’s page', () => {
  it('is kept as a row: who, whose, when', async () => {
    expect(await open('boss', 'desk-a', 'o1')).toMatchObject({ ok: true });
    expect(await desk.world.get('staff_opening', 'o1')).toMatchObject({
      staffId: 'desk-a',
      by: 'boss',
      day: '2018-06-06',
      at: desk.now(),
    });
    expect(await open('boss', 'desk-a', 'o1')).toMatchObject({ code: 'bad_command' });
  });

  it('is for administrators of every campus that the person works at', async () => {
    expect(await open('north-admin', 'north-only')).toMatchObject({ ok: true });
    expect(await open('north-admin', 'between')).toMatchObject({ code: 'forbidden' });
    expect(await open('north-admin', 'desk-a')).toMatchObject({ code: 'forbidden' });
    expect(await open('boss', 'between')).toMatchObject({ ok: true });
    expect(await open('chief', 'desk-a')).toMatchObject({ code: 'forbidden' });
    expect(await open('desk-a', 'desk-b')).toMatchObject({ code: 'forbidden' });
  });

  it('is for pages that there are: no bookseller’s, no reader’s, nobody’s', async () => {
    expect(await open('boss', 'bookseller')).toMatchObject({ code: 'forbidden' });
    expect(await open('boss', 'reader-1')).toMatchObject({ code: 'not_found' });
    expect(await open('boss', 'nobody')).toMatchObject({ code: 'not_found' });
    expect(await open('boss', 'boss')).toMatchObject({ code: 'bad_command' });
  });
});

describe('a remark', () => {
  it('is everybody’s on their own page, and an administrator may answer it', async () => {
    expect(await remark('desk-a', 'desk-a', {}, 'r1')).toMatchObject({ ok: true });
    expect(await desk.world.get('staff_remark', 'r1')).toMatchObject({
      staffId: 'desk-a',
      by: 'desk-a',
      figure: 'ratio',
      text: 'A wet spring.',
      answers: null,
    });
    expect(await remark('boss', 'desk-a', { answers: 'r1' }, 'r2')).toMatchObject({ ok: true });
    expect(await desk.world.get('staff_remark', 'r2')).toMatchObject({ by: 'boss', answers: 'r1' });
  });

  it('is nobody else’s, and answers what stands on that very page', async () => {
    await remark('desk-a', 'desk-a', {}, 'r1');
    expect(await remark('boss', 'desk-a')).toMatchObject({ code: 'forbidden' });
    expect(await remark('desk-b', 'desk-a', { answers: 'r1' })).toMatchObject({
      code: 'forbidden',
    });
    expect(await remark('boss', 'desk-b', { answers: 'r1' })).toMatchObject({ code: 'not_found' });
    await remark('boss', 'desk-a', { answers: 'r1' }, 'r2');
    expect(await remark('boss', 'desk-a', { answers: 'r2' })).toMatchObject({ code: 'not_found' });
    expect(await remark('bookseller', 'bookseller')).toMatchObject({ code: 'forbidden' });
  });

  it.each([
    { text: '' },
    { text: 'x'.repeat(1001) },
    { figure: 'speed' },
    { from: '2018-06-06' },
    { to: 'yesterday' },
  ])('has words, a figure and a period: not %o', async (more) => {
    expect(await remark('desk-a', 'desk-a', more)).toMatchObject({ code: 'bad_command' });
  });
});

// Whom a desk that works alone has to tell what, until somebody has told it.

import { describe, expect, it } from 'vitest';
import { DAYS, useCounterDesk } from '../../../../tests/support/counter-scene.ts';
import { commandId } from '../../../../tests/support/desk-core.ts';

const desk = useCounterDesk();

const today = async () => {
  const answer = await desk.client['telling.today']({});
  if (!answer) throw new Error('a service tells readers');
  return answer;
};
/** Codes to tell by reader. */
const codes = async () =>
  (await today()).readers.map(({ readerId, lines }) => [readerId, ...lines.map((l) => l.code)]);
const mark = async (how: 'phone' | 'letter' | null, readerId = 'reader-1') => {
  const { readers, told } = await today();
  const lines =
    how === null
      ? told.map(({ noticeId }) => ({ noticeId, about: null }))
      : (readers.find((each) => each.readerId === readerId)?.lines ?? []);
  return desk.client['telling.mark']({
    commandId: commandId(),
    lines: lines.map(({ noticeId, about }) => ({ noticeId, about })),
    how,
  });
};

describe('what there is to tell', () => {
  it('is a loan three days before it is due, and on the days after it; each once', async () => {
    await desk.lend('C1', 'reader-1');
    await desk.later(20 * DAYS);
    expect(await codes()).toEqual([]);
    await desk.later(8 * DAYS);
    expect(await codes()).toEqual([['reader-1', 'loan.due_soon']]);
    const [line] = (await today()).readers[0]?.lines ?? [];
    expect(line?.text.zh).toContain('高等数学教程');
    expect(await mark('phone')).toEqual({ ok: true, refused: [] });
    expect(await codes()).toEqual([]);
    expect((await today()).told).toMatchObject([{ nameMasked: '张*', how: 'phone' }]);
    await desk.later(4 * DAYS);
    expect(await codes()).toEqual([['reader-1', 'loan.overdue']]);
    expect((await today()).told).toEqual([]);
    await desk.back('C1');
    expect(await codes()).toEqual([]);
  });

  it('is a mistake taken back, and twice is refused', async () => {
    await desk.lend('C1', 'reader-1');
    await desk.later(28 * DAYS);
    const { lines = [] } = (await today()).readers[0] ?? {};
    await mark('letter');
    const again = lines.map(({ noticeId, about }) => ({ noticeId, about }));
    const twice = { commandId: commandId(), lines: again, how: 'phone' as const };
    expect(await desk.client['telling.mark'](twice)).toMatchObject({
      refused: [{ code: 'told_already' }],
    });
    await mark(null);
    expect(await codes()).toEqual([['reader-1', 'loan.due_soon']]);
    expect(await mark('phone')).toEqual({ ok: true, refused: [] });
  });

  it('goes to paper with contacts, and every looking is in the record', async () => {
    await desk.lend('C1', 'reader-1');
    await desk.later(28 * DAYS);
    const asked = { commandId: commandId(), readerIds: ['reader-1'] };
    expect(await desk.client['telling.contacts'](asked)).toMatchObject({
      ok: true,
      contacts: [{ readerId: 'reader-1', name: '王小明', phone: '13800000000' }],
    });
    expect(JSON.stringify(await today())).not.toMatch(/王小明|13800000000/u);
  });
});

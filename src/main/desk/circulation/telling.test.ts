// Whom a desk that works alone has to tell what, until somebody has told it.

import { describe, expect, it } from 'vitest';
import { DAYS, useCounterDesk } from '../../../../tests/support/counter-scene.ts';
import { commandId, openTestDesk } from '../../../../tests/support/desk-core.ts';
import { modelBase } from '../../../../tests/support/model-base.ts';
import { START } from '../../../../tests/support/model-library.ts';
import type { RowOfBase } from '../../../node/base.ts';
import type { Loan, Notice } from '../../../shared/library/entities.ts';
import { daysAfter } from '../../../shared/lib/time.ts';

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

describe('a library with much to tell', () => {
  const loan = (id: string, due: string, over: Partial<Loan> = {}): RowOfBase => ({
    kind: 'loan',
    row: {
      id,
      ver: 1,
      copyId: 'c1',
      readerId: `reader-${(Number(id.slice(1)) % 3) + 1}`,
      lentOn: '2018-05-01T01:00:00.000Z',
      dueOn: due,
      channel: 'desk',
      requestId: null,
      closedOn: null,
      charge: null,
      ...over,
    },
  });
  const notice = (id: string, over: Partial<Notice> = {}): RowOfBase => {
    const about = { requestId: null, readerId: 'reader-1', code: 'feedback.answered' };
    const facts = { answer: id };
    const at = daysAfter(START, -1);
    return {
      kind: 'notice',
      row: { id, ver: 1, ...about, facts, text: null, at, corrects: null, ...over },
    };
  };
  const many = (count: number, make: (n: number) => RowOfBase) =>
    Array.from({ length: count }, (_, n) => make(n + 1));

  async function openWith(rows: readonly RowOfBase[]) {
    const base = modelBase();
    const withThem = () => [...base.rows(), ...rows];
    const opened = await openTestDesk({ base: { ...base, rows: withThem } });
    await opened.signIn('desk-a');
    const list = async () => {
      const answer = await opened.client['telling.today']({});
      if (!answer) throw new Error('a service tells readers');
      return answer;
    };
    return {
      list,
      /** Codes of all that there is to tell, told until nothing is left; and what was said to be left each time. */
      async tellAll() {
        const told: string[] = [];
        const more: boolean[] = [];
        for (let round = 0; round < 20; round += 1) {
          const { readers, count } = await list();
          more.push(count.more);
          const lines = readers.flatMap((each) => each.lines);
          if (lines.length === 0) return { told, more };
          told.push(...lines.map(({ code }) => code));
          for (let from = 0; from < lines.length; from += 200) {
            const some = lines.slice(from, from + 200);
            const marks = some.map(({ noticeId, about }) => ({ noticeId, about }));
            const asked = { commandId: commandId(), lines: marks, how: 'phone' as const };
            await opened.client['telling.mark'](asked);
          }
        }
        throw new Error('there is no end to it');
      },
      [Symbol.asyncDispose]: () => opened.close(),
    };
  }

  it('comes to every reminder as those before are told, and says truly whether more follow', async () => {
    const soon = many(230, (n) => loan(`s${n}`, daysAfter(START, 2)));
    const late = many(100, (n) => loan(`o${n}`, daysAfter(START, -2)));
    await using at = await openWith([...soon, ...late]);
    const { told, more } = await at.tellAll();
    expect(told.filter((code) => code === 'loan.due_soon')).toHaveLength(230);
    expect(told.filter((code) => code === 'loan.overdue')).toHaveLength(100);
    expect(more).toEqual([true, true, false, false]);
  });

  it('comes to what is newer than any number of notices that were overtaken', async () => {
    const over = many(250, (n) =>
      notice(`over-${n}`, {
        code: 'loan.overdue',
        facts: { loanId: 'gone' },
        at: daysAfter(START, -2),
      }),
    );
    await using at = await openWith([...over, notice('n-new')]);
    const { readers, count } = await at.list();
    expect(readers.flatMap(({ lines }) => lines.map((line) => line.noticeId))).toEqual(['n-new']);
    expect(count).toEqual({ total: 1, more: false });
  });
});

// What readers ask for, in all four queues, over a real lane: submitted, seen by the library, answered, ended, rated.

import { describe, expect, it } from 'vitest';
import { bad, good } from '../../../tests/support/central-lane.ts';
import { loansOf } from './circulation/loans.ts';
import { SLOT, callId, readerScene } from '../../../tests/support/reader-scene.ts';
import { dayInWords } from '../../shared/words/days.ts';
import type { ReaderScene } from '../../../tests/support/reader-scene.ts';

const ME = 'reader-1';
const line = {
  isbn: '9780262033848',
  bookTitle: '算法导论',
  price: 4500,
  vendorId: 'vendor',
  way: 'post' as const,
};

async function sentence(scene: ReaderScene, id: string): Promise<string> {
  return good(await scene.readers.request(ME, id)).request.sentence.zh;
}
async function actions(scene: ReaderScene, id: string): Promise<string[]> {
  return good(await scene.readers.request(ME, id)).actions.map(({ action }) => action);
}

describe('a submission', () => {
  it('of each queue is a request with the next code of readers, and in the log', async () => {
    await using scene = await readerScene();
    const lines = [
      await scene.ask(ME, {
        queue: 'reallocation',
        kind: 'for_loan',
        copyId: 'c3',
        targetCampus: 'north',
      }),
      await scene.ask(ME, { queue: 'find_book', titleId: 't2', looked: ['own_shelf'] }),
      await scene.ask(ME, { queue: 'delivery', titleId: 't1', address: 'n-door', slot: SLOT }),
      await scene.ask(ME, { queue: 'purchase', lines: [line] }),
    ];
    expect(lines.map(({ code }) => code)).toEqual(['W-0001', 'W-0002', 'W-0003', 'W-0004']);
    expect(lines.map(({ label }) => label)).toEqual(Array(4).fill('pending'));
    for (const { sentence: said } of lines) {
      expect(said.zh).toMatch(/申请已收到/u);
      expect(said.en).toMatch(/We have your request/u);
    }
    const rows = await scene.store.reads.log(0, 1000);
    const made = rows.filter(({ kind }) => kind === 'request');
    expect(made).toHaveLength(4);
    expect(new Set(made.map(({ actor, desk }) => `${actor} ${desk}`))).toEqual(
      new Set(['reader service']),
    );
    const { rows: mine, total } = await scene.readers.requests(ME, {
      which: 'open',
      offset: 0,
      limit: 2,
    });
    expect(total).toBe(4);
    expect(mine.map(({ code }) => code)).toEqual(['W-0004', 'W-0003']);
  });

  it('comes twice and is made once, with the same answer', async () => {
    await using scene = await readerScene();
    const body = { queue: 'find_book' as const, requestId: callId(), titleId: 't1' };
    const [one, two] = await Promise.all([
      scene.readers.submit(ME, body),
      scene.readers.submit(ME, body),
    ]);
    expect(good(two).results).toEqual(good(one).results);
    expect(good(await scene.readers.submit(ME, body)).results).toEqual(good(one).results);
    expect((await scene.readers.requests(ME, { which: 'all', offset: 0, limit: 9 })).total).toBe(1);
    // The same id of another reader is another call.
    const other = good(await scene.readers.submit('reader-2', body));
    expect(other.results[0]).toMatchObject({ ok: true, request: { code: 'W-0002' } });
  });

  it('of several lines is one application, of which each line has its own outcome', async () => {
    await using scene = await readerScene();
    const requestId = callId();
    const lines = [line, { ...line, isbn: '9787302511854', bookTitle: '高等数学教程' }, line];
    const answer = good(await scene.readers.submit(ME, { queue: 'purchase', requestId, lines }));
    expect(answer.results.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(answer.results[2]).toMatchObject({
      code: 'asked_before',
      text: { zh: '您已申请过这本书（W-0001）。' },
    });
    const bundles = answer.results.flatMap((each) => (each.ok ? [each.request.bundleId] : []));
    expect(bundles).toEqual([answer.bundleId, answer.bundleId]);
    expect(
      (await scene.store.reads.rows([{ kind: 'bundle', id: answer.bundleId ?? '' }])).length,
    ).toBe(1);
    const again = good(await scene.readers.submit(ME, { queue: 'purchase', requestId, lines }));
    expect(again).toEqual(answer);
  });

  it('that is refused says why, to a reader', async () => {
    await using scene = await readerScene();
    const full = bad(
      await scene.readers.submit(ME, {
        queue: 'delivery',
        requestId: callId(),
        copyId: 'c1',
        address: 's-gone',
        slot: SLOT,
      }),
    );
    expect(full).toMatchObject({ status: 400, body: { code: 'bad_input' } });
    for (let count = 0; count < 5; count += 1) {
      await scene.ask(ME, { queue: 'delivery', copyId: 'c1', address: 'n-door', slot: SLOT });
    }
    const quota = bad(
      await scene.readers.submit(ME, {
        queue: 'delivery',
        requestId: callId(),
        copyId: 'c2',
        address: 'n-door',
        slot: SLOT,
      }),
    );
    expect(quota).toMatchObject({
      status: 409,
      body: { code: 'quota_used', text: { zh: expect.stringContaining('已有 5 件，最多 5 件') } },
    });
    const nothing = await scene.readers.submit(ME, { queue: 'find_book', requestId: callId() });
    expect(bad(nothing).body.code).toBe('missing_input');
    const unknown = { queue: 'find_book' as const, requestId: callId(), copyId: 'c9' };
    expect(bad(await scene.readers.submit(ME, unknown)).status).toBe(404);
  });
});

describe('the way of a request', () => {
  it('is told step by step, and what may be done with it', async () => {
    await using scene = await readerScene();
    const { id } = await scene.ask(ME, {
      queue: 'delivery',
      copyId: 'c1',
      address: 'n-door',
      slot: SLOT,
    });
    expect(await actions(scene, id)).toEqual(['cancel']);
    await scene.staff('desk-a', 'delivery.accept', id);
    const taken = `申请已受理，馆员正去取书，${dayInWords(SLOT, 'zh')} 送到n-door。`;
    expect(await sentence(scene, id)).toBe(taken);
    expect(await actions(scene, id)).toEqual(['cancel', 'slot']);
    const { actions: next } = good(await scene.readers.request(ME, id));
    const slot = next.find(({ action }) => action === 'slot')?.slots?.[0]?.slot ?? '';
    const moved = await scene.readers.changeSlot(ME, id, { requestId: callId(), slot });
    expect(good(moved).request.sentence.zh).toContain(dayInWords(slot, 'zh'));
    await scene.staff('desk-a', 'delivery.pick', id, { scan: 'C1' });
    expect(good(await scene.readers.request(ME, id)).handoverCode).toBeNull();
    await scene.staff('desk-a', 'delivery.pack', id, { scan: 'C1', bag: 'BAG-0001' });
    const packed = good(await scene.readers.request(ME, id));
    expect(packed.handoverCode).toMatch(/^\d{6}$/u);
    expect(packed.notices[0]?.text.zh).toContain(`取书码 ${packed.handoverCode}`);
    const ended = await scene.readers.cancel(ME, id, {
      requestId: callId(),
      reason: 'reader_cancel',
    });
    expect(good(ended).request.sentence.zh).toBe('已请馆员取消，书正在收回。');
    await scene.staff('desk-a', 'delivery.put_back', id, { scan: 'C1' });
    const detail = good(await scene.readers.request(ME, id));
    expect(detail).toMatchObject({
      request: { label: 'cancelled', sentence: { zh: '申请已取消：读者取消。' } },
      steps: [{ label: 'pending' }, { label: 'in_progress' }, { label: 'cancelled' }],
      asked: { address: 'n-door', slot },
      actions: [{ action: 'rate' }],
      rating: null,
      handoverCode: null,
      barcode: 'C1',
    });
    expect(detail.notices.map(({ text }) => text.zh).join()).toContain('送书申请已取消');
    const steps = JSON.stringify(detail);
    expect(steps).not.toContain('desk-a');
  });

  it('is cancelled at once while it can be; a repeat is answered alike, later words are refused', async () => {
    await using scene = await readerScene();
    const { id } = await scene.ask(ME, { queue: 'find_book', titleId: 't1' });
    const body = { requestId: callId(), reason: 'reader_found' as const, where: '阅览桌上' };
    const first = good(await scene.readers.cancel(ME, id, body));
    expect(first.request.label).toBe('cancelled');
    expect(good(await scene.readers.cancel(ME, id, body))).toEqual(first);
    const late = bad(await scene.readers.cancel(ME, id, { ...body, requestId: callId() }));
    expect(late).toMatchObject({ status: 409, body: { code: 'illegal' } });
    expect(late.body.text?.zh).toContain('现在不能这样做');
  });

  it('asks and is answered, is reopened after silence, and rated in the end', async () => {
    await using scene = await readerScene();
    const { id } = await scene.ask(ME, { queue: 'purchase', lines: [line] });
    await scene.staff('buyer-a', 'purchase.ask', id, { question: '需要第几版？' });
    const asked = good(await scene.readers.request(ME, id));
    expect(asked.request).toMatchObject({
      question: '需要第几版？',
      sentence: { zh: expect.stringMatching(/馆员问您：“需要第几版？”请在 2018年6月13日 前/u) },
    });
    expect(asked.actions.map(({ action }) => action)).toEqual(['answer', 'cancel']);
    const said = await scene.readers.answer(ME, id, { requestId: callId(), answer: '第三版' });
    expect(good(said).request).toMatchObject({ label: 'pending', question: null });
    // The answer is no row of the log.
    const log = JSON.stringify(await scene.store.reads.log(0, 1000));
    expect(log).not.toContain('第三版');
    await scene.staff('buyer-a', 'purchase.reject', id, { reason: 'policy', readerText: '见规定' });
    expect(await sentence(scene, id)).toBe('很抱歉，申请没有获批：不合规。');
    const rating = { requestId: callId(), stars: 4, text: '答复很快' };
    expect(await scene.readers.rate(ME, id, rating)).toEqual({ ok: true });
    expect(await scene.readers.rate(ME, id, rating)).toEqual({ ok: true });
    const { rating: kept } = good(await scene.readers.request(ME, id));
    expect(kept).toMatchObject({ stars: 4, text: '答复很快' });
    expect(JSON.stringify(await scene.store.reads.log(0, 1000))).not.toContain('答复很快');
  });

  it('lets a reader insist once after an answer', async () => {
    await using scene = await readerScene();
    const { id } = await scene.ask(ME, { queue: 'find_book', copyId: 'c1' });
    const answered = { fact: 'misread', readerText: '就在架上' };
    await scene.staff('desk-a', 'find_book.explain', id, answered);
    expect(await sentence(scene, id)).toMatch(/馆员的答复：.*7 天内可要求再找一次/u);
    expect(await actions(scene, id)).toEqual(['insist', 'rate']);
    good(await scene.readers.insist(ME, id, { requestId: callId() }));
    await scene.staff('desk-a', 'find_book.explain', id, answered);
    expect(await actions(scene, id)).toEqual(['rate']);
    const again = await scene.readers.insist(ME, id, { requestId: callId() });
    expect(bad(again).body.code).toBe('no_more_turns');
  });
});

describe('beside requests', () => {
  it('loans, notices, quotas and words of any kind are the reader’s own', async () => {
    await using scene = await readerScene();
    const { id } = await scene.ask(ME, { queue: 'find_book', copyId: 'c1' });
    const found = { scan: 'C1', place: 'N-RANGE', cause: 'trolley' };
    await scene.staff('desk-a', 'find_book.found', id, found);
    await scene.staff('desk-a', 'find_book.hold_for_pickup', id, { scan: 'C1', slot: 'N-SLOT' });
    expect(await sentence(scene, id)).toMatch(/预约架 N-SLOT 等您，请在 2018年6月\d+日 闭馆前/u);
    await scene.staff('desk-a', 'find_book.lend', id, { scan: 'C1', card: '1800000001' });
    const { rows: loans } = await loansOf(scene.context, ME);
    expect(loans).toMatchObject([{ barcode: 'C1', title: '高等数学教程', overdue: false }]);
    expect((await loansOf(scene.context, 'reader-2')).rows).toEqual([]);
    const told = await scene.readers.notices(ME, { offset: 0, limit: 1 });
    expect(told).toMatchObject({ total: 2, rows: [{ requestCode: 'W-0001', topic: 'requests' }] });
    expect(told.rows[0]?.text.zh).toContain('已找到');
    const me = good(await scene.readers.me(ME));
    expect(me).toMatchObject({ name: '王小明', status: 'active' });
    expect(me.quotas).toContainEqual({ queue: 'find_book', used: 0, quota: 10 });
    const words = { requestId: callId(), text: '空调太冷' };
    expect(await scene.readers.feedback(ME, words)).toEqual({ ok: true });
    expect(await scene.readers.feedback(ME, words)).toEqual({ ok: true });
    expect(await scene.store.reads.count('feedback')).toBe(1);
    const about = { requestId: callId(), text: '谢谢', about: id };
    expect(bad(await scene.readers.feedback('reader-2', about)).status).toBe(404);
  });

  it('a copy is seen as it is: on loan until, on the hold shelf, on its way', async () => {
    await using scene = await readerScene();
    await scene.readers.ready();
    const before = await scene.readers.search({ text: '数学', offset: 0, limit: 9 });
    expect(before).toMatchObject({
      total: 1,
      complete: true,
      rows: [{ id: 't1', copies: 3, available: 3 }],
    });
    const { id } = await scene.ask(ME, {
      queue: 'reallocation',
      kind: 'for_loan',
      copyId: 'c1',
      targetCampus: 'south',
    });
    await scene.staff('keeper-a', 'reallocation.approve', id);
    await scene.staff('desk-a', 'reallocation.pick', id, { scan: 'C1' });
    await scene.staff('desk-a', 'reallocation.send', id, {
      scan: 'C1',
      crate: 'CR-001',
      destination: 'south',
    });
    const seen = good(await scene.readers.title('t1'));
    expect(seen.copies.map(({ barcode, status }) => `${barcode} ${status}`)).toEqual([
      'C1 in_transit',
      'C2 on_shelf',
      'C3 on_shelf',
    ]);
    expect(seen.copies[0]?.statusText.zh).toBe('运送中');
    const byIsbn = await scene.readers.search({ text: '978-7-302-51185-4', offset: 0, limit: 9 });
    expect(byIsbn.rows).toMatchObject([{ id: 't1', available: 2 }]);
    expect((await scene.readers.search({ text: 'tp311', offset: 0, limit: 9 })).total).toBe(3);
    expect((await scene.readers.search({ text: '没有', offset: 0, limit: 9 })).rows).toEqual([]);
  });

  it('choices are what can be chosen: active places, slots with room', async () => {
    await using scene = await readerScene();
    const choices = await scene.readers.choices();
    expect(choices.campuses.map(({ id }) => id)).toEqual(['north', 'south']);
    expect(choices.addresses.map(({ id }) => id)).toEqual(['n-door', 's-door']);
    const slotsOf = async () => (await scene.readers.choices()).slots[0]?.slots ?? [];
    expect(await slotsOf()).toContainEqual({ slot: SLOT, left: 10 });
    await scene.ask(ME, { queue: 'delivery', copyId: 'c1', address: 'n-door', slot: SLOT });
    expect(await slotsOf()).toContainEqual({ slot: SLOT, left: 9 });
    expect(choices.looked.map(({ name }) => name.zh)).toContain('应在架位');
    expect(choices.ways.map(({ name }) => name.en)).not.toContain('post');
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId, openTestDesk, submitMove } from '../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../tests/support/desk-core.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(() => desk.close());

const detailOf = async (requestId: string) => {
  const detail = await desk.client['requests.detail']({ requestId });
  if (!detail) throw new Error('no such request');
  return detail;
};

async function act(requestId: string, action: string, input: Record<string, unknown> = {}) {
  const { line } = await detailOf(requestId);
  return desk.client['requests.act']({
    commandId: commandId(),
    requestId,
    action,
    input,
    expectHead: line.request.head,
  });
}

describe('the life of a command', () => {
  it('shows an accepted command everywhere at once and keeps it in the outbox', async () => {
    await desk.signIn('desk-a');
    const requestId = await submitMove(desk);
    const { line, events, actions } = await detailOf(requestId);
    expect(line).toMatchObject({ title: '高等数学教程', barcode: 'C1', label: 'pending' });
    expect(line.request.code).toBe('N1-0001');
    expect(events.map((event) => event.action)).toEqual(['submit']);
    expect(actions.map((action) => action.action)).toContain('cancel');
    const page = await desk.client['requests.list']({
      queue: 'reallocation',
      tab: 'open',
      filters: {},
      sort: 'due',
      offset: 0,
      limit: 50,
    });
    expect(page.rows.map((row) => row.request.id)).toEqual([requestId]);
    expect(await desk.client['status.bar']({})).toMatchObject({
      waiting: 1,
      doubtful: 0,
      central: 'alone',
      problem: null,
    });
    const { rows } = await desk.client['sync.list']({ filter: 'all', offset: 0, limit: 10 });
    expect(rows).toMatchObject([
      { cseq: 1, type: 'reallocation.submit', code: 'N1-0001', state: 'saved' },
    ]);
  });

  it('numbers codes densely: a refused submission leaves its number to the next', async () => {
    await desk.signIn('desk-a');
    await submitMove(desk);
    const refused = await desk.client['requests.submit']({
      commandId: commandId(),
      queue: 'reallocation',
      input: { readerId: 'reader-2', copyId: 'c4', kind: 'for_loan' },
    });
    expect(refused).toMatchObject({ ok: false, code: 'missing_input' });
    const next = await submitMove(desk, { readerId: 'reader-2', copyId: 'c4' });
    expect((await detailOf(next)).line.request.code).toBe('N1-0002');
  });

  it('answers a repeat with the stored outcome and does nothing twice', async () => {
    await desk.signIn('desk-a');
    const id = commandId();
    const input = { readerId: 'reader-1', copyId: 'c1', kind: 'for_loan', targetCampus: 'south' };
    const submit = () =>
      desk.client['requests.submit']({ commandId: id, queue: 'reallocation', input });
    const first = await submit();
    expect(first.ok).toBe(true);
    expect(await submit()).toEqual(first);
    expect(await desk.client['status.bar']({})).toMatchObject({ waiting: 1 });
  });

  it('refuses the id of another command', async () => {
    await desk.signIn('desk-a');
    const requestId = await submitMove(desk);
    const id = commandId();
    const claim = { commandId: id, requestId, action: 'claim', input: {}, expectHead: null };
    expect(await desk.client['requests.act'](claim)).toMatchObject({ ok: true });
    expect(await desk.client['requests.act']({ ...claim, action: 'note' })).toMatchObject({
      ok: false,
      code: 'bad_command',
    });
  });

  it('changes nothing on a refusal', async () => {
    await desk.signIn('desk-a');
    const requestId = await submitMove(desk);
    const before = await detailOf(requestId);
    expect(await act(requestId, 'pick', { scan: 'C1' })).toMatchObject({ code: 'illegal' });
    expect(await act(requestId, 'approve', { copyId: 'c1' })).toMatchObject({ code: 'forbidden' });
    expect(await act(requestId, 'cancel')).toMatchObject({ code: 'missing_input' });
    expect(await detailOf(requestId)).toEqual(before);
    expect(await desk.client['status.bar']({})).toMatchObject({ waiting: 1 });
  });

  it('refuses a decision on a state that has changed since it was seen', async () => {
    await desk.signIn('desk-a');
    const requestId = await submitMove(desk);
    const seen = (await detailOf(requestId)).line.request.head;
    await desk.signIn('keeper-a');
    expect(await act(requestId, 'approve', { copyId: 'c1', priority: 'normal' })).toMatchObject({
      ok: true,
    });
    await desk.signIn('desk-a');
    const late = await desk.client['requests.act']({
      commandId: commandId(),
      requestId,
      action: 'cancel',
      input: { reason: 'reader_cancel' },
      expectHead: seen,
    });
    expect(late).toMatchObject({ ok: false, code: 'stale', facts: { by: 'keeper-a' } });
  });

  it('takes an action back within its minutes and not after', async () => {
    await desk.signIn('desk-a');
    const requestId = await submitMove(desk);
    await desk.signIn('keeper-a');
    const approved = await act(requestId, 'approve', { copyId: 'c1', priority: 'normal' });
    expect(approved).toMatchObject({ ok: true, undo: { requestId } });
    const commandIdOf = approved.ok ? approved.undo?.commandId : undefined;
    const undo = () => act(requestId, 'undo', { commandId: commandIdOf });
    expect(await undo()).toMatchObject({ ok: true });
    expect((await detailOf(requestId)).line.request.state).toBe('submitted');
    await act(requestId, 'approve', { copyId: 'c1', priority: 'normal' });
    desk.clock.forward(9);
    await desk.client['session.touch']({});
    desk.clock.forward(2);
    expect(await undo()).toMatchObject({ ok: false });
    expect((await detailOf(requestId)).line.request.state).toBe('approved');
  });

  it('answers each row of a bulk action and keeps what was accepted', async () => {
    await desk.signIn('desk-a');
    const ids = [
      await submitMove(desk),
      await submitMove(desk, { copyId: 'c4', readerId: 'reader-2' }),
    ];
    const rows = ids.map((requestId) => ({ commandId: commandId(), requestId, expectHead: null }));
    const first = await desk.client['requests.bulk']({ action: 'claim', input: {}, rows });
    expect(first).toMatchObject({
      ok: true,
      results: [{ outcome: { ok: true } }, { outcome: { ok: true } }],
    });
    const missing = { commandId: commandId(), requestId: commandId(), expectHead: null };
    const mixed = await desk.client['requests.bulk']({
      action: 'release',
      input: {},
      rows: [missing, { commandId: commandId(), requestId: ids[0] ?? '', expectHead: null }],
    });
    expect(mixed).toMatchObject({
      ok: true,
      results: [{ outcome: { code: 'not_found' } }, { outcome: { ok: true } }],
    });
  });

  it('takes one id for one command, within a bulk action too', async () => {
    await desk.signIn('desk-a');
    const requestId = await submitMove(desk);
    const row = { commandId: commandId(), requestId, expectHead: null };
    const rows = [row, row];
    const answer = await desk.client['requests.bulk']({ action: 'claim', input: {}, rows });
    expect(answer).toMatchObject({
      ok: true,
      results: [
        { outcome: { ok: true } },
        { outcome: { code: 'bad_command', facts: { problem: 'id_taken' } } },
      ],
    });
  });

  it.each(['constructor', '__proto__', 'toString'])('knows no action %s', async (action) => {
    await desk.signIn('desk-a');
    const requestId = await submitMove(desk);
    expect(await act(requestId, action)).toMatchObject({ ok: false, code: 'bad_command' });
    const row = () => ({ commandId: commandId(), requestId, expectHead: null });
    const rows = Array.from({ length: 21 }, row);
    const answer = await desk.client['requests.bulk']({ action, input: {}, rows });
    const codes = answer.ok ? answer.results.map(({ outcome }) => !outcome.ok && outcome.code) : [];
    expect(codes).toEqual(rows.map(() => 'bad_command'));
  });

  it('refuses a period or a day that is none', async () => {
    await desk.signIn('desk-a');
    const STATUS = {
      figure: 'status',
      queue: 'delivery',
      campus: null,
      collection: null,
      category: null,
      grain: null,
      compare: 'none',
    } as const;
    const list = (from: string) =>
      desk.client['requests.counts']({ queue: 'reallocation', filters: { from } });
    for (const day of ['x', '2018-13-99', '0001-01-01', '9999-12-31']) {
      await expect(list(day)).rejects.toMatchObject({ code: 'bad_input' });
      const question = { ...STATUS, from: day, to: day };
      await expect(desk.client['figures.figure'](question)).rejects.toMatchObject({
        code: 'bad_input',
      });
    }
  });

  it('wants a second person to cancel more than 20 at once', async () => {
    await desk.signIn('desk-a');
    const rows = Array.from({ length: 21 }, () => ({
      commandId: commandId(),
      requestId: commandId(),
      expectHead: null,
    }));
    const cancel = (second?: { login: string; password: string }) =>
      desk.client['requests.bulk']({
        action: 'cancel',
        input: { reason: 'duplicate' },
        rows,
        ...(second ? { second } : {}),
      });
    expect(await cancel()).toMatchObject({ code: 'second_person_needed' });
    const password = 'shutai-demo';
    expect(await cancel({ login: 'desk-a', password })).toMatchObject({
      code: 'second_person_needed',
    });
    expect(await cancel({ login: 'boss', password: 'wrong one' })).toMatchObject({
      code: 'bad_login',
    });
    expect(await cancel({ login: 'bookseller', password })).toMatchObject({
      code: 'second_person_needed',
    });
    expect(await cancel({ login: 'boss', password })).toMatchObject({ ok: true });
  });

  it('tells every window what changed', async () => {
    await desk.signIn('desk-a');
    const stop = new AbortController();
    const heard = desk.window().changes({}, stop.signal)[Symbol.asyncIterator]();
    await heard.next();
    await submitMove(desk);
    const { value } = await heard.next();
    expect(value?.topics).toEqual(expect.arrayContaining(['request', 'event']));
    stop.abort();
  });

  it('runs what the clock makes due, as the system', async () => {
    await desk.signIn('desk-a');
    const submitted = await desk.client['requests.submit']({
      commandId: commandId(),
      queue: 'purchase',
      input: {
        readerId: 'reader-1',
        isbn: '9780262033848',
        bookTitle: 'C 程序设计语言',
        price: 4500,
        vendorId: 'vendor',
        way: 'at_desk',
      },
    });
    expect(submitted).toEqual(expect.objectContaining({ ok: true }));
    const requestId = submitted.ok ? (submitted.requestId ?? '') : '';
    await desk.signIn('buyer-a');
    const asked = await act(requestId, 'ask', { question: '哪一版？', readerText: '哪一版？' });
    expect(asked).toEqual(expect.objectContaining({ ok: true }));
    for (let day = 0; day < 9; day += 1) {
      expect(await desk.client['clock.advance']({ by: 'day' })).toMatchObject({ ok: true });
    }
    const { line, events } = await detailOf(requestId);
    expect(line.request.state).toBe('cancelled');
    expect(events.at(-1)).toMatchObject({ actor: 'system', reason: 'no_answer' });
  });
});

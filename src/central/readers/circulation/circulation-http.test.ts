// Loans, holds and loans passed on over HTTP: once, one's own, and each refusal in a sentence.

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { laneClock, nextId } from '../../../../tests/support/central-lane.ts';
import { readerHttp } from '../../../../tests/support/reader-http.ts';
import type { Answer } from '../../../../tests/support/reader-http.ts';
import {
  holdAnswer,
  holdsAnswer,
  loanAnswer,
  loansAnswer,
  offerAnswer,
  transferAnswer,
  transfersAnswer,
} from '../../../shared/sync/reader-circulation-views.ts';
import { setLedger } from '../../library-system/keep.ts';
import { titleAnswer } from '../../../shared/sync/reader-views.ts';

const LOANS = '/v1/reader/loans';
const HOLDS = '/v1/reader/holds';
const ACCEPT = '/v1/reader/transfers/accept';
const bilingual = z.object({ zh: z.string(), en: z.string() });
const once = (body: object = {}) => ({ requestId: randomUUID(), ...body });
const loanIn = (answer: Answer) => loanAnswer.parse(answer.body).loan;
const loansIn = (answer: Answer) => loansAnswer.parse(answer.body).rows;
const offerIn = (answer: Answer) => offerAnswer.parse(answer.body);
const text = (answer: Answer) => bilingual.parse(answer.body['text']);

describe('borrowing by phone', () => {
  it('is done once, seen by the desk, and only once it was seen passed on', async () => {
    await using http = await readerHttp();
    const me = await http.reader(1);
    const body = once({ barcode: 'C1' });
    const lent = await me.post(LOANS, body);
    expect(lent.status).toBe(200);
    expect(loanIn(lent)).toMatchObject({ barcode: 'C1', channel: 'mobile', renewalsLeft: 2 });
    expect(loanIn(lent).sentence.zh).toMatch(/请在 2018年6月6日 \d\d:\d\d 前到服务台或出口出示/u);
    expect(loanIn(lent).noOffer).toMatchObject({ code: 'loan_unverified' });
    expect((await me.post(LOANS, body)).body).toEqual(lent.body);
    const other = await http.reader(2);
    const taken = await other.post(LOANS, once({ barcode: 'C1' }));
    expect(taken).toMatchObject({ status: 409, body: { code: 'on_loan' } });
    expect(text(taken).zh).toContain('借出');
    expect((await other.get(LOANS)).body).toMatchObject({ rows: [] });
    expect(await http.staff('desk-a', 'loan.verify', 'c1', { scan: 'C1' })).toBe('ok');
    expect(await http.staff('desk-a', 'loan.verify', 'c2', { scan: 'C2' })).toBe('no_loan');
    const seen = await me.get(LOANS);
    expect(loansIn(seen)).toMatchObject([{ verifyBy: null, noOffer: null }]);
    // A keyboard of a phone begins with small letters.
    expect(loanIn(await me.post(LOANS, { ...body, barcode: ' c1' }))).toMatchObject({
      barcode: 'C1',
    });
    const unknown = await me.post(LOANS, once({ barcode: 'C99' }));
    expect(unknown).toMatchObject({ status: 409, body: { code: 'unknown_barcode' } });
    expect(text(unknown).en).toContain('C99');
    expect((await me.post(LOANS, once({ barcode: 'C2', place: 'X' }))).status).toBe(400);
  });

  it('renews what is one’s own, and says why it cannot', async () => {
    await using http = await readerHttp();
    const me = await http.reader(1);
    const lent = loanIn(await me.post(LOANS, once({ barcode: 'C1' })));
    expect(lent.noRenewal).toMatchObject({ code: 'renew_too_early' });
    laneClock.forward(2 * 24 * 60);
    const fresh = await http.reader(1);
    const stranger = await http.reader(2);
    const body = once();
    const renewed = await fresh.post(`${LOANS}/${lent.id}/renew`, body);
    expect(loanIn(renewed)).toMatchObject({ renewals: 1, renewalsLeft: 1 });
    expect((await fresh.post(`${LOANS}/${lent.id}/renew`, body)).body).toEqual(renewed.body);
    expect((await stranger.post(`${LOANS}/${lent.id}/renew`, once())).status).toBe(404);
  });
});

describe('a loan as it stands', () => {
  const DUE = '请在 2018年7月6日 前（含当日）归还。';
  const told = ({ sentence, further }: ReturnType<typeof loanIn>) =>
    [sentence, ...further].map(({ zh }) => zh);

  it('is to be shown, has a due date, and waits for the library’s system: each is said', async () => {
    await using http = await readerHttp();
    const me = await http.reader(1);
    const ledger = { lane: http.service.lane, newId: nextId };
    await setLedger(ledger, 'sip2');
    const lent = loanIn(await me.post(LOANS, once({ barcode: 'C1' })));
    const asked = '已登记，等待图书馆系统确认。';
    expect(told(lent)).toEqual([
      expect.stringMatching(/前到服务台或出口出示这册书。$/u),
      DUE,
      asked,
    ]);
    expect(lent.confirmed).toBe(false);
    laneClock.forward(30);
    const lapsed = loansIn(await (await http.reader(1)).get(LOANS)).map(told);
    expect(lapsed).toEqual([[expect.stringContaining('还没有查验'), DUE, asked]]);
    laneClock.forward(2 * 24 * 60);
    await http.staff('desk-a', 'loan.verify', 'c1', { scan: 'C1' });
    const fresh = await http.reader(1);
    const renewed = loanIn(await fresh.post(`${LOANS}/${lent.id}/renew`, once()));
    expect(told(renewed)).toEqual([
      expect.stringMatching(/^请在 2018年7月\d日 前（含当日）归还。$/u),
      '续借已登记，等待图书馆系统确认；确认之前，这个应还日期还不作数。',
    ]);
    await setLedger(ledger, 'built_in');
    expect(loansIn(await fresh.get(LOANS)).map(told)).toEqual([told(renewed).slice(0, 1)]);
  });

  it('has its due date while it is passed on, and while its return is looked into', async () => {
    await using http = await readerHttp();
    const me = await http.reader(1);
    const { id } = loanIn(await me.post(LOANS, once({ barcode: 'C1' })));
    await http.staff('desk-a', 'loan.verify', 'c1', { scan: 'C1' });
    await me.post(`${LOANS}/${id}/offer`, once());
    const now = async () => loansIn(await me.get(LOANS)).flatMap(told);
    expect(await now()).toEqual([expect.stringContaining('正在转借'), DUE]);
    expect(await http.staff('desk-a', 'loan.claim', id, { loanId: id })).toBe('ok');
    expect(await now()).toEqual([expect.stringContaining('已经归还'), '应还日期是 2018年7月6日。']);
  });
});

describe('waiting for a title', () => {
  it('has a place, is said by the title, stops a renewal and is cancelled', async () => {
    await using http = await readerHttp();
    const [one, two, three] = [await http.reader(1), await http.reader(2), await http.reader(3)];
    const { id: loanId } = loanIn(await one.post(LOANS, once({ barcode: 'C4' })));
    const before = titleAnswer.parse((await two.get('/v1/reader/titles/t2')).body).hold;
    expect(before).toMatchObject({ noHold: null, waiting: 0, mine: null });
    const body = once({ titleId: 't2' });
    const placed = await two.post(HOLDS, body);
    expect(placed.body).toMatchObject({ hold: { state: 'waiting', place: 1, campus: 'north' } });
    expect((await two.post(HOLDS, body)).body).toEqual(placed.body);
    const { id } = holdAnswer.parse(placed.body).hold ?? { id: '' };
    const after = titleAnswer.parse((await two.get('/v1/reader/titles/t2')).body).hold;
    expect(after).toMatchObject({ noHold: { code: 'hold_exists' }, waiting: 1, mine: id });
    laneClock.forward(1);
    await three.post(HOLDS, once({ titleId: 't2' }));
    const [mine] = holdsAnswer.parse((await three.get(HOLDS)).body).rows;
    expect(mine).toMatchObject({ place: 2, waiting: 2 });
    expect(mine?.sentence.zh).toBe('排在第 2 位，共 2 人等待。');
    expect((await three.post(`${HOLDS}/${id}/cancel`, once())).status).toBe(404);
    const [loan] = loansIn(await one.get(LOANS));
    expect(loan?.noRenewal).toMatchObject({ code: 'someone_waits' });
    expect((await one.post(`${LOANS}/${loanId}/renew`, once())).body).toMatchObject({
      code: 'someone_waits',
    });
    const cancelling = once();
    const cancelled = await two.post(`${HOLDS}/${id}/cancel`, cancelling);
    expect(cancelled).toMatchObject({ status: 200, body: { hold: null } });
    expect((await two.post(`${HOLDS}/${id}/cancel`, cancelling)).body).toEqual(cancelled.body);
    expect((await two.post(`${HOLDS}/${id}/cancel`, once())).body).toMatchObject({
      code: 'hold_ended',
    });
    expect((await three.get(HOLDS)).body).toMatchObject({ rows: [{ place: 1, waiting: 1 }] });
    const wrong = once({ titleId: 't2', copyId: 'c1' });
    expect((await two.post(HOLDS, wrong)).status).toBe(404);
  });
});

describe('passing a loan on', () => {
  async function lent() {
    const http = await readerHttp();
    const [one, two, three] = [await http.reader(1), await http.reader(2), await http.reader(3)];
    const { id } = loanIn(await one.post(LOANS, once({ barcode: 'C1' })));
    await http.staff('desk-a', 'loan.verify', 'c1', { scan: 'C1' });
    return { http, one, two, three, id };
  }

  it('by the eight letters, shown again to a repeat, accepted once', async () => {
    const { http, one, two, three, id } = await lent();
    await using _ = http;
    const body = once();
    const offered = await one.post(`${LOANS}/${id}/offer`, body);
    const code = offerIn(offered).code;
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/u);
    expect((await one.post(`${LOANS}/${id}/offer`, body)).body).toEqual(offered.body);
    const log = JSON.stringify(await http.service.store.reads.log(0, 5000));
    expect(log).not.toContain(code.replace('-', ''));
    expect((await two.post(`${LOANS}/${id}/offer`, once())).status).toBe(404);
    expect((await one.post(ACCEPT, once({ code }))).body).toMatchObject({ code: 'own_transfer' });
    const accepting = once({ code: code.toLowerCase() });
    const accepted = await two.post(ACCEPT, accepting);
    expect(accepted.body).toMatchObject({ transfer: { side: 'received', state: 'accepted' } });
    expect((await two.post(ACCEPT, accepting)).body).toEqual(accepted.body);
    const late = await three.post(ACCEPT, once({ code }));
    expect(late).toMatchObject({ status: 409, body: { code: 'transfer_used' } });
    expect(text(late).zh).toMatch(/已在 2018年6月\d+日 \d\d:\d\d 用过/u);
    const { loanId } = transferAnswer.parse(accepted.body).transfer;
    expect(loansIn(await two.get(LOANS))).toMatchObject([{ id: loanId, channel: 'transfer' }]);
    expect((await one.get(LOANS)).body).toMatchObject({ rows: [] });
    const [given] = transfersAnswer.parse((await one.get('/v1/reader/transfers')).body).rows;
    expect(given).toMatchObject({ side: 'given', state: 'accepted', loanId: id });
    expect(JSON.stringify(given)).not.toContain('reader-2');
    expect((await three.get('/v1/reader/transfers')).body).toEqual({ rows: [] });
  });

  it('by the QR code; a guess is no code, and too many of them wait', async () => {
    const { http, one, two, three, id } = await lent();
    await using _ = http;
    const offered = await one.post(`${LOANS}/${id}/offer`, once());
    const { id: offer } = offerIn(offered).transfer;
    const guesses = await Promise.all(
      Array.from({ length: 12 }, () => three.post(ACCEPT, once({ code: 'AAAA-AAAA' }))),
    );
    const codes = guesses.map(({ body }) => body['code']);
    expect(codes.filter((code) => code === 'transfer_unknown')).toHaveLength(5);
    expect(codes.filter((code) => code === 'wait')).toHaveLength(7);
    expect((await two.post(ACCEPT, once({ code: 'abc' }))).body['code']).toBe('transfer_unknown');
    const qr = offerIn(offered).qr;
    const waits = await three.post(ACCEPT, once({ code: qr }));
    expect(waits).toMatchObject({ status: 429, body: { code: 'wait' } });
    expect((await two.post(`/v1/reader/transfers/${offer}/withdraw`, once())).status).toBe(404);
    expect((await two.post(ACCEPT, once({ code: qr }))).status).toBe(200);
    const back = await one.post(`/v1/reader/transfers/${offer}/withdraw`, once());
    expect(back).toMatchObject({ status: 409, body: { code: 'transfer_done' } });
  });

  it('is taken back, and ends with the return of the copy', async () => {
    const { http, one, two, id } = await lent();
    await using _ = http;
    const first = await one.post(`${LOANS}/${id}/offer`, once());
    const again = await one.post(`${LOANS}/${id}/offer`, once());
    expect(again).toMatchObject({ status: 409, body: { code: 'transfer_open' } });
    const { id: offer } = offerIn(first).transfer;
    const back = await one.post(`/v1/reader/transfers/${offer}/withdraw`, once());
    expect(back.body).toMatchObject({ transfer: { state: 'withdrawn' } });
    const code = offerIn(first).code;
    expect((await two.post(ACCEPT, once({ code }))).body).toMatchObject({
      code: 'transfer_withdrawn',
    });
    const second = await one.post(`${LOANS}/${id}/offer`, once());
    expect(second.status).toBe(200);
    await http.staff('desk-a', 'loan.back', 'c1', { scan: 'C1' });
    const over = await two.post(ACCEPT, once({ code: offerIn(second).code }));
    expect(over.body).toMatchObject({ code: 'transfer_overtaken' });
  });
});

describe('a code in the wrong place', () => {
  it('is named where a copy is borrowed', async () => {
    await using http = await readerHttp();
    const me = await http.reader(1);
    const refused = async (barcode: string) => {
      const { status, body } = await me.post(LOANS, once({ barcode }));
      return `${status} ${body['code']}`;
    };
    expect(await refused('1800000002')).toBe('409 card_no_copy');
    expect(await refused('9787302511854')).toBe('409 isbn_no_copy');
    expect(await refused('abcd-efgh')).toBe('409 offer_no_copy');
    expect(await refused('shutai:t/AAAAAAAAAAAAAAAAAAAAAAAAAAAA')).toBe('409 offer_no_copy');
    expect(await refused('N99999999')).toBe('409 unknown_barcode');
    // A Chinese keyboard writes letters and digits as wide as its signs.
    expect((await me.post(LOANS, once({ barcode: 'Ｃ１' }))).status).toBe(200);
  });

  it('is named where a loan is taken over, and is no guess', async () => {
    await using http = await readerHttp();
    const me = await http.reader(1);
    const refused = async (code: string) => (await me.post(ACCEPT, once({ code }))).body['code'];
    for (let n = 0; n < 6; n += 1) expect(await refused('c1')).toBe('copy_no_offer');
    expect(await refused('N99999999')).toBe('copy_no_offer');
    expect(await refused('1800000002')).toBe('card_no_offer');
    expect(await refused('978-7-302-51185-4')).toBe('isbn_no_offer');
    expect(await refused('abc')).toBe('transfer_unknown');
    expect(await refused('ＡＢＣＤ－ＥＦＧＨ')).toBe('transfer_unknown');
  });
});

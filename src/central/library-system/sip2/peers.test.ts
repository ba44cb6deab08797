// The adapter against systems that are not ours, each in its own dialect: loan, renewal, return, hold, refusals.

import { afterEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../../tests/support/sip2-dialects.ts';
import type { Dialect } from '../../../../tests/support/sip2-dialects.ts';
import { PEER_USER, startPeer } from '../../../../tests/support/sip2-peer.ts';
import type { Peer } from '../../../../tests/support/sip2-peer.ts';
import { back, order, renewal, sip2To } from '../../../../tests/support/sip2-scene.ts';

const TITLES = { N10000001: '数据库系统概论', N10000002: '亅书集', N10000003: '红楼梦' };
const [CARD, OTHER, BLOCKED] = ['1800000001', '1800000002', '1800000003'] as const;
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function met(dialect: Dialect, over: Parameters<typeof sip2To>[1] = {}) {
  const cards = [CARD, OTHER, BLOCKED];
  const peer = await startPeer(dialect, { titles: TITLES, cards, blocked: [BLOCKED] });
  open.push({ close: () => peer.stop() });
  const system = sip2To(peer.port, settingsFor(dialect, over));
  open.push(system);
  return { peer, system };
}

function settingsFor(dialect: Dialect, over: Parameters<typeof sip2To>[1]) {
  return {
    ...PEER_USER,
    user: dialect.signsIn === 'nobody' ? null : PEER_USER.user,
    by: dialect.signsIn === 'prompts' ? ('telnet' as const) : ('message' as const),
    encoding: dialect.charset === 'utf-8' ? ('utf-8' as const) : ('gbk' as const),
    ...over,
  };
}

const holdOf = (over = {}) => ({ ...order(), pickup: '', thisCopy: false, ends: false, ...over });
const doneOf = (peer: Peer, code: string) => peer.done.filter((each) => each.startsWith(code));

const keepsHolds = ({ does, holds }: Dialect) => does[13] === 'Y' && holds === 'keeps';
const named = (dialects: readonly Dialect[]) =>
  dialects.map((dialect) => [dialect.name, dialect] as const);

it.each(named(DIALECTS.filter(keepsHolds)))('%s is asked for holds', async (_, dialect) => {
  const { peer, system } = await met(dialect);
  expect(await system.hold(holdOf())).toMatchObject({ is: 'done' });
  expect(system.keepsHolds()).toBe(true);
  expect(await system.hold(holdOf({ uncertain: true }))).toMatchObject({ is: 'done' });
  expect(await system.hold(holdOf({ card: BLOCKED }))).toMatchObject({ is: 'refused' });
  await system.checkOut(order({ card: OTHER }));
  expect(await system.checkIn(back({ card: OTHER }))).toMatchObject({
    value: { alert: true, kind: '01', place: 'MAIN' },
  });
  expect(await system.hold(holdOf({ ends: true }))).toMatchObject({ is: 'done' });
  expect(await system.hold(holdOf({ ends: true, uncertain: true }))).toMatchObject({ is: 'done' });
  expect(doneOf(peer, '15')).toEqual([`15+ N10000001 ${CARD}`, `15- N10000001 ${CARD}`]);
});

it.each(named(DIALECTS.filter((each) => !keepsHolds(each))))(
  '%s keeps no holds, whatever it says',
  async (_, dialect) => {
    const { peer, system } = await met(dialect);
    expect(await system.hold(holdOf())).toMatchObject({ is: 'unable' });
    expect(system.keepsHolds()).toBe(false);
    expect(peer.done).toEqual([]);
    expect(await system.checkOut(order())).toMatchObject({ is: 'done' });
  },
);

describe.each(named(DIALECTS))('%s', (_, dialect) => {
  it('lends once with its due date, renews, takes back, and knows copy and reader', async () => {
    const { peer, system } = await met(dialect);
    expect(await system.status()).toMatchObject({ is: 'done', value: { online: true } });
    expect(await system.checkOut(order())).toMatchObject({
      is: 'done',
      value: { due: expect.stringMatching(/^2026-12-24T15:59/u) as string, already: false },
    });
    // What may have been carried out is looked at, and not made again.
    expect(await system.checkOut(order({ uncertain: true }))).toMatchObject({
      value: { already: true, due: expect.stringMatching(/^2026-12-24T15:59/u) as string },
    });
    expect(await system.copy('N10000001')).toMatchObject({
      value: { state: 'charged', title: '数据库系统概论' },
      damaged: false,
    });
    expect(await system.reader(CARD)).toMatchObject({
      value: { valid: true, mayBorrow: true, charged: 1, name: '张三' },
    });
    expect(await system.renew(renewal())).toMatchObject({
      is: 'done',
      value: { due: expect.stringMatching(/^2027-01-23T15:59/u) as string },
    });
    expect(await system.checkIn(back())).toMatchObject({
      is: 'done',
      value: { alert: false, already: false },
    });
    expect(await system.checkIn(back({ uncertain: true }))).toMatchObject({
      value: { already: true },
    });
    expect(peer.done).toEqual([
      `11 N10000001 ${CARD}`,
      `29 N10000001 ${CARD}`,
      `09 N10000001 ${CARD}`,
    ]);
  });

  it('refuses in its own words, and in none where it has none', async () => {
    const { peer, system } = await met(dialect);
    const refused = await system.checkOut(order({ card: BLOCKED }));
    expect(refused).toMatchObject({ is: 'refused' });
    const words = 'messages' in refused ? refused.messages.join('') : '';
    expect(words.includes('Patron Blocked')).toBe(dialect.words('x').length > 0);
    expect(words).not.toContain('&#124;');
    await system.checkOut(order({ card: OTHER }));
    expect(await system.checkOut(order())).toMatchObject({ is: 'refused' });
    expect(await system.checkOut(order({ uncertain: true }))).toMatchObject({ is: 'refused' });
    expect(await system.checkOut(order({ barcode: 'N999' }))).toMatchObject({ is: 'refused' });
    expect(await system.checkIn(back({ barcode: 'N999' }))).toMatchObject({ is: 'refused' });
    expect(await system.reader('1')).toMatchObject({ value: { valid: false, mayBorrow: false } });
    expect(await system.copy('N999')).toMatchObject({ value: { state: 'unknown' } });
    // A return of what nobody has comes to the same as one.
    const none = back({ barcode: 'N10000002' });
    expect(await system.checkIn(none)).toMatchObject({ is: 'done', value: { alert: false } });
    expect(peer.done).toEqual([`11 N10000001 ${OTHER}`]);
  });

  it('is asked over as many lines as it allows', async () => {
    const { peer, system } = await met(dialect, { lines: 4 });
    const all = Array.from({ length: 24 }, (__, n) => `N1000000${(n % 3) + 1}`);
    const answers = await Promise.all(all.map((barcode) => system.copy(barcode)));
    expect(answers.map((each) => each.is === 'done' && each.value.title)).toEqual(
      all.map((barcode) => TITLES[barcode as keyof typeof TITLES]),
    );
    expect(system.isResting()).toBe(false);
    // A test of the connection finds room too.
    const opened = await system.openLine();
    expect('line' in opened).toBe(true);
    if ('line' in opened) opened.line.close();
    expect(peer.asked).not.toContain('97');
  });
});

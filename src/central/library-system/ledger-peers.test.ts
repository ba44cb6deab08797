// A service and a library system that is not ours, in each dialect: loans, returns and renewals drain, refusals are explained, a
// test of the connection says what it is.

import { afterEach, expect, it } from 'vitest';
import { laneClock } from '../../../tests/support/central-lane.ts';
import { COPIES, cardOf, counterScene } from '../../../tests/support/ledger-scene.ts';
import { DIALECTS } from '../../../tests/support/sip2-dialects.ts';
import type { Dialect } from '../../../tests/support/sip2-dialects.ts';
import { PEER_USER, startPeer } from '../../../tests/support/sip2-peer.ts';
import { tryOut } from './try-out.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

/** Due days of a loan and of its renewal, a month from the model library's time. */
const days = ['2018-07-06', '2018-08-05'] as const;

async function scene(dialect: Dialect) {
  const peer = await startPeer(dialect, { titles: COPIES, cards: [1, 2].map(cardOf), days });
  open.push({ close: () => peer.stop() });
  const made = await counterScene(
    {},
    {
      port: peer.port,
      ...PEER_USER,
      user: dialect.signsIn === 'nobody' ? null : PEER_USER.user,
      by: dialect.signsIn === 'prompts' ? 'telnet' : 'message',
      encoding: dialect.charset === 'utf-8' ? 'utf-8' : 'gbk',
      lines: 4,
    },
  );
  open.push(made);
  return { ...made, peer };
}

it.each(DIALECTS.map((dialect) => [dialect.name, dialect] as const))(
  'with %s both ledgers are one after a morning with the line pulled',
  async (_, dialect) => {
    const { peer, process, lend, back, desk, loan, cases, open: openLoans } = await scene(dialect);
    const { ledger, system } = process({ connect: 500, answer: 200, tries: 2 }, 4);
    const quiet = async () => {
      for (let round = 0; round < 40; round += 1) {
        if ((await ledger.state()).waiting === 0) return;
        await expect.poll(() => system.isResting(), { interval: 2 }).toBe(false);
        await ledger.runDue();
        laneClock.forward(1);
      }
    };
    const first = await lend('C1', 1);
    await quiet();
    expect(await loan(first)).toMatchObject({ ledger: 'confirmed', closedOn: null });
    expect((await loan(first))?.dueOn).toContain(`${days[0]}T15:59`);
    // The line is pulled; the desks go on, and it is long before the system is back.
    await peer.stop();
    await back('C1');
    await lend('C2', 1);
    await lend('C1', 2);
    await lend('C4', 2);
    await back('C2');
    const strange = await lend('C5', 3);
    await ledger.runDue();
    laneClock.forward(10);
    await peer.start();
    await quiet();
    laneClock.forward(60 * 24 * 28);
    const [kept] = await openLoans('c4');
    const id = kept?.id ?? '';
    expect(await desk.say('desk-a', 'loan.renew', id, { loanId: id })).toMatchObject({
      code: 'ok',
    });
    // An answer that never came to us, though the book was taken back.
    await back('C1');
    peer.withhold = { code: '09', times: 2 };
    await quiet();
    expect((await loan(id))?.dueOn).toContain(`${days[1]}T15:59`);
    const theirs = Object.fromEntries(
      [...peer.copies].map(([barcode, { card }]) => [barcode, card]),
    );
    expect(theirs).toEqual({ C1: null, C2: null, C3: null, C4: cardOf(2), C5: null });
    expect(await openLoans('c5')).toEqual([]);
    expect(await loan(strange)).toMatchObject({ ledger: 'refused', ended: 'refused' });
    const [refused] = await cases('c5');
    const words = dialect.words('x').length > 0;
    expect(refused?.code).toBe(words ? 'ledger_refused' : 'ledger_refused_wordless');
    for (const copy of ['c1', 'c2', 'c4']) expect(await cases(copy)).toEqual([]);
    const ofC1 = peer.done.filter((each) => each.includes(' C1 '));
    expect(ofC1).toEqual([
      `11 C1 ${cardOf(1)}`,
      `09 C1 ${cardOf(1)}`,
      `11 C1 ${cardOf(2)}`,
      `09 C1 ${cardOf(2)}`,
    ]);
  },
);

it.each(DIALECTS.map((dialect) => [dialect.name, dialect] as const))(
  'a test of the connection says what %s is',
  async (_, dialect) => {
    const { process, lane, store } = await scene(dialect);
    const { system } = process({ connect: 500, answer: 200, tries: 2 });
    const test = await tryOut({ lane, store, clock: laneClock }, system);
    const sums = { bytes: 'right', short: 'right', units: 'other', none: 'none' } as const;
    expect(test).toMatchObject({
      ok: true,
      fault: null,
      status: { libraryName: '示范图书馆', version: dialect.version },
      encoding: { probe: 'right' },
    });
    expect(test.status?.checked).toBe(dialect.does.includes('AZ') ? 'other' : sums[dialect.sums]);
  },
);

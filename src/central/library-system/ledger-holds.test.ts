// Holds where the library's own system keeps the ledger: asked of it as loans are, or kept here where it keeps none.

import { afterEach, describe, expect, it } from 'vitest';
import { laneClock, nextId } from '../../../tests/support/central-lane.ts';
import { COPIES, cardOf, counterScene } from '../../../tests/support/ledger-scene.ts';
import { DIALECTS } from '../../../tests/support/sip2-dialects.ts';
import { PEER_USER, startPeer } from '../../../tests/support/sip2-peer.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function scene(name: string, cards = [1, 2, 3]) {
  const dialect = DIALECTS.find((each) => each.name === name);
  if (!dialect) throw new Error(`no dialect ${name}`);
  const peer = await startPeer(dialect, { titles: COPIES, cards: cards.map(cardOf) });
  open.push({ close: () => peer.stop() });
  const encoding = dialect.charset === 'utf-8' ? ('utf-8' as const) : ('gbk' as const);
  const at = { port: peer.port, ...PEER_USER, encoding, pickups: { N: 'NORTH' } };
  const made = await counterScene({}, at);
  open.push(made);
  const { lane, desk } = made;
  const titleOf = async (copy: string) =>
    (await lane.look((world) => world.get('copy', copy)))?.titleId ?? '';
  return {
    ...made,
    peer,
    hold: (id: string) => lane.look((world) => world.get('hold', id)),
    async place(copy: string, reader: number, more: Record<string, unknown> = {}) {
      const id = nextId();
      const titleId = await titleOf(copy);
      const said = { titleId, card: cardOf(reader), campus: 'north', kind: 'hold', ...more };
      expect(await desk.say('desk-a', 'hold.place', id, said)).toMatchObject({ code: 'ok' });
      return id;
    },
  };
}

describe('a hold', () => {
  it('is asked of the system, and ends there where it ends here', async () => {
    const { lend, place, hold, process, desk, peer } = await scene('Koha');
    await lend('C4', 1);
    const id = await place('c4', 2);
    expect(await hold(id)).toMatchObject({ ledger: 'asked', status: 'waiting' });
    const { ledger } = process(undefined, 1);
    expect(await ledger.runDue()).toBe(2);
    expect(await hold(id)).toMatchObject({ ledger: 'confirmed', status: 'waiting' });
    expect(peer.copies.get('C4')?.waiting).toEqual([cardOf(2)]);
    expect(await desk.say('desk-a', 'hold.cancel', id)).toMatchObject({ code: 'ok' });
    expect(await ledger.runDue()).toBe(1);
    expect(peer.done.slice(1)).toEqual([`15+ C4 ${cardOf(2)}`, `15- C4 ${cardOf(2)}`]);
    expect((await ledger.state()).waiting).toBe(0);
  });

  it('of a phone is asked too, and what the alert of a return says of it is known here', async () => {
    const { lend, back, hold, process, peer, cases, lane } = await scene('the standard');
    await lend('C4', 1);
    const titleId = (await lane.look((world) => world.get('copy', 'c4')))?.titleId ?? '';
    const id = nextId();
    const said = { titleId, campus: 'north', kind: 'hold' };
    const phone = { actor: 'reader-2', point: null, expectHead: null };
    const placed = { id: nextId(), type: 'hold.place', entity: id, input: said };
    expect(await lane.run({ ...phone, ...placed })).toMatchObject({ code: 'ok' });
    await back('C4');
    await process(undefined, 1).ledger.runDue();
    expect(peer.done).toEqual([`11 C4 ${cardOf(1)}`, `15+ C4 ${cardOf(2)}`, `09 C4 ${cardOf(1)}`]);
    expect(await hold(id)).toMatchObject({ ledger: 'confirmed', status: 'ready' });
    // The system alerts to the hold that the copy is kept for at this desk.
    expect(await cases('c4')).toEqual([]);
  });

  it('that was served before the system heard of the return leaves no case', async () => {
    const { lend, back, place, process, peer, cases } = await scene('the standard');
    await lend('C4', 1);
    await place('c4', 2);
    await back('C4');
    await lend('C4', 2);
    await process(undefined, 1).ledger.runDue();
    expect(peer.done.map((each) => each.slice(0, 3).trim())).toEqual(['11', '15+', '09', '11']);
    expect(peer.copies.get('C4')?.card).toBe(cardOf(2));
    expect(await cases('c4')).toEqual([]);
  });

  it('for which the copy is not kept here leaves a case with what the system wants', async () => {
    const { lend, back, process, peer, cases } = await scene('the standard');
    await lend('C4', 1);
    peer.copies.get('C4')?.waiting.push('999');
    await back('C4');
    await process(undefined, 1).ledger.runDue();
    expect(await cases('c4')).toMatchObject([
      { code: 'ledger_alert_hold', tried: 'loan.back', facts: { message: 'MAIN' } },
    ]);
  });

  it('that is refused ends, its reader is told, and a case has the system’s words', async () => {
    const { lend, place, hold, process, cases, lane, peer } = await scene('the standard', [1]);
    await lend('C4', 1);
    const id = await place('c4', 2);
    await process(undefined, 1).ledger.runDue();
    expect(await hold(id)).toMatchObject({
      ledger: 'refused',
      status: 'closed',
      outcome: 'refused',
    });
    expect(await cases('c4')).toMatchObject([
      {
        code: 'ledger_refused',
        tried: 'hold.place',
        facts: { action: 'place_hold', message: 'Invalid Patron' },
      },
    ]);
    const title = (await lane.look((world) => world.get('copy', 'c4')))?.titleId ?? '';
    expect(await lane.look((world) => world.get('title', title))).toMatchObject({
      holdsWaiting: 0,
    });
    expect(peer.done).toEqual([`11 C4 ${cardOf(1)}`]);
  });

  it.each(['Evergreen', 'dp2Capo'])('stays here where %s keeps none', async (name) => {
    const { lend, place, hold, process, desk, peer, cases } = await scene(name);
    await lend('C4', 1);
    const id = await place('c4', 2);
    const { ledger, system } = process(undefined, 1);
    expect(await ledger.runDue()).toBe(2);
    expect(await hold(id)).toMatchObject({ ledger: 'here', status: 'waiting' });
    expect(system.keepsHolds()).toBe(false);
    expect(await desk.say('desk-a', 'hold.cancel', id)).toMatchObject({ code: 'ok' });
    expect((await ledger.state()).waiting).toBe(0);
    expect(await cases('c4')).toEqual([]);
    expect(peer.done).toEqual([`11 C4 ${cardOf(1)}`]);
  });

  it('waits while the system is away, and is placed once where an answer was lost', async () => {
    const { lend, place, hold, process, peer } = await scene('the standard');
    await lend('C4', 1);
    await peer.stop();
    const id = await place('c4', 2);
    const { ledger, system } = process({ connect: 500, answer: 100, tries: 1 });
    await ledger.runDue();
    expect(await hold(id)).toMatchObject({ ledger: 'asked' });
    await peer.start();
    peer.withhold = { code: '15', times: 1 };
    for (let round = 0; round < 20 && (await ledger.state()).waiting > 0; round += 1) {
      await expect.poll(() => system.isResting(), { interval: 2 }).toBe(false);
      await ledger.runDue();
      laneClock.forward(1);
    }
    expect(await hold(id)).toMatchObject({ ledger: 'confirmed' });
    expect(peer.done.filter((each) => each.startsWith('15'))).toEqual([`15+ C4 ${cardOf(2)}`]);
  });
});

// Readers as members of the library at a desk that works alone and at two desks of a service; what was typed of them stays private.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId, openTestDesk, submitMove } from '../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../tests/support/desk-core.ts';
import { PASSWORD } from '../../../tests/support/model-base.ts';
import { deskScene, until } from '../../../tests/support/two-desks.ts';

const CANARY = {
  card: '2099000017',
  name: '欧阳金丝雀',
  phone: '13900007777',
  email: 'canary@nowhere.example',
};
const WORDS = /2099000017|欧阳金丝雀|13900007777|canary@/u;
const person = (set: object = {}) => ({
  ...CANARY,
  category: 'undergraduate',
  campus: 'north',
  expiresOn: null,
  ...set,
});
type Client = Pick<TestDesk, 'client'>;
const register = ({ client }: Client, set: object = {}) =>
  client['readers.register']({ commandId: commandId(), reader: person(set) });

async function registered(desk: Client, set: object = {}): Promise<string> {
  const answer = await register(desk, set);
  if (!answer.ok) throw new Error(answer.code);
  return answer.readerId;
}

describe('at a desk that works alone', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk();
    await desk.signIn('desk-a');
  });
  afterEach(() => desk.close());
  const { client } = { client: () => desk.client };
  const named = (readerId: string) => ({ commandId: commandId(), readerId });

  it('is found by card at once, masked, and by name', async () => {
    const readerId = await registered(desk);
    for (const text of [CANARY.card, '欧阳']) {
      const { rows } = await client()['search.readers']({ text, limit: 5 });
      expect(rows).toMatchObject([{ id: readerId, nameMasked: '欧***', cardMasked: '209****17' }]);
      expect(JSON.stringify(rows)).not.toMatch(WORDS);
    }
    const shown = await client()['readers.reveal']({ ...named(readerId), requestId: null });
    expect(shown).toMatchObject({ ok: true, name: CANARY.name, phone: CANARY.phone });
  });

  it('says what is wrong, and registers nothing then', async () => {
    await registered(desk);
    expect(await register(desk)).toMatchObject({
      code: 'card_taken',
      facts: { card: '209****17' },
    });
    expect(await register(desk, { card: '7' })).toMatchObject({ code: 'bad_card' });
    expect(await register(desk, { card: '2099000018', category: 'x' })).toMatchObject({
      code: 'unknown_category',
    });
    await desk.signIn('keeper-a');
    expect(await register(desk, { card: '2099000018' })).toMatchObject({ code: 'forbidden' });
  });

  it('repeats an answer for the same command', async () => {
    const once = commandId();
    const ask = { commandId: once, reader: person() };
    const first = await client()['readers.register'](ask);
    expect(await client()['readers.register'](ask)).toEqual(first);
  });

  it('is in no ordinary export and no line of the log; the full copy has it', async () => {
    const readerId = await registered(desk);
    const change = { name: '上官金丝雀', phone: '13900008888' };
    await client()['readers.change']({ ...named(readerId), change });
    const plain = await client()['sync.export']({});
    if (!plain.ok) throw new Error(plain.code);
    expect(plain.text).not.toMatch(WORDS);
    expect(plain.text).not.toMatch(/金丝雀|13900008888/u);
    expect(plain.text).toContain('reader.register');
    expect(desk.lines.join('\n')).not.toMatch(WORDS);
    await desk.signIn('boss');
    const full = { login: 'desk-a', password: PASSWORD, commandId: commandId() };
    const whole = await client()['sync.export']({ full });
    if (!whole.ok) throw new Error(whole.code);
    expect(whole.text).toContain(CANARY.name);
  });

  it('is blocked with a reason, let in again, and leaves once nothing is open', async () => {
    const readerId = await registered(desk);
    const blocked = await client()['readers.block']({ ...named(readerId), reason: 'card_lost' });
    expect(blocked).toMatchObject({ ok: true });
    expect((await client()['readers.detail']({ readerId }))?.reader).toMatchObject({
      status: 'blocked',
      block: 'card_lost',
    });
    expect(await client()['readers.unblock'](named(readerId))).toMatchObject({ ok: true });
    expect(await client()['readers.departure']({ readerId })).toEqual({
      things: [],
      mayAlone: false,
    });
    const left = await client()['readers.depart']({ ...named(readerId), note: '', second: null });
    expect(left).toMatchObject({ ok: true });
    // The same card brings the reader back, with what was known of them, once somebody says that it is them.
    expect(await register(desk)).toMatchObject({ ok: false, code: 'card_left' });
    const back = { commandId: commandId(), reader: person(), back: true as const };
    expect(await client()['readers.register'](back)).toMatchObject({
      ok: true,
      readerId,
      remarks: [{ code: 'reader_back' }],
    });
    // A departure that was a mistake needs no card typed anew.
    await client()['readers.depart']({ ...named(readerId), note: '', second: null });
    expect(await client()['readers.restore'](named(readerId))).toMatchObject({ ok: true });
    expect((await client()['readers.detail']({ readerId }))?.reader.status).toBe('active');
  });

  it('does not leave with something open unless a supervisor signs', async () => {
    await submitMove(desk);
    const ask = { readerId: 'reader-1' };
    expect(await client()['readers.departure'](ask)).toMatchObject({
      things: [{ kind: 'request', next: 'cancel_request' }],
    });
    const depart = (note: string, second: { login: string; password: string } | null) =>
      client()['readers.depart']({ ...named('reader-1'), note, second });
    expect(await depart('毕业', null)).toMatchObject({ code: 'departure_open' });
    expect(await depart('毕业', { login: 'boss', password: 'no' })).toMatchObject({ ok: false });
    expect(await depart('毕业', { login: 'boss', password: PASSWORD })).toMatchObject({ ok: true });
    expect(await client()['readers.departure'](ask)).toMatchObject({ things: [] });
  });

  it('tells what a reader was told to whoever serves readers and nobody else', async () => {
    const readerId = await registered(desk);
    const ask = { readerId };
    expect(await client()['readers.notices'](ask)).toEqual([]);
    await desk.signIn('keeper-a');
    expect(await client()['readers.notices'](ask)).toBeNull();
  });

  it('merges two cards, after which either finds the one reader', async () => {
    const old = await registered(desk);
    await desk.signIn('boss');
    const merge = (into: string, second: { login: string; password: string } | null) =>
      client()['readers.merge']({ ...named(old), into, second });
    expect(await merge('reader-2', null)).toMatchObject({ code: 'second_person_needed' });
    expect(await merge('reader-2', { login: 'desk-a', password: PASSWORD })).toMatchObject({
      ok: true,
    });
    const { rows } = await client()['search.readers']({ text: CANARY.card, limit: 5 });
    expect(rows.map(({ id }) => id)).toEqual(['reader-2']);
    const card = await client()['scan.card']({ text: CANARY.card });
    expect(card).toMatchObject({ kind: 'reader', reader: { id: 'reader-2' } });
  });

  it('counts in the figures of the day', async () => {
    const readerId = await registered(desk);
    const found = await client()['readers.detail']({ readerId });
    const day = found?.reader.registeredOn.slice(0, 10) ?? '';
    await desk.signIn('boss');
    const ask = {
      figure: 'registrations' as const,
      queue: null,
      from: day,
      to: day,
      campus: null,
      collection: null,
      category: null,
      grain: null,
      compare: 'none' as const,
    };
    const { series } = await client()['figures.figure'](ask);
    expect(series[0]).toMatchObject({ key: 'registered', values: [1] });
  });
});

describe('at two desks of a service', () => {
  it('is everybody’s at once, masked; only the service keeps name and contact', async () => {
    const scene = await deskScene();
    try {
      const north = await scene.joined('desk-a');
      const south = await scene.joined('desk-b', 'south');
      const readerId = await registered(north);
      await north.live();
      const seen = await until(
        () => south.client['readers.detail']({ readerId }),
        (each) => each !== null,
      );
      expect(seen?.reader).toMatchObject({ nameMasked: '欧***' });
      const found = await south.client['search.readers']({ text: CANARY.card, limit: 5 });
      expect(found.rows).toHaveLength(1);
      // Nobody needs it there: it went with the service's answer, and is asked for by a logged reveal.
      const shown = await north.client['readers.reveal']({
        commandId: commandId(),
        readerId,
        requestId: null,
      });
      expect(shown).toMatchObject({ ok: true, name: CANARY.name });
      const log = await scene.service.store.reads.log(0, 1000);
      expect(JSON.stringify(log)).not.toMatch(WORDS);
      const results = await scene.service.store.auth.auditLines(50, null);
      expect(JSON.stringify(results)).not.toMatch(WORDS);
      // The same card at the other desk meanwhile: one of the two is refused, in a sentence.
      expect(await register(south)).toMatchObject({ code: 'card_taken' });
      const change = { campus: 'south', phone: '13900009999' };
      const ask = { commandId: commandId(), readerId, change };
      expect(await south.client['readers.change'](ask)).toMatchObject({ ok: true });
      await south.live();
      await until(
        () => north.client['readers.detail']({ readerId }),
        (each) => each?.reader.campus === 'south',
      );
      const again = await north.client['readers.reveal']({
        commandId: commandId(),
        readerId,
        requestId: null,
      });
      expect(again).toMatchObject({ name: CANARY.name, phone: '13900009999' });
    } finally {
      await scene.close();
    }
  });
});

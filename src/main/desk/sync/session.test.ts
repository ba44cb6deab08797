// The desk's keys and its session: made once, kept, hidden where that is offered, renewed by one at a time.
import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FakeCentral, answer, refused } from '../../../../tests/support/fake-central.ts';
import { memoryKept } from '../../../../tests/support/memory-kept.ts';
import { testClock } from '../../../../tests/support/desk-core.ts';
import { createAsk } from './ask.ts';
import { deskKeys } from './keys.ts';
import { createDeskSession } from './session.ts';

const timers = { after: () => () => undefined };

function isSigned(publicKey: string, text: string, signature: string): boolean {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey },
    format: 'jwk',
  });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}

describe('the keys of a desk', () => {
  it('are made once and kept', async () => {
    const kept = memoryKept();
    const { publicKey } = await deskKeys(kept, () => 'id').own();
    const again = await deskKeys(kept, () => 'id').own();
    expect(again.publicKey).toBe(publicKey);
    expect(publicKey).toMatch(/^[\w-]{43}$/u);
    expect(isSigned(publicKey, 'text', again.sign('text'))).toBe(true);
    expect(isSigned(publicKey, 'another', again.sign('text'))).toBe(false);
  });

  it('are read as an earlier program kept them', async () => {
    const kept = memoryKept();
    const { publicKey } = await deskKeys(kept, () => 'id').own();
    const { key } = kept.get('desk', '', 'deskKey') as { key: string };
    kept.set('desk', '', 'deskKey', { wrapped: false, key });
    expect((await deskKeys(kept, () => 'id').own()).publicKey).toBe(publicKey);
  });

  it('stay the same while another id is asked for again and again', async () => {
    let ids = 0;
    const kept = memoryKept();
    const keys = deskKeys(kept, () => `id ${(ids += 1)}`);
    const old = (await keys.own()).publicKey;
    const next = await keys.next();
    expect(next.deskId).toBe('id 1');
    expect((await deskKeys(kept, () => 'other').next()).key.publicKey).toBe(next.key.publicKey);
    keys.useNext('not this one');
    expect((await keys.own()).publicKey).toBe(old);
    keys.useNext('id 1');
    expect((await keys.own()).publicKey).toBe(next.key.publicKey);
    expect((await keys.next()).deskId).toBe('id 2');
  });
});

describe('the session of a desk', () => {
  async function scene() {
    const central = new FakeCentral();
    const clock = testClock();
    const keys = deskKeys(memoryKept(), () => 'other');
    central.enroll('desk-1', (await keys.own()).publicKey);
    const told: string[] = [];
    const session = createDeskSession({
      ask: createAsk(central, timers),
      clock,
      deskId: () => 'desk-1',
      key: () => keys.own(),
      onOpened: ({ epoch }) => void told.push(epoch),
    });
    const sent = () => central.calls.map(({ path }) => path.slice('/v1/session'.length));
    return { central, clock, session, told, sent };
  }

  it('is opened once, whoever asks at the same moment', async () => {
    const { session, told, sent } = await scene();
    const tokens = await Promise.all([session.token(), session.token(), session.token()]);
    expect(new Set(tokens).size).toBe(1);
    expect(sent()).toEqual(['/challenge', '']);
    expect(told).toEqual(['epoch-1']);
  });

  it('is renewed before it ends, and proved anew where that is refused', async () => {
    const { central, clock, session, sent } = await scene();
    const first = await session.token();
    const fresh = { token: 'fresh', refresh: 'r', expiresIn: 900, endsIn: 40_000 };
    central.routes['POST /v1/session/refresh'] = () => answer(200, fresh);
    clock.forward(14);
    expect(await session.token()).toBe(first);
    clock.forward(1);
    expect(await session.token()).toBe('fresh');
    central.routes['POST /v1/session/refresh'] = () => refused(401, 'refresh_reused');
    session.refused('fresh');
    expect(await session.token()).not.toBe('fresh');
    expect(sent().slice(2)).toEqual(['/refresh', '/refresh', '/challenge', '']);
  });

  it('keeps its tokens while the service is away', async () => {
    const { central, clock, session } = await scene();
    await session.token();
    central.routes['POST /v1/session/refresh'] = () => refused(503, 'unavailable');
    clock.forward(20);
    await expect(session.token()).rejects.toMatchObject({ failing: { status: 503 } });
    const fresh = { token: 'fresh', refresh: 'r', expiresIn: 900, endsIn: 40_000 };
    central.routes['POST /v1/session/refresh'] = () => answer(200, fresh);
    expect(await session.token()).toBe('fresh');
  });
});

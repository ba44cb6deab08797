import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../../tests/support/sip2-dialects.ts';
import type { Dialect } from '../../../../tests/support/sip2-dialects.ts';
import { PEER_USER, startPeer } from '../../../../tests/support/sip2-peer.ts';
import type { PeerLibrary } from '../../../../tests/support/sip2-peer.ts';
import { order, sip2To } from '../../../../tests/support/sip2-scene.ts';
import {
  EXPIRED_CERTIFICATE,
  OTHER_CERTIFICATE,
  TEST_CERTIFICATE,
  TEST_KEY,
} from '../../../../tests/support/test-certificate.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const dialectOf = (name: string): Dialect => {
  const found = DIALECTS.find((each) => each.name === name);
  if (!found) throw new Error(`no dialect ${name}`);
  return found;
};

async function system(
  dialect: Dialect,
  settings: Parameters<typeof sip2To>[1] = {},
  library: Partial<PeerLibrary> = {},
) {
  const titles = { N10000001: '数据库系统概论' };
  const peer = await startPeer(dialect, { titles, cards: ['1800000001'], ...library });
  open.push({ close: () => peer.stop() });
  const encoding = 'utf-8';
  const made = sip2To(peer.port, { ...PEER_USER, encoding, ...settings });
  open.push(made);
  return made;
}

describe('a line over TLS', () => {
  const served = (cert: string) => ({ tls: { key: TEST_KEY, cert } });
  const standard = dialectOf('the standard');

  it('is made where the certificate is signed by an authority of one’s own', async () => {
    const tls = { ca: TEST_CERTIFICATE };
    const secure = await system(standard, { tls }, served(TEST_CERTIFICATE));
    expect(await secure.checkOut(order())).toMatchObject({ is: 'done' });
    const named = await system(standard, { tls, host: 'localhost' }, served(TEST_CERTIFICATE));
    expect(await named.checkOut(order())).toMatchObject({ is: 'done' });
  });

  it.each([
    ['signed by nobody who is trusted', TEST_CERTIFICATE, null, 'tls_untrusted'],
    ['signed by another authority', TEST_CERTIFICATE, OTHER_CERTIFICATE, 'tls_untrusted'],
    ['for another address', OTHER_CERTIFICATE, OTHER_CERTIFICATE, 'tls_name'],
    ['that is over', EXPIRED_CERTIFICATE, EXPIRED_CERTIFICATE, 'tls_expired'],
  ] as const)('is not made with a certificate %s', async (_, cert, ca, code) => {
    const secure = await system(standard, { tls: { ca } }, served(cert));
    expect(await secure.checkOut(order())).toMatchObject({
      is: 'fault',
      code,
      mayHaveHappened: false,
    });
  });

  it('is told from a port that speaks none, and the other way round', async () => {
    const tls = { ca: TEST_CERTIFICATE };
    expect(await (await system(dialectOf('Koha, telnet'), { tls })).status()).toMatchObject({
      code: 'tls_none',
    });
    // stunnel, and whatever else is built on OpenSSL, says so by an alert: "unexpected message", or another one.
    for (const why of [10, 70]) {
      const server = createServer((socket) => {
        socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, why])));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      open.push(server);
      const plain = sip2To((server.address() as AddressInfo).port);
      open.push(plain);
      expect(await plain.status()).toMatchObject({ code: 'tls_wanted' });
    }
  });
});

describe('a sign-in', () => {
  it('at the prompts of a terminal is refused as any other', async () => {
    const wrong = { by: 'telnet', password: 'wrong' } as const;
    expect(await (await system(dialectOf('Koha, telnet'), wrong)).status()).toMatchObject({
      code: 'login_refused',
      facts: { user: 'desk' },
    });
  });

  it('that the port wants is named: at prompts, or before anything else', async () => {
    const prompts = await system(dialectOf('Koha, telnet'));
    expect(await prompts.status()).toMatchObject({ code: 'telnet_wanted' });
    const strict = { ...dialectOf('Koha'), unknown: 'ends' as const, signsIn: 'message' as const };
    const nobody = await system(strict, { user: null });
    expect(await nobody.status()).toMatchObject({ code: 'login_wanted' });
  });

  it('whose refusal has words hands them on', async () => {
    expect(await (await system(dialectOf('dp2Capo'), { password: 'x' })).status()).toMatchObject({
      code: 'login_refused',
      facts: { user: 'desk', said: 'Login failed' },
    });
  });
});

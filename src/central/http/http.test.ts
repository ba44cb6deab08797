import { describe, expect, it } from 'vitest';
import { commandOf, failed, httpScene } from '../../../tests/support/central-http.ts';
import { SECRET, signed } from '../../../tests/support/central-auth.ts';

const json = { 'content-type': 'application/json' };

describe('about the service', () => {
  it('tells health, readiness, versions', async () => {
    const { inject, app } = await httpScene();
    expect((await inject('/v1/health')).json()).toEqual({ ok: true });
    expect((await inject('/v1/ready')).json()).toEqual({ ok: true, primary: true });
    const versions = await inject('/v1/versions');
    expect(versions.json()).toEqual({
      protocol: { newest: 1, oldest: 1 },
      program: '0.0.0',
      baseId: 'base-1',
    });
    expect(versions.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'no-store',
      'x-proto': '1',
    });
    expect(versions.headers).not.toHaveProperty('access-control-allow-origin');
    expect(versions.headers).not.toHaveProperty('x-powered-by');
    expect(failed(await inject('/v1/nothing'))).toBe('404 not_served');
    expect(failed(await inject({ method: 'OPTIONS', url: '/v1/push' }))).toBe('404 not_served');
    expect((await inject({ method: 'HEAD', url: '/v1/live' })).statusCode).toBe(404);
    await app.close();
  });

  it('is not ready when the store is away, and says no more once it winds down', async () => {
    const { inject, store, windDown } = await httpScene();
    await store.close();
    expect(failed(await inject('/v1/ready'))).toBe('503 unavailable');
    expect((await inject('/v1/health')).statusCode).toBe(200);
    const other = await httpScene();
    await other.windDown();
    const gone = await other.inject('/v1/ready');
    expect(failed(gone)).toBe('503 unavailable');
    expect(gone.headers['retry-after']).toBe('1');
    await windDown();
  });

  it('shows metrics to this machine and to who has the token, to nobody behind a proxy', async () => {
    const near = await httpScene();
    const { token, auth, row } = await near.deskToken();
    const payload = { epoch: 'epoch-1', from: 1, commands: [commandOf(row.id, 1)] };
    await near.inject({ method: 'POST', url: '/v1/push', headers: auth, payload });
    const answer = await near.inject('/v1/metrics');
    expect(answer.headers['content-type']).toContain('text/plain');
    expect(answer.body).toContain('shutai_results_total{code="ok"} 1');
    expect(answer.body).toContain('shutai_pushes_total{status="200"} 1');
    expect(answer.body).toContain('shutai_live_subscribers 0');
    expect(answer.body).toContain('route="/v1/push"');
    expect(answer.body).not.toContain(token);
    const remote = { url: '/v1/metrics', remoteAddress: '10.0.0.1' };
    expect(failed(await near.inject(remote))).toBe('403 forbidden');
    const far = await httpScene({ behindProxy: true, metricsToken: 'watch-this' });
    expect(failed(await far.inject('/v1/metrics'))).toBe('403 forbidden');
    const headers = { authorization: 'Bearer watch-this' };
    expect((await far.inject({ url: '/v1/metrics', headers })).statusCode).toBe(200);
    expect(
      failed(await far.inject({ url: '/v1/metrics', headers: { authorization: 'Bearer x' } })),
    ).toBe('403 forbidden');
  });

  it('answers this machine’s names only, where only this machine is served', async () => {
    const { inject } = await httpScene({ loopbackOnly: true });
    for (const host of ['localhost:4100', '127.0.0.1:4100', '[::1]:4100']) {
      expect((await inject({ url: '/v1/health', headers: { host } })).statusCode).toBe(200);
    }
    const evil = { url: '/v1/health', headers: { host: 'evil.example:4100' } };
    expect(failed(await inject(evil))).toBe('421 wrong_host');
  });
});

describe('tokens', () => {
  it('go all the way over HTTP: enrol, sign in, person, refresh, out', async () => {
    const scene = await httpScene();
    const post = async (url: string, payload: object, token?: string) => {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      return (await scene.inject({ method: 'POST', url, payload, headers })).json();
    };
    const machine = scene.machine();
    const { code } = await scene.auth.consoleCode('north');
    const enrolled = await post('/v1/enroll', scene.enrolBody(machine, code));
    expect(enrolled).toMatchObject({ deskCode: 'D1', cardKey: 'card key' });
    const { challenge } = await post('/v1/session/challenge', { desk: machine.id });
    const signature = signed(challenge, machine.key);
    const desk = await post('/v1/session', { desk: machine.id, challenge, signature });
    const person = await post(
      '/v1/session/person',
      { login: 'boss', password: SECRET },
      desk.token,
    );
    expect(person).toMatchObject({ staffId: 'boss', mustChange: false });
    const codes = await post('/v1/enroll-codes', { campus: 'south' }, person.token);
    expect(codes.code).toMatch(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/u);
    const fresh = await post('/v1/session/refresh', { refresh: person.refresh });
    const headers = { authorization: `Bearer ${fresh.token}` };
    const desks = await scene.inject({ url: '/v1/desks', headers });
    expect(desks.json().desks).toMatchObject([{ deskCode: 'D1', campus: 'north', revoked: false }]);
    const audit = await scene.inject({ url: '/v1/audit?limit=2', headers });
    expect(audit.json().lines).toHaveLength(2);
    await scene.inject({ method: 'DELETE', url: '/v1/session', headers });
    expect(failed(await scene.inject({ url: '/v1/desks', headers }))).toBe('401 session_ended');
  });

  it('are asked for, looked at, and fit for their own calls only', async () => {
    const scene = await httpScene();
    const pull = `/v1/pull?epoch=epoch-1&seq=0&h=${'0'.repeat(64)}`;
    const none = await scene.inject(pull);
    expect(failed(none)).toBe('401 no_token');
    expect(none.headers['www-authenticate']).toBe('Bearer');
    const wrong = { url: pull, headers: { authorization: `Bearer ${'A'.repeat(43)}` } };
    expect(failed(await scene.inject(wrong))).toBe('401 bad_token');
    const { auth } = await scene.staffToken('desk-a');
    expect(failed(await scene.inject({ url: pull, headers: auth }))).toBe('403 wrong_token');
    const desk = await scene.deskToken();
    expect((await scene.inject({ url: pull, headers: desk.auth })).statusCode).toBe(200);
    const reveal = {
      method: 'POST',
      url: '/v1/reveal',
      payload: { readerId: 'reader-1' },
    } as const;
    expect(failed(await scene.inject({ ...reveal, headers: desk.auth }))).toBe('403 wrong_token');
    scene.wait(900);
    expect(failed(await scene.inject({ url: pull, headers: desk.auth }))).toBe('401 token_expired');
  });

  it('of a password that somebody else gave open nothing but its change', async () => {
    const scene = await httpScene();
    const { auth } = await scene.staffToken('boss');
    const phc = await scene.passwords.hash(SECRET);
    await scene.store.auth.setCredential('staff', 'boss', phc, true, scene.now());
    const call = (url: string, payload: object) =>
      scene.inject({ method: 'POST', url, payload, headers: auth });
    expect(failed(await call('/v1/enroll-codes', { campus: 'north' }))).toBe('403 must_change');
    const change = { staffId: 'boss', old: SECRET, fresh: 'of my own choice' };
    expect((await call('/v1/password', change)).json()).toEqual({ ok: true });
    expect((await call('/v1/enroll-codes', { campus: 'north' })).statusCode).toBe(200);
  });

  it('end with the desk', async () => {
    const scene = await httpScene();
    const desk = await scene.deskToken();
    const boss = await scene.staffToken('boss');
    const pull = `/v1/pull?epoch=epoch-1&seq=0&h=${'0'.repeat(64)}`;
    const revoke = {
      method: 'POST',
      url: '/v1/desks/revoke',
      payload: { desk: desk.row.id },
    } as const;
    expect((await scene.inject({ ...revoke, headers: boss.auth })).json()).toEqual({ ok: true });
    expect(failed(await scene.inject({ url: pull, headers: desk.auth }))).toBe('403 desk_revoked');
  });
});

describe('readers in full', () => {
  it('are shown to who has the right, and it is noted', async () => {
    const scene = await httpScene();
    const row = { id: 'reader-1', ver: 1, name: 'Wang', card: '1', phone: '2', email: '' };
    scene.world.put('private', row);
    const ask = async (login: string, readerId: string) => {
      const { auth } = await scene.staffToken(login);
      const payload = { readerId };
      return scene.inject({ method: 'POST', url: '/v1/reveal', payload, headers: auth });
    };
    expect(failed(await ask('keeper-a', 'reader-1'))).toBe('403 forbidden');
    expect(failed(await ask('desk-a', 'nobody'))).toBe('404 not_found');
    expect((await ask('desk-a', 'reader-1')).json()).toEqual({
      name: 'Wang',
      card: '1',
      phone: '2',
      email: '',
    });
    const lines = (await scene.audit()).filter((line) => line.what === 'reveal_sent');
    expect(lines).toMatchObject([{ who: 'desk-a', facts: { reader: 'reader-1' } }]);
  });

  it('are nobody else’s: the clock and the audit trail neither', async () => {
    const scene = await httpScene();
    const { auth } = await scene.staffToken('desk-a');
    expect(failed(await scene.inject({ url: '/v1/audit', headers: auth }))).toBe('403 forbidden');
    const clock = { method: 'POST', url: '/v1/clock', payload: { by: 'day' } } as const;
    expect(failed(await scene.inject({ ...clock, headers: auth }))).toBe('403 not_demo');
    const find = { method: 'POST', url: '/v1/readers/find', payload: { name: '王' } } as const;
    expect((await scene.inject({ ...find, headers: auth })).json()).toEqual({ ids: [] });
  });
});

describe('versions of the protocol', () => {
  it('that are too old may sign in and push, others nothing', async () => {
    const scene = await httpScene();
    const { auth, row } = await scene.deskToken();
    const pull = `/v1/pull?epoch=epoch-1&seq=0&h=${'0'.repeat(64)}`;
    const payload = { epoch: 'epoch-1', from: 1, commands: [commandOf(row.id, 1)] };
    const as = (version: string) => ({ ...auth, ...json, 'x-proto': version });
    const old = await scene.inject({ url: pull, headers: as('0') });
    expect(failed(old)).toBe('426 too_old');
    expect(old.json().facts).toEqual({ newest: 1, oldest: 1 });
    const push = { method: 'POST', url: '/v1/push', payload } as const;
    expect((await scene.inject({ ...push, headers: as('0') })).statusCode).toBe(200);
    const challenge = { method: 'POST', url: '/v1/session/challenge' } as const;
    const asked = await scene.inject({ ...challenge, payload: { desk: row.id }, headers: as('0') });
    expect(asked.statusCode).toBe(200);
    expect(failed(await scene.inject({ ...push, headers: as('2') }))).toBe('426 too_new');
    expect(failed(await scene.inject({ url: pull, headers: as('2') }))).toBe('426 too_new');
    expect(failed(await scene.inject({ url: pull, headers: as('one') }))).toBe('400 bad_protocol');
    expect((await scene.inject({ url: '/v1/versions', headers: as('9') })).statusCode).toBe(200);
  });
});

describe('limits', () => {
  it('count a desk by its id, others by their address', async () => {
    const rates = { desk: { burst: 2, perSecond: 0.5 }, address: { burst: 8, perSecond: 1 } };
    const scene = await httpScene({ rates });
    const { auth } = await scene.deskToken();
    const pull = `/v1/pull?epoch=epoch-1&seq=0&h=${'0'.repeat(64)}`;
    const one = () => scene.inject({ url: pull, headers: auth });
    expect([(await one()).statusCode, (await one()).statusCode]).toEqual([200, 200]);
    const often = await one();
    expect(failed(often)).toBe('429 too_many');
    expect(often.headers['retry-after']).toBe('2');
    scene.wait(2);
    expect((await one()).statusCode).toBe(200);
    const bad = { authorization: `Bearer ${'A'.repeat(43)}` };
    const tries = [];
    for (let count = 0; count < 12; count += 1) {
      tries.push(failed(await scene.inject({ url: pull, headers: bad })));
    }
    expect(tries.filter((each) => each === '429 too_many')).toHaveLength(4);
    expect((await scene.inject({ url: '/v1/health', remoteAddress: '10.1.1.1' })).statusCode).toBe(
      200,
    );
  });

  it('see the caller’s own address behind a proxy, and only what that proxy says', async () => {
    const rates = { address: { burst: 1, perSecond: 0.001 } };
    const ask = async (forwarded: string, behindProxy: boolean) => {
      const scene = await httpScene({ rates, behindProxy });
      const headers = { 'x-forwarded-for': forwarded };
      await scene.inject({ url: '/v1/health', headers });
      const other = { 'x-forwarded-for': '7.7.7.7, 2.2.2.2' };
      return (await scene.inject({ url: '/v1/health', headers: other })).statusCode;
    };
    expect(await ask('1.1.1.1', true)).toBe(200);
    expect(await ask('9.9.9.9, 2.2.2.2', true)).toBe(429);
    expect(await ask('1.1.1.1', false)).toBe(429);
  });
});

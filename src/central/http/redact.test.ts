import { describe, expect, it } from 'vitest';
import { failed, httpScene } from '../../../tests/support/central-http.ts';
import { SECRET } from '../../../tests/support/central-auth.ts';
import { redact, toldError } from './redact.ts';

describe('the redactor', () => {
  it('blots out what looks like a secret or a person', () => {
    const secrets = [
      'Bearer abc.def',
      'sVQ4q1m8m4mYw8H0bP2m1rK1o1O5pXfYb0bT2kz7xwE',
      '$argon2id$v=19$m=19456,t=2,p=1$hBcpBUtHBBNENjh78OvrxA$Q09H6Hv0xGr7GE',
      'V53GF-28WR2',
      'wang.xiaoming@example.edu',
      '13800001234',
      '481516',
      '王小明',
    ];
    for (const text of secrets) {
      const [kept = ''] = text.split(' ').toReversed();
      expect(redact(`{"msg":"before ${text} after"}`)).not.toContain(kept);
      expect(redact(`{"msg":"before ${text} after"}`)).toMatch(/before .*… after/u);
    }
  });

  it('leaves what a bug is found by', () => {
    const line =
      '{"level":30,"time":"2026-11-25T21:57:56.228Z","reqId":"01a214b7-237f-75f5-9f36-854884802123","route":"/v1/push","status":200,"ms":12}';
    expect(redact(line)).toBe(line);
  });

  it('tells an error without what it quotes', () => {
    const error = new SyntaxError('Unexpected token W, "Wang Xiao"... is not valid JSON');
    const { told, name } = toldError(error);
    expect(name).toBe('SyntaxError');
    expect(told).not.toContain('Wang');
    expect(told).toContain('redact.test.ts');
    expect(toldError('a text that was thrown')).toEqual({ name: 'string', told: '' });
  });
});

describe('the log', () => {
  it('holds no token, password, PIN, card, name, phone or note, whatever happens', async () => {
    const scene = await httpScene();
    const canary = {
      password: 'Canary-Password-1',
      pin: '481516',
      card: '18061234567',
      name: 'Wang Xiaoming',
      phone: '13800001234',
      note: 'please ring at the back door',
    };
    const desk = await scene.deskToken();
    const staff = await scene.staffToken('desk-a');
    const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
      scene.inject({ method: 'POST', url, payload, headers });
    const person = { login: canary.name, password: canary.password };
    await post('/v1/session/person', person, desk.auth);
    await post('/v1/session/person', { ...person, [canary.note]: canary.note }, desk.auth);
    await post('/v1/first-admin', { ...canary, code: canary.pin });
    await post(`/v1/${canary.card}?name=${canary.name}`, canary);
    await scene.inject({
      url: `/v1/pull?epoch=${canary.card}&seq=x&h=${canary.name}`,
      headers: desk.auth,
    });
    scene.world.put('private', { id: 'reader-1', ver: 1, email: '', ...canary });
    await post('/v1/reveal', { readerId: 'reader-1' }, staff.auth);
    await post('/v1/readers/find', { name: canary.name }, staff.auth);
    await scene.auth.readerSession({ card: canary.card, pin: canary.pin }, '10.0.0.9');
    // A bug that carries all of it in its message.
    scene.played.push = () => Promise.reject(new Error(`no rows for "${JSON.stringify(canary)}"`));
    const command = { id: crypto.randomUUID(), cseq: 1, note: canary.note };
    const body = { epoch: 'epoch-1', from: 1, commands: [command] };
    const bug = await post('/v1/push', body, desk.auth);
    expect(failed(bug)).toBe('500 internal');
    expect(bug.body).not.toContain(canary.name);
    const log = [...scene.logged, ...scene.log].join('\n');
    expect(scene.logged.length).toBeGreaterThan(8);
    expect(log).toContain('"route":"/v1/reveal"');
    // Who looks for the bug finds it by the id that the caller was told.
    const { id } = bug.json().facts as { id: string };
    const line = scene.logged.find((each) => each.includes('"msg":"bug"'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ id, route: '/v1/push', name: 'Error' });
    for (const secret of [...Object.values(canary), SECRET, desk.token, staff.token]) {
      expect(log).not.toContain(secret);
    }
  });

  it('notes neither body nor address of a call, only its route', async () => {
    const scene = await httpScene();
    await scene.inject('/v1/versions?name=somebody');
    const line = JSON.parse(scene.logged.at(-1) ?? '{}');
    expect(line).toMatchObject({ method: 'GET', route: '/v1/versions', status: 200 });
    expect(scene.logged.join('')).not.toContain('somebody');
  });
});

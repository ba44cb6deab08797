import { describe, expect, it } from 'vitest';
import {
  SECRET,
  authScene,
  deskIn,
  failedWith,
  mustBe,
} from '../../../tests/support/central-auth.ts';

const FROM = '10.0.0.9';

describe('sessions', () => {
  it('go on by exchange, for twelve hours at most', async () => {
    const scene = await authScene();
    const { machine } = await scene.desk();
    let tokens = mustBe(await deskIn(scene.auth, machine));
    const first = tokens.token;
    for (let quarter = 0; quarter < 47; quarter += 1) {
      scene.wait(14 * 60);
      tokens = { ...tokens, ...mustBe(await scene.auth.refresh(tokens.refresh)) };
      expect(tokens.expiresIn).toBe(900);
    }
    expect(failedWith(await scene.auth.who(first))).toBe('401 bad_token');
    scene.wait(12 * 3600 - 47 * 14 * 60 - 60);
    tokens = { ...tokens, ...mustBe(await scene.auth.refresh(tokens.refresh)) };
    expect(tokens).toMatchObject({ expiresIn: 60, endsIn: 60 });
    scene.wait(60);
    expect(failedWith(await scene.auth.who(tokens.token))).toBe('401 session_ended');
    expect(failedWith(await scene.auth.refresh(tokens.refresh))).toBe('401 session_ended');
  });

  it('end for everybody when an old refresh token comes again', async () => {
    const scene = await authScene();
    const { machine } = await scene.desk();
    const old = mustBe(await deskIn(scene.auth, machine));
    const fresh = mustBe(await scene.auth.refresh(old.refresh));
    expect(failedWith(await scene.another().refresh(old.refresh))).toBe('401 refresh_reused');
    expect(failedWith(await scene.auth.who(fresh.token))).toBe('401 session_ended');
    expect(failedWith(await scene.auth.refresh(fresh.refresh))).toBe('401 session_ended');
    // The desk itself just proves who it is once more.
    mustBe(await deskIn(scene.auth, machine));
  });

  it('give new tokens to one of two who ask at the same moment', async () => {
    const scene = await authScene();
    const { machine } = await scene.desk();
    const { refresh } = mustBe(await deskIn(scene.auth, machine));
    const answers = await Promise.all([
      scene.auth.refresh(refresh),
      scene.another().refresh(refresh),
    ]);
    const failed = answers.filter((answer) => 'failed' in answer);
    expect(failed.map(failedWith)).toEqual(['401 refresh_reused']);
  });

  it('know nothing of tokens that nobody gave', async () => {
    const { auth } = await authScene();
    for (const token of ['', 'x', 'A'.repeat(43), 'A'.repeat(86), '__proto__']) {
      expect(failedWith(await auth.who(token))).toBe('401 bad_token');
      expect(failedWith(await auth.refresh(token))).toBe('401 bad_token');
    }
  });

  it('end at once when somebody signs out', async () => {
    const scene = await authScene();
    const { row } = await scene.desk();
    const tokens = mustBe(
      await scene.auth.personSession(row, { login: 'desk-a', password: SECRET }, FROM),
    );
    const who = mustBe(await scene.auth.who(tokens.token));
    await scene.auth.end(who.session);
    expect(failedWith(await scene.auth.who(tokens.token))).toBe('401 session_ended');
    expect(failedWith(await scene.auth.refresh(tokens.refresh))).toBe('401 session_ended');
  });

  it('lie in the store as hashes, and nothing secret in audit or log', async () => {
    const scene = await authScene({ demo: true });
    const { row, machine } = await scene.desk();
    const canary = 'canary-password-7391';
    const desk = mustBe(await deskIn(scene.auth, machine));
    const person = mustBe(
      await scene.auth.personSession(row, { login: 'desk-a', password: SECRET }, FROM),
    );
    await scene.auth.personSession(row, { login: canary, password: canary }, FROM);
    await scene.auth.readerSession({ card: 'reader-1', pin: canary }, FROM);
    await scene.auth.readerSession({ card: '18061234567', pin: '481516' }, FROM);
    const renewed = mustBe(await scene.auth.refresh(desk.refresh));
    await scene.auth.refresh(desk.refresh);
    const told = JSON.stringify([await scene.audit(), scene.log]);
    const secrets = [desk, person, renewed].flatMap(({ token, refresh }) => [token, refresh]);
    const whole = scene.store.serialize().toString('latin1');
    for (const secret of [...secrets, canary, SECRET, '18061234567', '481516']) {
      expect(told).not.toContain(secret);
      expect(whole).not.toContain(secret);
    }
    const what = (await scene.audit()).map((line) => line.what);
    expect(new Set(what)).toEqual(
      new Set([
        'enroll_code',
        'enroll',
        'desk_sign_in',
        'sign_in',
        'sign_in_refused',
        'refresh_reused',
      ]),
    );
  });
});

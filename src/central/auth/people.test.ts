import { describe, expect, it } from 'vitest';
import {
  SECRET,
  authScene,
  cheapPasswords,
  failedWith,
  mustBe,
} from '../../../tests/support/central-auth.ts';
import type { AuthScene } from '../../../tests/support/central-auth.ts';
import { createPasswords } from '../../node/passwords.ts';
import type { DeskRow } from '../store/auth-port.ts';

const FROM = '10.0.0.9';

function signIn(scene: AuthScene, desk: DeskRow, login: string, password = SECRET, from = FROM) {
  return scene.auth.personSession(desk, { login, password }, from);
}

async function staffIn(scene: AuthScene, desk: DeskRow, login: string, password = SECRET) {
  const tokens = mustBe(await signIn(scene, desk, login, password));
  const who = mustBe(await scene.auth.who(tokens.token));
  if (who.kind !== 'staff') throw new Error('not staff');
  return { tokens, who };
}

describe('staff at a desk', () => {
  it('sign in, and are known at that desk from then on', async () => {
    const scene = await authScene();
    const { row } = await scene.desk();
    const { tokens, who } = await staffIn(scene, row, ' Desk-A ');
    expect(tokens).toMatchObject({ staffId: 'desk-a', mustChange: false, expiresIn: 900 });
    expect(who).toMatchObject({ desk: { id: row.id }, staff: { id: 'desk-a' } });
    expect(await scene.store.reads.staffOfDesk(row.id)).toEqual(['desk-a']);
  });

  it('do not where their grants do not reach, have ended, or their work has', async () => {
    const scene = await authScene();
    const { row } = await scene.desk('south');
    expect(failedWith(await signIn(scene, row, 'north-only'))).toBe('403 point_out_of_scope');
    const staff = await scene.world.get('staff', 'north-only');
    if (!staff) throw new Error('nobody');
    const north = (await scene.desk('north')).row;
    const { tokens } = await staffIn(scene, north, 'north-only');
    const grants = staff.grants.map((grant) => ({ ...grant, until: '2018-06-05' }));
    scene.world.put('staff', { ...staff, grants });
    expect(failedWith(await signIn(scene, north, 'north-only'))).toBe('403 inactive');
    // Whoever is in already is out with the next call.
    expect(failedWith(await scene.auth.who(tokens.token))).toBe('401 session_ended');
    scene.world.put('staff', { ...staff, active: false });
    expect(failedWith(await signIn(scene, north, 'north-only'))).toBe('403 inactive');
    expect(failedWith(await scene.auth.refresh(tokens.refresh))).toBe('401 session_ended');
  });

  it('wait after five wrong tries, twice as long each time, wherever they sit', async () => {
    const scene = await authScene();
    const { row } = await scene.desk();
    const wrong = (from = FROM) => signIn(scene, row, 'desk-a', 'wrong horse', from);
    for (let count = 0; count < 5; count += 1) {
      expect(failedWith(await wrong(`10.0.1.${count}`))).toBe('401 bad_login');
    }
    expect(await signIn(scene, row, 'desk-a')).toMatchObject({ status: 429, retryAfter: 30 });
    expect(failedWith(await signIn(scene, row, ' DESK-A'))).toBe('429 wait');
    mustBe(await signIn(scene, row, 'desk-b'));
    scene.wait(30);
    expect(failedWith(await wrong())).toBe('401 bad_login');
    expect(await wrong()).toMatchObject({ status: 429, retryAfter: 60 });
    scene.wait(60);
    mustBe(await signIn(scene, row, 'desk-a'));
    // The right password begins the count anew.
    expect(failedWith(await wrong())).toBe('401 bad_login');
    mustBe(await signIn(scene, row, 'desk-a'));
  });

  it('are not more lightly guessed by many tries at the same moment', async () => {
    const scene = await authScene();
    const { row } = await scene.desk();
    const tries = Array.from({ length: 40 }, (_, index) =>
      signIn(scene, row, 'desk-a', `wrong ${index}`, `10.0.2.${index}`),
    );
    const answers = (await Promise.all(tries)).map(failedWith);
    expect(answers.filter((answer) => answer === '401 bad_login')).toHaveLength(5);
    expect(answers.filter((answer) => answer === '429 wait')).toHaveLength(35);
  });

  it('share an address whose wrong tries are counted together', async () => {
    const scene = await authScene();
    const { row } = await scene.desk();
    for (let count = 0; count < 20; count += 1) {
      expect(failedWith(await signIn(scene, row, `nobody-${count}`, 'x'))).toBe('401 bad_login');
    }
    expect(await signIn(scene, row, 'desk-a')).toMatchObject({ status: 429, retryAfter: 2 });
    mustBe(await signIn(scene, row, 'desk-a', SECRET, '10.0.0.77'));
    scene.wait(2);
    mustBe(await signIn(scene, row, 'desk-a'));
  });

  it('take as long unknown as with a wrong password', async () => {
    const passwords = cheapPasswords();
    const scene = await authScene({ passwords });
    const { row } = await scene.desk();
    for (const login of ['desk-a', 'nobody', '__proto__', "' or 1=1 --"]) {
      const before = passwords.compared;
      expect(failedWith(await signIn(scene, row, login, 'wrong horse'))).toBe('401 bad_login');
      expect(passwords.compared).toBe(before + 1);
    }
  });

  it('are checked by argon2id in earnest', async () => {
    const scene = await authScene({ passwords: { ...createPasswords(), compared: 0 } });
    const { row } = await scene.desk();
    mustBe(await signIn(scene, row, 'desk-a'));
    expect(failedWith(await signIn(scene, row, 'desk-a', `${SECRET}!`))).toBe('401 bad_login');
    const kept = await scene.store.auth.credential('staff', 'desk-a');
    expect(kept?.phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
  });
});

describe('passwords', () => {
  it('are changed by who knows the old one; other sessions end', async () => {
    const scene = await authScene();
    const { row } = await scene.desk();
    const [mine, other] = [
      await staffIn(scene, row, 'desk-a'),
      await staffIn(scene, row, 'desk-a'),
    ];
    const change = (old: string | null, fresh: string) =>
      scene.auth.password(mine.who, { staffId: 'desk-a', old, fresh });
    expect(failedWith(await change('wrong', 'a new password'))).toBe('401 bad_login');
    expect(failedWith(await change(null, 'a new password'))).toBe('401 bad_login');
    expect(failedWith(await change(SECRET, 'short'))).toBe('400 short_password');
    expect(failedWith(await change(SECRET, 'password1'))).toBe('400 common_password');
    expect(failedWith(await change(SECRET, SECRET))).toBe('400 same_password');
    expect(await change(SECRET, 'a new password')).toEqual({ ok: true });
    expect(await scene.auth.who(mine.tokens.token)).toMatchObject({ kind: 'staff' });
    expect(failedWith(await scene.auth.who(other.tokens.token))).toBe('401 session_ended');
    expect(failedWith(await signIn(scene, row, 'desk-a'))).toBe('401 bad_login');
    mustBe(await signIn(scene, row, 'desk-a', 'a new password'));
  });

  it('are set by an administrator for once', async () => {
    const scene = await authScene();
    const { row } = await scene.desk();
    const boss = await staffIn(scene, row, 'boss');
    const out = await staffIn(scene, row, 'desk-b');
    const set = (by: typeof boss, staffId: string, fresh: string) =>
      scene.auth.password(by.who, { staffId, old: null, fresh });
    expect(failedWith(await set(out, 'desk-a', 'a new password'))).toBe('403 forbidden');
    expect(failedWith(await set(boss, 'nobody', 'a new password'))).toBe('404 not_found');
    expect(failedWith(await set(boss, 'desk-b', 'short'))).toBe('400 short_password');
    expect(await set(boss, 'desk-b', 'a new password')).toEqual({ ok: true });
    expect(failedWith(await scene.auth.who(out.tokens.token))).toBe('401 session_ended');
    const again = await staffIn(scene, row, 'desk-b', 'a new password');
    expect([again.tokens.mustChange, again.who.mustChange]).toEqual([true, true]);
    mustBe(
      await scene.auth.password(again.who, {
        staffId: 'desk-b',
        old: 'a new password',
        fresh: 'of my own choice',
      }),
    );
    const own = await staffIn(scene, row, 'desk-b', 'of my own choice');
    expect(own.tokens.mustChange).toBe(false);
  });

  it('of others are not set by an administrator who has still to choose the own', async () => {
    const scene = await authScene();
    const { row } = await scene.desk();
    const phc = await scene.passwords.hash(SECRET);
    await scene.store.auth.setCredential('staff', 'boss', phc, true, scene.now());
    const set = async () => {
      const { who } = await staffIn(scene, row, 'boss');
      return scene.auth.password(who, { staffId: 'desk-b', old: null, fresh: 'a new password' });
    };
    expect(failedWith(await set())).toBe('403 must_change');
    mustBe(await signIn(scene, row, 'desk-b'));
    await scene.store.auth.setCredential('staff', 'boss', phc, false, scene.now());
    expect(await set()).toEqual({ ok: true });
  });
});

describe('booksellers', () => {
  it('sign in without a desk, if they have a bookseller’s grant', async () => {
    const { auth } = await authScene();
    const tokens = mustBe(
      await auth.vendorSession({ login: 'bookseller', password: SECRET }, FROM),
    );
    expect(tokens.vendorId).toBe('vendor');
    expect(await auth.who(tokens.token)).toMatchObject({ kind: 'vendor', vendorId: 'vendor' });
    const staff = await auth.vendorSession({ login: 'desk-a', password: SECRET }, FROM);
    expect(failedWith(staff)).toBe('403 inactive');
  });
});

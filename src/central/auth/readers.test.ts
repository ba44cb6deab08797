import { describe, expect, it } from 'vitest';
import { authScene, failedWith, mustBe } from '../../../tests/support/central-auth.ts';
import type { AuthScene } from '../../../tests/support/central-auth.ts';

const FROM = '10.0.0.9';

/** In the model library a reader's card number is its id, so that the demo's PIN is the end of it. */
const PIN = 'ader-1';

function signIn(scene: AuthScene, card: string, pin: string) {
  return scene.auth.readerSession({ card, pin }, FROM);
}

describe('readers', () => {
  it('of a demo sign in with the end of their card until they chose a PIN', async () => {
    const scene = await authScene({ demo: true });
    const tokens = mustBe(await signIn(scene, ' reader-1 ', PIN));
    expect(tokens.readerId).toBe('reader-1');
    expect(await scene.auth.who(tokens.token)).toMatchObject({
      kind: 'reader',
      readerId: 'reader-1',
    });
    expect(failedWith(await signIn(scene, 'reader-1', 'ader-2'))).toBe('401 bad_card_or_pin');
    expect(failedWith(await signIn(scene, 'nobody', 'nobody'))).toBe('401 bad_card_or_pin');
  });

  it('elsewhere do not without a PIN of their own', async () => {
    const scene = await authScene();
    expect(failedWith(await signIn(scene, 'reader-1', PIN))).toBe('401 bad_card_or_pin');
    const phc = await scene.passwords.hash('271828');
    await scene.store.auth.setCredential('reader', 'reader-1', phc, false, scene.now());
    mustBe(await signIn(scene, 'reader-1', '271828'));
  });

  it('may sign in blocked or expired, to see what became of their requests', async () => {
    const scene = await authScene({ demo: true });
    const reader = await scene.world.get('reader', 'reader-1');
    if (!reader) throw new Error('nobody');
    for (const status of ['blocked', 'expired'] as const) {
      scene.world.put('reader', { ...reader, status });
      expect(await signIn(scene, 'reader-1', PIN)).toMatchObject({ readerId: 'reader-1' });
    }
  });

  it('whose card was merged sign in again, by either card, as the one that remains', async () => {
    const scene = await authScene({ demo: true });
    const before = mustBe(await signIn(scene, 'reader-1', PIN));
    const reader = await scene.world.get('reader', 'reader-1');
    if (!reader) throw new Error('nobody');
    scene.world.put('reader', { ...reader, status: 'merged', mergedInto: 'reader-2' });
    expect(failedWith(await scene.auth.who(before.token))).toBe('401 session_ended');
    const after = mustBe(await signIn(scene, 'reader-1', PIN));
    expect(await scene.auth.who(after.token)).toMatchObject({ readerId: 'reader-2' });
  });

  it('choose another PIN, which ends the old one and other sessions', async () => {
    const scene = await authScene({ demo: true });
    const row = { id: 'reader-1', ver: 1, name: 'N', card: 'reader-1', phone: '', email: '' };
    scene.world.put('private', row);
    const mine = mustBe(await signIn(scene, 'reader-1', PIN));
    const other = mustBe(await signIn(scene, 'reader-1', PIN));
    const { session } = mustBe(await scene.auth.who(mine.token));
    const change = (old: string, fresh: string) =>
      scene.auth.readerPin('reader-1', { old, fresh }, session);
    expect(failedWith(await change('wrong', '271828'))).toBe('401 bad_card_or_pin');
    for (const weak of ['12', '123456', '987654', '777777', 'abcdef', '1234567890123']) {
      expect(failedWith(await change(PIN, weak))).toBe('400 weak_pin');
    }
    expect(await change(PIN, '271828')).toEqual({ ok: true });
    expect(await scene.auth.who(mine.token)).toMatchObject({ kind: 'reader' });
    expect(failedWith(await scene.auth.who(other.token))).toBe('401 session_ended');
    expect(failedWith(await signIn(scene, 'reader-1', PIN))).toBe('401 bad_card_or_pin');
    mustBe(await signIn(scene, 'reader-1', '271828'));
  });

  it('are guessed no more lightly by changing the PIN than by signing in', async () => {
    const scene = await authScene({ demo: true });
    for (let count = 0; count < 5; count += 1) {
      const answer = await scene.auth.readerPin('reader-1', { old: `${count}`, fresh: '271828' });
      expect(failedWith(answer)).toBe('401 bad_card_or_pin');
    }
    expect(failedWith(await signIn(scene, 'reader-1', PIN))).toBe('429 wait');
  });
});

// Many tries at the same moment from one address: no more of them count than one after the other would, and nobody
// elsewhere waits for them.

import { describe, expect, it } from 'vitest';
import { authScene, failedWith, mustBe } from '../../../tests/support/central-auth.ts';
import { hasFailed } from '../failure.ts';

const HERE = '10.0.0.9';
const ELSEWHERE = '10.0.0.77';
const FREE = 20;
const CARD = 'reader-1';

type Scene = Awaited<ReturnType<typeof authScene>>;

const signIn = (scene: Scene, card: string, from: string, pin = card.slice(-6)) =>
  scene.auth.readerSession({ card, pin }, from);
const manyWrong = (scene: Scene, count: number) =>
  Array.from({ length: count }, (_, index) => signIn(scene, `19900${index}`, HERE, 'wrong'));

describe('many tries at the same moment from one address', () => {
  it('are not more than one after the other would be, whatever the cards', async () => {
    const scene = await authScene({ demo: true });
    const answers = (await Promise.all(manyWrong(scene, 90))).map(failedWith);
    const looked = answers.filter((answer) => answer === '401 bad_card_or_pin').length;
    expect(looked).toBeGreaterThanOrEqual(FREE);
    // Two are looked at side by side, so that one may come after the last.
    expect(looked).toBeLessThanOrEqual(FREE + 1);
    expect(scene.passwords.compared).toBe(looked);
    expect(failedWith(await signIn(scene, CARD, HERE))).toBe('429 wait');
  });

  it('keep nobody elsewhere from coming in, nor waiting', async () => {
    const scene = await authScene({ demo: true });
    const flood = manyWrong(scene, 1000);
    mustBe(await signIn(scene, CARD, ELSEWHERE));
    expect(scene.passwords.compared).toBeLessThan(FREE);
    const answers = (await Promise.all(flood)).map(failedWith);
    expect(new Set(answers)).toEqual(new Set(['401 bad_card_or_pin', '429 wait']));
  });

  it('all come in where they are right', async () => {
    const scene = await authScene({ demo: true });
    const right = Array.from({ length: 90 }, () => signIn(scene, CARD, HERE));
    expect((await Promise.all(right)).some(hasFailed)).toBe(false);
  });
});

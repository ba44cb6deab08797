// Reviews: one a reader and title, shown by the library's way of looking at them.

import { describe, expect, it } from 'vitest';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import { standingOf } from '../../library/review-standing.ts';
import { firstState, isFlagged } from './reviews.ts';

const SCRIPT = '<script>alert(1)</script> 很好';
const review = { titleId: 't1', stars: 4, text: SCRIPT };

type Desk = ReturnType<typeof modelDesk>;
const row = (desk: Desk) => desk.world.all('review')[0];

async function written() {
  const desk = modelDesk();
  await desk.do('reader-1', 'review.write', 'v1', review);
  const at = row(desk)?.at;
  return { desk, at };
}

describe('a review', () => {
  it('waits for a look, and is kept as written: text, no markup', async () => {
    const { desk } = await written();
    expect(row(desk)).toMatchObject({ id: 'v1', state: 'pending', stars: 4, text: SCRIPT });
    expect(standingOf(desk.world.all('review'))).toEqual({ stars: null, reviews: 0 });
  });

  it('is shown after the look, and counts from then on', async () => {
    const { desk, at } = await written();
    await desk.do('desk-a', 'review.moderate', 'v1', { show: true, at });
    expect(row(desk)).toMatchObject({ state: 'shown', moderatedBy: 'desk-a' });
    expect(standingOf(desk.world.all('review'))).toEqual({ stars: 4, reviews: 1 });
  });

  it('is replaced by the next one of the same reader, and looked at again', async () => {
    const { desk, at } = await written();
    await desk.do('desk-a', 'review.moderate', 'v1', { show: true, at });
    await desk.do('reader-1', 'review.write', 'v2', { titleId: 't1', stars: 2 });
    expect(desk.world.all('review')).toHaveLength(1);
    expect(row(desk)).toMatchObject({ id: 'v1', stars: 2, text: null, state: 'pending' });
    // Whoever looked at the first words has not seen these.
    expect(await desk.refused('desk-a', 'review.moderate', 'v1', { show: true, at })).toBe(
      'review_changed',
    );
  });

  it('is hidden with a reason that the reader is told, and can be shown again', async () => {
    const { desk, at } = await written();
    const moderate = (who: string, input: object) =>
      desk.send(who, 'review.moderate', 'v1', { at, ...input });
    expect(await moderate('desk-a', { show: false })).toMatchObject({ code: 'missing_input' });
    expect(await moderate('desk-a', { show: false, reason: 'ugly' })).toMatchObject({
      code: 'bad_input',
    });
    expect(await moderate('courier', { show: true })).toMatchObject({ code: 'forbidden' });
    expect(await moderate('desk-c', { show: true })).toMatchObject({ code: 'own_voice' });
    expect(await moderate('desk-a', { show: false, reason: 'advertising' })).toMatchObject({
      ok: true,
    });
    expect(desk.world.all('notice').at(-1)).toMatchObject({
      code: 'review.hidden',
      readerId: 'reader-1',
      facts: { reviewReason: 'advertising' },
    });
    expect(await moderate('desk-a', { show: true })).toMatchObject({ ok: true });
    expect(row(desk)).toMatchObject({ state: 'shown', reason: null });
  });

  it('is removed by its reader alone, and the words go', async () => {
    const { desk, at } = await written();
    expect(await desk.refused('reader-2', 'review.remove', 'v1')).toBe('not_found');
    await desk.do('reader-1', 'review.remove', 'v1');
    expect(row(desk)).toMatchObject({ state: 'removed', text: null });
    expect(await desk.refused('desk-a', 'review.moderate', 'v1', { show: true, at })).toBe(
      'review_changed',
    );
  });

  it.each([
    [{ ...review, stars: 0 }, 'bad_input'],
    [{ ...review, stars: 6 }, 'bad_input'],
    [{ ...review, text: 'x'.repeat(1001) }, 'bad_input'],
    [{ ...review, text: 'a\u0000b' }, 'bad_input'],
    [{ ...review, titleId: 'nowhere' }, 'not_found'],
  ])('refuses %j as %s', async (input, code) => {
    expect(await modelDesk().refused('reader-1', 'review.write', 'v1', input)).toBe(code);
  });
});

describe('the look at reviews', () => {
  const policies = (way: string) => ({
    text: () => way,
    list: () => ['微信', 'HTTP'],
    number: () => 0,
    flag: () => false,
  });

  it.each([
    ['at_once', '加我微信', 'shown'],
    ['after_look', '很好', 'pending'],
    ['flagged', '很好', 'shown'],
    ['flagged', null, 'shown'],
    ['flagged', '加我微信', 'pending'],
    ['flagged', 'ｈｔｔｐ://x', 'pending'],
  ])('by %s, %j begins as %s', (way, text, state) => {
    expect(firstState(text, policies(way))).toBe(state);
  });

  it('takes no empty word for one', () => {
    expect(isFlagged('很好', ['', ' '])).toBe(false);
  });
});

// Readers' voices at a desk: lists and cards, what is done, and whose words lie on a joined desk for how long.

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId } from '../../../tests/support/desk-core.ts';
import { deskScene, until } from '../../../tests/support/two-desks.ts';
import type { SceneDesk } from '../../../tests/support/two-desks.ts';

const WORDS = 'CANARY-words';
let scene: Awaited<ReturnType<typeof deskScene>>;
beforeEach(async () => {
  scene = await deskScene();
});
afterEach(() => scene.close());

/** Something that a reader does by telephone. */
async function byReader(type: string, entity: string, input: Record<string, unknown> = {}) {
  const draft = { id: randomUUID(), actor: 'reader-1', point: null, type, entity, input };
  const done = await scene.service.service.lane.run({ ...draft, expectHead: null });
  expect(done).toMatchObject({ code: 'ok' });
}
const say = (id: string) => byReader('feedback.send', id, { kind: 'feedback', text: WORDS });
const waiting = (desk: SceneDesk) =>
  desk.client['feedback.tickets']({ list: 'waiting', category: null, offset: 0, limit: 50 });
const act = (
  desk: SceneDesk,
  name: Parameters<SceneDesk['client']['feedback.act']>[0]['act'],
  entity: string | null,
  input: Record<string, unknown> = {},
) => desk.client['feedback.act']({ commandId: commandId(), act: name, entity, input });
const ticket = async (desk: SceneDesk, id: string) =>
  (await desk.client['feedback.ticket']({ id }))?.ticket;

describe('at a joined desk', () => {
  it('words of a message lie there while it waits, and are gone when it is closed', async () => {
    const desk = await scene.joined('desk-a');
    await say('f1');
    await until(
      () => waiting(desk),
      ({ total }) => total === 1,
    );
    expect(await ticket(desk, 'f1')).toMatchObject({ text: WORDS, state: 'new' });
    const counts = await desk.client['feedback.counts']({});
    expect(counts).toEqual({ tickets: 1, late: 0, suggestions: 0, reviews: 0 });
    const answer = { text: 'ANSWER-words' };
    expect(await act(desk, 'feedback.answer', 'f1', answer)).toMatchObject({ ok: true });
    await desk.live();
    const said = [{ by: 'desk-a', text: 'ANSWER-words' }];
    expect(await ticket(desk, 'f1')).toMatchObject({ text: WORDS, said });
    await byReader('feedback.confirm', 'f1');
    await until(
      () => ticket(desk, 'f1'),
      (row) => row?.state === 'closed',
    );
    const closed = await ticket(desk, 'f1');
    expect([closed?.text ?? null, closed?.said ?? null]).toEqual([null, null]);
    // Whoever wrote it goes on reading it.
    const kept = await scene.service.service.lane.look((world) => world.get('feedback', 'f1'));
    expect(kept).toMatchObject({ text: WORDS, said });
  });

  it('words of a review are there to be looked at and while it is shown, not when it is hidden', async () => {
    const desk = await scene.joined('desk-a');
    await byReader('review.write', 'v1', { titleId: 't1', stars: 4, text: WORDS });
    const list = (name: 'pending' | 'shown' | 'hidden') =>
      desk.client['feedback.reviews']({ list: name, offset: 0, limit: 9 });
    const { rows } = await until(
      () => list('pending'),
      ({ total }) => total === 1,
    );
    const review = rows[0]?.review;
    expect(review).toMatchObject({ text: WORDS, stars: 4 });
    const at = review?.at;
    await act(desk, 'review.moderate', 'v1', { show: true, at });
    await desk.live();
    expect(await desk.client['feedback.ofTitle']({ titleId: 't1' })).toMatchObject({
      stars: 4,
      reviews: 1,
      rows: [{ text: WORDS }],
    });
    await act(desk, 'review.moderate', 'v1', { show: false, at, reason: 'off_topic' });
    await desk.live();
    expect((await list('hidden')).rows[0]?.review).toMatchObject({ text: null, state: 'hidden' });
  });

  it('a suggestion has a card, and its reasons are there until it is declined', async () => {
    const desk = await scene.joined('buyer-a');
    const wish = { isbn: '9787111213826', bookTitle: 'Title t2', note: WORDS };
    await byReader('suggestion.send', 's1', wish);
    const card = () => desk.client['feedback.suggestion']({ id: 's1' });
    const seen = await until(card, (row) => row !== null);
    expect(seen).toMatchObject({
      wanted: 1,
      own: false,
      suggestion: { note: WORDS, state: 'sent' },
      others: [],
      lines: [],
    });
    expect(seen?.readers.map(({ id }) => id)).toEqual(['reader-1']);
    expect(seen?.funds.length).toBeGreaterThan(0);
    const why = { reason: 'budget', text: 'ANSWER-words' };
    expect(await act(desk, 'suggestion.decide', 's1', why)).toMatchObject({ ok: true });
    await desk.live();
    expect((await card())?.suggestion).toMatchObject({
      state: 'declined',
      note: null,
      answer: null,
    });
  });

  it('a message becomes a request with a code of the desk, and a refusal leaves it as it was', async () => {
    const desk = await scene.joined('desk-a');
    await say('f1');
    await until(
      () => waiting(desk),
      ({ total }) => total === 1,
    );
    const nowhere = { kind: 'find_book', scan: 'NOWHERE' };
    expect(await act(desk, 'feedback.convert', 'f1', nowhere)).toMatchObject({
      code: 'unknown_barcode',
    });
    expect(
      await act(desk, 'feedback.convert', 'f1', { kind: 'find_book', scan: 'C1' }),
    ).toMatchObject({ ok: true });
    await desk.live();
    const detail = await desk.client['feedback.ticket']({ id: 'f1' });
    expect(detail).toMatchObject({ became: { kind: 'find_book' }, ticket: { state: 'answered' } });
    expect(detail?.became?.code).toMatch(/-\d+$/u);
  });

  it('nobody without the right reads them', async () => {
    const desk = await scene.joined('courier');
    await expect(waiting(desk)).rejects.toMatchObject({ code: 'denied' });
    await expect(desk.client['feedback.counts']({})).rejects.toMatchObject({ code: 'denied' });
    expect(await act(desk, 'feedback.take', 'f1')).toMatchObject({ ok: false, code: 'forbidden' });
  });
});

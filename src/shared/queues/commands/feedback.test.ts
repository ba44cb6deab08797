import { describe, expect, it } from 'vitest';
import { beginStory } from '../../../../tests/support/story.ts';

async function ended(reader = 'reader-1') {
  const story = beginStory();
  const id = await story.submits('desk-a', 'find_book', { readerId: reader, copyId: 'c1' });
  return { story, id };
}

const rating = (story: ReturnType<typeof beginStory>, who: string, id: string, input = {}) =>
  story.does(who, 'feedback.send', id, { kind: 'rating', stars: 5, ...input });

describe('feedback', () => {
  it('rates a request once it has ended, and again replaces the stars', async () => {
    const { story, id } = await ended();
    expect(await rating(story, 'reader-1', id)).toBe('illegal');
    await story.does('reader-1', 'find_book.cancel', id, { reason: 'reader_cancel' });
    expect(await rating(story, 'reader-1', id, { text: ' 很快 ' })).toBe('cancelled');
    expect(await rating(story, 'reader-1', id, { stars: 2 })).toBe('cancelled');
    expect(story.world.all('feedback')).toMatchObject([
      { id, ver: 2, readerId: 'reader-1', requestId: id, kind: 'rating', stars: 2, text: null },
    ]);
  });

  it('is a reader’s own: nobody rates for another, no staff for a reader', async () => {
    const { story, id } = await ended();
    await story.does('reader-1', 'find_book.cancel', id, { reason: 'reader_cancel' });
    expect(await rating(story, 'reader-2', id)).toBe('not_found');
    expect(await rating(story, 'desk-a', id)).toBe('forbidden');
    // Staff with a reader row of their own act as staff here.
    expect(await rating(story, 'desk-c', id)).toBe('forbidden');
    expect(story.world.all('feedback')).toEqual([]);
  });

  it.each([[{ stars: 0 }], [{ stars: 6 }], [{ stars: 2.5 }], [{ stars: '5' }]])(
    'refuses %j',
    async (input) => {
      const { story, id } = await ended();
      await story.does('reader-1', 'find_book.cancel', id, { reason: 'reader_cancel' });
      expect(await rating(story, 'reader-1', id, input)).toBe('bad_input');
    },
  );

  it('takes words about anything, or about an own request', async () => {
    const { story, id } = await ended();
    const say = async (who: string, entity: string, input: Record<string, unknown>) => {
      const done = story.does(who, 'feedback.send', entity, { kind: 'feedback', ...input });
      return done.catch(() => 'ok');
    };
    expect(await say('reader-1', 'f1', { text: '空调太冷' })).toBe('ok');
    expect(await say('reader-1', 'f2', { text: '谢谢', requestId: id })).toBe('ok');
    expect(await say('reader-2', 'f3', { text: '谢谢', requestId: id })).toBe('not_found');
    expect(await say('reader-1', 'f4', {})).toBe('missing_input');
    expect(await say('reader-1', 'f5', { text: 'x'.repeat(2001) })).toBe('bad_input');
    expect(await say('reader-2', 'f1', { text: 'over it' })).toBe('bad_command');
    expect(await say('reader-1', id, { text: 'as a rating' })).toBe('bad_command');
    expect(story.world.all('feedback')).toMatchObject([
      { id: 'f1', requestId: null, text: '空调太冷', state: 'new' },
      { id: 'f2', requestId: id },
    ]);
  });
});

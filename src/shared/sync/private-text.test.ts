import { describe, expect, it } from 'vitest';
import { modelDesk, askBook, askMove } from '../../../tests/support/model-desk.ts';
import { putTogether, takeApart } from './private-text.ts';

describe('private text', () => {
  it('leaves the image and comes back whole', async () => {
    const desk = modelDesk();
    await askMove(desk, 'move', 'c1', 'reader-1');
    await desk.do('desk-a', 'request.note', 'move', { note: 'call 13800001234' });
    await askBook(desk, 'book', '9780262033848', 'reader-2');
    await desk.do('buyer-a', 'purchase.ask', 'book', { question: 'why so dear?' });
    const seen: string[] = [];
    for (const kind of ['event', 'request', 'notice'] as const) {
      for (const row of desk.world.all(kind)) {
        const { open, text } = takeApart(kind, row);
        expect(putTogether(kind, open, text ?? {})).toEqual(row);
        seen.push(JSON.stringify(open));
      }
    }
    expect(seen.join()).not.toContain('13800001234');
    expect(seen.join()).not.toContain('why so dear');
    expect(seen.length).toBeGreaterThan(5);
  });
});

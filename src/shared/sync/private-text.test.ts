import { describe, expect, it } from 'vitest';
import { modelDesk, askBook, askMove } from '../../../tests/support/model-desk.ts';
import type { CirculationCase } from '../library/circulation-rows.ts';
import { holdsVoice } from './holds-text.ts';
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

  it('of a case of circulation is what the library’s own system said, and the note', () => {
    const facts = { action: 'take_back', barcode: 'C1', message: '读者李四已预约' };
    const row: CirculationCase = {
      id: 'k1',
      ver: 1,
      commandId: 'x',
      tried: 'loan.back',
      by: 'desk-a',
      desk: 'd1',
      copyId: 'c1',
      readerId: null,
      loanId: null,
      code: 'ledger_alert',
      facts,
      openedOn: '2026-01-05T01:00:00.000Z',
      closedOn: null,
      closedBy: null,
      note: '已放上预约架',
    };
    const { open, text } = takeApart('circulation_case', row);
    expect(JSON.stringify(open)).not.toMatch(/李四|预约架/u);
    expect(open).toMatchObject({ code: 'ledger_alert', facts: { barcode: 'C1' } });
    expect(putTogether('circulation_case', open, text ?? {})).toEqual(row);
    expect(holdsVoice('circulation_case', row)).toBe(true);
    expect(holdsVoice('circulation_case', { ...row, closedOn: row.openedOn })).toBe(false);
  });
});

// What each slip says: the largest line for a look from afar, its codes, and a reader only as everybody sees one.

import { describe, expect, it } from 'vitest';
import { copy, reader, request } from '../../../tests/support/queue-context.ts';
import { PLACES } from '../../../tests/support/queue-places.ts';
import type { RequestDetail } from '../../shared/desk-contract.ts';
import type { QueueName } from '../../shared/queues/request.ts';
import { slipFacts } from './slip-facts.ts';

function detailOf(queue: QueueName, state: string, fields: Record<string, unknown>): RequestDetail {
  const of = request(queue, state, { code: 'N1-0412', targetCampus: 'south', fields });
  const line = { request: of, title: '数据库系统', callNumber: 'TP311/9', barcode: 'N1001' };
  const home = PLACES['n-main'] ?? null;
  return { line, title: null, copy: copy('c1'), home, reader: reader('r1') } as RequestDetail;
}
const text = (facts: ReturnType<typeof slipFacts>) => JSON.stringify(facts);

describe('a slip', () => {
  it('for the shelf shows the call number largest, and where it stands', () => {
    const shelf = { ...PLACES['n-main'], code: '3F-A12', floor: '3F' } as (typeof PLACES)[string];
    const facts = slipFacts({ ...detailOf('reallocation', 'approved', {}), shelf }, 'pull');
    expect(facts.big).toEqual({ word: 'call_number', text: 'TP311/9' });
    expect(facts.lines).toContainEqual({ word: 'place', text: '3F-A12' });
    expect(facts.codes).toEqual([
      { kind: 'code128', text: 'N1001' },
      { kind: 'qr', text: 'N1-0412' },
    ]);
  });

  it('for a crate shows where it goes, and no reader', () => {
    const facts = slipFacts(detailOf('reallocation', 'in_transit', { crate: 'CR-001' }), 'transit');
    expect(facts.big).toEqual({ word: 'to', place: 'south' });
    expect(facts.lines).toContainEqual({ word: 'crate_code', text: 'CR-001' });
    expect(text(facts)).not.toContain(reader('r1').nameMasked);
  });

  it('for a delivery shows bag, address and slot; the reader is masked and no code of the hand-over is on it', () => {
    const fields = {
      bag: 'BAG-0001',
      address: 'a1',
      slot: '2018-06-06 10:00-12:00',
      codeHash: 'secret',
    };
    const facts = slipFacts(detailOf('delivery', 'packed', fields), 'delivery');
    expect(facts.big).toEqual({ word: 'bag', text: 'BAG-0001' });
    expect(facts.codes).toContainEqual({ kind: 'qr', text: 'BAG-0001' });
    expect(facts.lines).toContainEqual({ word: 'reader', text: reader('r1').nameMasked });
    expect(text(facts)).not.toContain('secret');
  });

  it('for the hold shelf shows the slot and until when', () => {
    const fields = { slot: 'n-slot', readyUntil: '2018-06-09T14:00:00.000Z' };
    const facts = slipFacts(detailOf('find_book', 'ready', fields), 'hold');
    expect(facts.big).toEqual({ word: 'hold_slot', place: 'n-slot' });
    expect(facts.lines).toContainEqual({ word: 'until', until: '2018-06-09T14:00:00.000Z' });
  });

  it('for the hold shelf of a delivery shows the place on it, never the time of the delivery', () => {
    const slot = '2018-06-06 10:00-12:00';
    const held = detailOf('delivery', 'at_desk', { slot, holdSlot: 'n-slot' });
    expect(slipFacts(held, 'hold').big).toEqual({ word: 'hold_slot', place: 'n-slot' });
    const nowhere = slipFacts(detailOf('delivery', 'at_desk', { slot }), 'hold');
    expect(text(nowhere)).not.toContain(slot);
  });
});

// Copies out of use and back at a counter: the return row, the card, and who is offered what.

import { describe, expect, it } from 'vitest';
import { scanned, useCounterDesk } from '../../../../tests/support/counter-scene.ts';
import { commandId } from '../../../../tests/support/desk-core.ts';
import type { CopyDeed } from '../../../shared/circulation/copies/copy-deeds.ts';

const desk = useCounterDesk();

async function card(text: string) {
  const found = await desk.client['scan.card']({ text });
  if (found.kind !== 'copy') throw new Error(found.kind);
  return found;
}
const use = (copyId: string, deed: CopyDeed, was: string, why: object = {}) =>
  desk.client['circulation.useCopy']({ commandId: commandId(), copyId, deed, was, ...why });

describe('a copy in repair', () => {
  it('is put back in use in the row of its return, and goes to whoever waits', async () => {
    await desk.lend('C4', 'reader-1');
    const aside = await desk.back('C4', { damaged: true });
    expect(aside).toMatchObject({ next: { is: 'aside', why: 'in_repair', mayRestore: true } });
    await desk.hold('reader-2');
    expect(await desk.back('C4')).toMatchObject({ next: { is: 'aside' } });
    expect(await desk.client['circulation.restore'](scanned('C4'))).toMatchObject({
      kind: 'restored',
      next: { is: 'hold_shelf' },
      remarks: [{ code: 'to_hold_shelf' }],
    });
    expect(await desk.client['circulation.restore'](scanned('C4'))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'copy_status', facts: { barcode: 'C4', status: 'available' } },
    });
  });

  it('is offered to nobody who may not', async () => {
    await desk.back('C4', { damaged: true });
    await desk.as('courier');
    expect((await card('C4')).deeds).toEqual([]);
    expect(await use('c4', 'copy.restore', 'in_repair')).toMatchObject({ code: 'forbidden' });
  });
});

describe('the card of a copy', () => {
  it('offers what fits its status and the person, and nothing while somebody has it', async () => {
    expect((await card('C1')).deeds).toEqual(['copy.repair']);
    await desk.lend('C1', 'reader-1');
    expect((await card('C1')).deeds).toEqual([]);
    await desk.as('boss');
    expect((await card('C4')).deeds).toEqual(['copy.repair', 'copy.withdraw']);
  });

  it('tells who took it out of use, when and why, the latest first', async () => {
    await desk.as('boss');
    const note = '书脊脱落';
    await use('c4', 'copy.repair', 'available', { reason: 'damaged', note });
    await use('c4', 'copy.withdraw', 'in_repair', { reason: 'other', note: '修不好' });
    expect(await card('C4')).toMatchObject({
      deeds: ['copy.restore'],
      uses: [
        { by: 'boss', to: 'withdrawn', reason: 'other', note: '修不好' },
        { by: 'boss', to: 'in_repair', reason: 'damaged', note },
      ],
    });
    expect(await desk.client['circulation.cases']({})).toEqual([]);
    expect(await use('c4', 'copy.restore', 'withdrawn')).toMatchObject({ code: 'note_required' });
    await use('c4', 'copy.restore', 'withdrawn', { note: '剔错了' });
    expect((await card('C4')).holding.status).toBe('on_shelf');
  });
});

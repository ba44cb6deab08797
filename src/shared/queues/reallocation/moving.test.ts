// What a desk and a courier's crate notice of a move: not there, swap, crate, arrival, redirect.

import { describe, expect, it } from 'vitest';
import { actsOf, effectsIn } from '../../../../tests/support/queue-act.ts';
import { copy, loan, request } from '../../../../tests/support/queue-context.ts';
import { PLACES } from '../../../../tests/support/queue-places.ts';
import type { Request } from '../request.ts';
import { reallocation } from './definition.ts';

const south = PLACES['s1'] ?? null;
const { accepted, refusal } = actsOf(reallocation);

function move(state: string, fields: Record<string, unknown> = {}, over: Partial<Request> = {}) {
  return request('reallocation', state, {
    fields: { kind: 'for_loan', copies: ['c1'], ...fields },
    ...over,
  });
}

describe('moving', () => {
  it('stays approved when the copy is not there: a search is linked and the next copy named', () => {
    const { to, effects: said } = accepted(move('approved'), 'not_there', { looked: ['trolley'] });
    expect(to).toBe('approved');
    expect(effectsIn(said, 'link')[0]).toMatchObject({
      queue: 'find_book',
      blocks: true,
      input: { copyId: 'c1', looked: ['trolley'] },
    });
    expect(effectsIn(said, 'remark')[0]).toMatchObject({
      code: 'next_copy',
      facts: { barcode: 'C2' },
    });
  });

  it('asks a new owner again, but not the same one', () => {
    const other = copy('c9', { home: 's-main', holding: 's-main' });
    const over = { copies: [copy('c1'), copy('c2'), other] };
    expect(accepted(move('approved'), 'change_copy', {}, over)).toMatchObject({
      to: 'approved',
      patch: { copyId: 'c2' },
    });
    const present = { copyId: 'c1' };
    expect(accepted(move('approved'), 'change_copy', present, over).patch?.copyId).toBe('c2');
    expect(accepted(move('approved'), 'change_copy', { copyId: 'c9' }, over)).toMatchObject({
      to: 'submitted',
      patch: { copyId: 'c9', collection: 's-main' },
    });
    const third = move('approved', { copies: ['a', 'b', 'c1'] });
    expect(refusal(third, 'change_copy', {}, over)).toBe('no_more_turns');
    const back = move('approved', { copies: ['c2', 'c1'] });
    expect(refusal(back, 'change_copy', { copyId: 'c2' }, over)).toBe('copy_tried');
    const lent = { ...over, copyLoans: [loan('c9')] };
    expect(refusal(move('approved'), 'change_copy', { copyId: 'c9' }, lent)).toBe('copy_not_free');
  });

  it('offers another copy of the title at the shelf as a swap, of the same owner only', () => {
    const second = copy('c2');
    const scan = { scan: 'C2' };
    expect(refusal(move('approved'), 'pick', scan, { scanned: second })).toBe('swap_offered');
    const swapped = accepted(
      move('approved'),
      'pick',
      { ...scan, swap: true },
      { scanned: second },
    );
    expect(swapped).toMatchObject({ to: 'picked', patch: { copyId: 'c2' } });
    const foreign = copy('c2', { home: 's-main' });
    expect(refusal(move('approved'), 'pick', { ...scan, swap: true }, { scanned: foreign })).toBe(
      'other_owner',
    );
  });

  it('goes into a crate for its own target only, and arrives only there', () => {
    const input = { scan: 'C1', crate: 'CR-001', destination: 'north' };
    expect(refusal(move('picked'), 'send', input)).toBe('other_destination');
    const { effects: said } = accepted(move('picked'), 'send', { ...input, destination: 'south' });
    expect(effectsIn(said, 'manifest_add')).toEqual([
      { do: 'manifest_add', crate: 'CR-001', toCampus: 'south' },
    ]);
    const arrival = { scan: 'C1', condition: 'damaged' };
    expect(refusal(move('in_transit'), 'receive', arrival)).toBe('wrong_place');
    const received = accepted(move('in_transit'), 'receive', arrival, { point: south });
    expect(received.patch?.campus).toBe('south');
    expect(effectsIn(received.effects, 'remark')[0]?.code).toBe('arrived_damaged');
    expect(refusal(move('in_transit'), 'seen_at', { scan: 'C1' }, { point: south })).toBe(
      'wrong_place',
    );
  });

  it('is redirected three times at most, and what travels stays in its crate', () => {
    const input = { targetCampus: 'north', reason: 'reader_cancel' };
    const travelling = move('in_transit', { crate: 'CR-001' });
    const { to, patch, effects: said } = accepted(travelling, 'redirect', input);
    expect(to).toBe('in_transit');
    expect(patch).toMatchObject({ targetCampus: 'north', fields: { redirects: 1 } });
    expect(effectsIn(said, 'manifest_add')[0]).toMatchObject({
      crate: 'CR-001',
      toCampus: 'north',
    });
    expect(refusal(move('picked', { redirects: 3 }), 'redirect', input)).toBe('no_more_turns');
    const same = { ...input, targetCampus: 'south' };
    expect(refusal(move('picked'), 'redirect', same)).toBe('same_target');
  });
});

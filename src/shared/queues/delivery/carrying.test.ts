// From the asking to the door: slots, copies, bags, proofs, and when the loan begins.

import { describe, expect, it } from 'vitest';
import {
  CODE,
  SLOT,
  act,
  parcel,
  parcelContext,
} from '../../../../tests/support/delivery-scene.ts';
import { copy, event, loan, reader, request } from '../../../../tests/support/queue-context.ts';
import { codeOf, effectOf } from '../../../../tests/support/verdict.ts';
import { policiesOf } from '../../library/policies.ts';
import { decide } from '../engine/decide.ts';
import { POLICY_DEFAULTS } from '../policies.ts';
import type { Context } from '../queue.ts';
import { delivery } from './definition.ts';
import { slotsAhead } from './slots.ts';

const ASK = { readerId: 'asker', copyId: 'c1', address: 's-dorm', slot: SLOT };

function submit(input: Record<string, unknown> = {}, over: Partial<Context> = {}) {
  return decide(delivery, null, 'submit', { ...ASK, ...input }, parcelContext(over));
}

function withPolicy(id: string, value: unknown) {
  return { policies: policiesOf(POLICY_DEFAULTS, [{ id, ver: 1, value }]) };
}

describe('asking', () => {
  it('delivers to allowed addresses only', () => {
    expect(codeOf(submit())).toBe('submitted');
    expect(codeOf(submit({ address: 's-gone' }))).toBe('address_not_allowed');
    expect(codeOf(submit({ address: 's-main' }))).toBe('bad_input');
  });

  it('takes slots of the list that are to come, within a week, and not full', () => {
    expect(codeOf(submit({ slot: '2018-06-07 09:00-11:00' }))).toBe('bad_input');
    expect(codeOf(submit({ slot: '2018-06-06 10:00-12:00' }))).toBe('slot_over');
    expect(codeOf(submit({ slot: '2018-06-13 10:00-12:00' }))).toBe('slot_too_far');
    expect(codeOf(submit({}, { slotLoad: 9 }))).toBe('submitted');
    expect(submit({}, { slotLoad: 10 })).toMatchObject({
      code: 'slot_full',
      facts: { slot: SLOT, taken: 10, ceiling: 10 },
    });
  });

  it('offers exactly the slots that it would take', () => {
    const { now, policies, calendars } = parcelContext();
    const slots = slotsAhead(now, 'south', policies, calendars);
    expect(slots[0]).toBe('2018-06-06 15:00-17:00');
    expect(slots.at(-1)).toBe('2018-06-12 18:00-20:00');
    for (const slot of slots) expect(codeOf(submit({ slot })), slot).toBe('submitted');
  });

  it('refuses a reader over the quota or blocked, and a copy that is not for loan', () => {
    const open = Array.from({ length: 5 }, (_, index) => parcel('out', {}, { id: `d${index}` }));
    expect(codeOf(submit({}, { readerOpen: open }))).toBe('quota_used');
    expect(codeOf(submit({}, { reader: reader('asker', { status: 'expired' }) }))).toBe(
      'reader_not_active',
    );
    expect(codeOf(submit({}, { copy: copy('c1', { lendable: false }) }))).toBe('not_lendable');
  });
});

describe('accepting', () => {
  it('pulls a copy of this campus', () => {
    const done = act(parcel('submitted'), 'accept', 'desk', { copyId: 'c1' });
    expect(effectOf(done, 'slip')).toEqual({ do: 'slip', slip: 'pull' });
    expect(effectOf(done, 'link')).toBeUndefined();
  });

  it('lets a copy of another campus come by a reallocation first', () => {
    const far = copy('c1', { home: 'n-arts', holding: 'n-arts' });
    const done = act(
      parcel('submitted'),
      'accept',
      'desk',
      { copyId: 'c1' },
      {
        copy: far,
        copies: [far],
      },
    );
    expect(effectOf(done, 'link')).toMatchObject({
      queue: 'reallocation',
      blocks: true,
      input: { copyId: 'c1', kind: 'for_loan', targetCampus: 'south' },
    });
    expect(effectOf(done, 'slip')).toBeUndefined();
  });

  it('believes the last scan about where the copy is', () => {
    const here = copy('c1', { home: 'n-arts', holding: 'n-arts', seenAt: 's1' });
    const over = { copy: here, copies: [here] };
    const done = act(parcel('submitted'), 'accept', 'desk', { copyId: 'c1' }, over);
    expect(effectOf(done, 'link')).toBeUndefined();
  });

  it('refuses a copy on loan', () => {
    const over = { copyLoans: [loan('c1')] };
    expect(codeOf(act(parcel('submitted'), 'accept', 'desk', { copyId: 'c1' }, over))).toBe(
      'on_loan',
    );
  });

  it('opens a search where the copy is not there, and keeps the slot two days', () => {
    const done = act(parcel('accepted'), 'not_there', 'desk', { looked: ['own_shelf'] });
    expect(effectOf(done, 'link')).toMatchObject({ queue: 'find_book', blocks: true });
    expect(done).toMatchObject({
      patch: { fields: { slotKeptUntil: '2018-06-08T16:00:00.000Z' } },
    });
    const kept = parcel('picked', { slotKeptUntil: '2018-06-08T16:00:00.000Z' });
    const pack = { scan: 'C1', bag: 'BAG-0001' };
    expect(codeOf(act(kept, 'pack', 'desk', pack, { now: '2018-06-08T15:00:00.000Z' }))).toBe(
      'packed',
    );
    expect(codeOf(act(kept, 'pack', 'desk', pack, { now: '2018-06-08T16:00:00.000Z' }))).toBe(
      'slot_lapsed',
    );
  });

  it('turns to three copies and changes the slot three times at most', () => {
    const tried = parcel('accepted', { copies: ['c1', 'c8', 'c9'] });
    expect(act(tried, 'change_copy', 'desk', { copyId: 'c2' })).toMatchObject({
      code: 'no_more_turns',
      facts: { loop: 'copies', limit: 3 },
    });
    expect(codeOf(act(parcel('accepted'), 'change_copy', 'desk', { copyId: 'c1' }))).toBe(
      'copy_tried',
    );
    const changed = parcel('packed', { slotChanges: 3 });
    expect(codeOf(act(changed, 'change_slot', 'reader', { slot: '2018-06-08 10:00-12:00' }))).toBe(
      'no_more_turns',
    );
  });

  it('lets a follower be accepted in advance', () => {
    const follower = parcel('submitted', {}, { leaderId: 'leader' });
    const leader = request('reallocation', 'picked', { id: 'leader' });
    const done = act(follower, 'accept', 'desk', { copyId: 'c1' }, { leader });
    expect(done).toMatchObject({ ok: true, inAdvance: true });
  });
});

describe('at the door', () => {
  const bag = { bag: 'BAG-0001' };
  const hand = (input: Record<string, unknown>, fields = {}, over: Partial<Context> = {}) =>
    act(parcel('out', fields), 'hand_over', 'courier', { ...bag, ...input }, over);

  it('takes the reader’s code, card, a locker or a named proxy, and nothing less', () => {
    expect(codeOf(hand({ proof: 'code', handoverCode: CODE }))).toBe('done');
    expect(codeOf(hand({ proof: 'code', handoverCode: '000000' }))).toBe('wrong_code');
    expect(codeOf(hand({ proof: 'card', card: 'card-asker' }))).toBe('done');
    expect(codeOf(hand({ proof: 'card', card: 'card-other' }))).toBe('wrong_card');
    expect(codeOf(hand({ proof: 'locker', locker: 'S-LOCKER' }))).toBe('done');
    expect(codeOf(hand({ proof: 'locker', locker: 'S-HOLD' }))).toBe('not_a_locker');
    expect(codeOf(hand({ proof: 'proxy', proxy: '李四' }))).toBe('proxy_not_allowed');
    expect(codeOf(hand({}))).toBe('missing_input');
    expect(codeOf(hand({ proof: 'code' }))).toBe('missing_input');
  });

  it('masks a proxy’s name and keeps no code in the evidence', () => {
    const proxy = hand({ proof: 'proxy', proxy: '李四' }, { proxyAllowed: true });
    expect(proxy).toMatchObject({ ok: true, evidence: { handover: '李*' } });
    const code = hand({ proof: 'code', handoverCode: CODE });
    expect(code.ok && code.evidence?.handover).toBe(`sha:request:${CODE}`);
  });

  it('refuses another bag and another courier', () => {
    const code = { proof: 'code', handoverCode: CODE };
    expect(codeOf(hand({ ...code, bag: 'BAG-0002' }))).toBe('wrong_bag');
    expect(codeOf(hand(code, { courier: 'somebody' }))).toBe('forbidden');
  });

  it('begins the loan at the hand-over, or at packing where the library says so', () => {
    const pack = { scan: 'C1', ...bag };
    expect(effectOf(act(parcel('picked'), 'pack', 'desk', pack), 'lend')).toBeUndefined();
    const code = { proof: 'code', handoverCode: CODE };
    expect(effectOf(hand(code), 'lend')).toMatchObject({ readerId: 'asker', channel: 'delivery' });
    const early = withPolicy('delivery.loan_at', 'packing');
    expect(effectOf(act(parcel('picked'), 'pack', 'desk', pack, early), 'lend')).toMatchObject({
      copyId: 'c1',
    });
    const lent = { ...early, loan: { ...loan('c1'), readerId: 'asker', requestId: 'request' } };
    expect(effectOf(hand(code, {}, lent), 'lend')).toBeUndefined();
  });

  it('wants a bag number of the library’s pattern, and gives the reader a code of six digits', () => {
    const pack = (text: string) =>
      act(
        parcel('picked'),
        'pack',
        'desk',
        { scan: 'C1', bag: text },
        {
          sha256: () => '9f86d081884c7d65',
        },
      );
    expect(codeOf(pack('12'))).toBe('bad_input');
    const sent = effectOf(pack('BAG-0007'), 'notice');
    expect(sent?.facts?.['handoverCode']).toMatch(/^\d{6}$/u);
  });

  it('goes out twice, the second time with a slot chosen after the failure', () => {
    const failed = parcel('attempt_failed');
    expect(codeOf(act(failed, 'depart', 'courier', bag))).toBe('missing_input');
    const chosen = parcel('attempt_failed', { slotAfterFailures: 1 });
    expect(codeOf(act(chosen, 'depart', 'courier', bag))).toBe('out');
    const twice = parcel('attempt_failed', { ways: 2, failures: 2, slotAfterFailures: 2 });
    expect(act(twice, 'depart', 'courier', bag)).toMatchObject({
      code: 'no_more_turns',
      facts: { loop: 'ways', limit: 2 },
    });
  });

  it('offers a second slot after the first failure and the hold shelf after the second', () => {
    const reason = { reason: 'recipient_absent' };
    const first = act(parcel('out'), 'fail', 'courier', reason);
    expect(effectOf(first, 'notice')?.code).toBe('delivery.failed');
    expect(effectOf(first, 'round_close')).toMatchObject({ outcome: 'failed' });
    const second = act(parcel('out', { ways: 2, failures: 1 }), 'fail', 'courier', reason);
    expect(effectOf(second, 'notice')?.code).toBe('delivery.failed_last');
  });

  it('needs a note where the reason is other', () => {
    const events = [event({ action: 'depart' })];
    const other = { reason: 'other' };
    expect(codeOf(act(parcel('out'), 'fail', 'courier', other, { events }))).toBe('note_required');
  });
});

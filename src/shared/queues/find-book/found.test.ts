// What a desk and a reader notice once the book is in a hand: cause, shelf task, hold shelf, pass on, found late.

import { describe, expect, it } from 'vitest';
import { actsOf, effectsIn } from '../../../../tests/support/queue-act.ts';
import {
  NOW,
  actor,
  context,
  copy,
  hold,
  reader,
  request,
} from '../../../../tests/support/queue-context.ts';
import { PLACES } from '../../../../tests/support/queue-places.ts';
import type { Request } from '../request.ts';
import { findBook } from './definition.ts';

const { accepted, refusal } = actsOf(findBook);
const find = { scan: 'C1', place: 'N-A12', cause: 'misshelved' };

function place(id: string) {
  const found = PLACES[id];
  if (!found) throw new Error(`no place ${id}`);
  return found;
}

function search(state: string, fields: Record<string, unknown> = {}, over: Partial<Request> = {}) {
  return request('find_book', state, { fields: { askedOn: NOW, ...fields }, ...over });
}

describe('a find', () => {
  it('notes place, cause and round, and asks for shelf reading where the book stood wrong', () => {
    const { to, patch, facts, effects } = accepted(search('waiting', { misses: 1 }), 'found', find);
    expect(to).toBe('found');
    expect(patch).toMatchObject({ fields: { cause: 'misshelved', place: 'n-a12' } });
    expect(facts).toEqual({ cause: 'misshelved', place: 'n-a12', round: 2 });
    expect(effectsIn(effects, 'seen')).toEqual([{ do: 'seen', copyId: 'c1', placeId: 'n-a12' }]);
    expect(effectsIn(effects, 'shelf_task')).toEqual([
      { do: 'shelf_task', collection: 'n-arts', aroundKey: 'I247' },
    ]);
    const inPlace = accepted(search('open'), 'found', { ...find, cause: 'in_place' });
    expect(effectsIn(inPlace.effects, 'shelf_task')).toEqual([]);
  });

  it('in the first range of a collection, which has no lower end, asks for that range', () => {
    const placeByCode = () => ({ ...place('n-a12'), fromKey: null, toKey: 'C' });
    const { effects } = accepted(search('open'), 'found', find, { placeByCode });
    expect(effectsIn(effects, 'shelf_task')).toEqual([
      { do: 'shelf_task', collection: 'n-arts', aroundKey: '' },
    ]);
  });

  it('needs the scan of that very copy, its place and a cause', () => {
    expect(refusal(search('open'), 'found', { ...find, scan: '' })).toBe('missing_input');
    expect(refusal(search('open'), 'found', { ...find, cause: '' })).toBe('missing_input');
    expect(refusal(search('open'), 'found', { ...find, place: 'NOWHERE' })).toBe('bad_input');
    const second = { scanned: copy('c2') };
    expect(refusal(search('open'), 'found', { ...find, scan: 'C2' }, second)).toBe('other_copy');
    const stranger = { scanned: copy('x', { titleId: 'else' }) };
    expect(refusal(search('open'), 'found', { ...find, scan: 'X' }, stranger)).toBe('other_title');
    expect(refusal(search('open'), 'found', { ...find, scan: 'Y' }, { scanned: null })).toBe(
      'unknown_barcode',
    );
  });

  it('of a title alone takes the copy that was scanned', () => {
    const any = search('open', {}, { copyId: null });
    const { patch } = accepted(any, 'found', { ...find, scan: 'C2' }, { scanned: copy('c2') });
    expect(patch?.copyId).toBe('c2');
  });

  it('puts a missing copy back into use', () => {
    const missing = copy('c1', { status: 'missing' });
    const { effects } = accepted(search('open'), 'found', find, {
      copy: missing,
      scanned: missing,
    });
    expect(effectsIn(effects, 'copy')).toEqual([
      { do: 'copy', copyId: 'c1', set: { status: 'available' } },
    ]);
  });

  it('of a copy that another request has leaves only the passing on', () => {
    const custody = { id: 'k', ver: 1, copyId: 'c1', requestId: 'h', since: NOW, until: null };
    const holder = request('delivery', 'accepted', { id: 'h', code: 'N1-0009' });
    const held = { custody, holder };
    const { effects } = accepted(search('open'), 'found', find, held);
    expect(effectsIn(effects, 'remark')).toEqual([
      { do: 'remark', code: 'only_pass_on', facts: { code: 'N1-0009' } },
    ]);
    const shelf = { scan: 'C1', slot: 'N-HOLD' };
    expect(refusal(search('found'), 'hold_for_pickup', shelf, held)).toBe('only_pass_on');
    expect(refusal(search('found'), 'reshelve', { scan: 'C1' }, held)).toBe('only_pass_on');
    const passed = accepted(search('found'), 'pass_on', { scan: 'C1' }, held);
    expect(effectsIn(passed.effects, 'pass_on')).toHaveLength(1);
    expect(refusal(search('found'), 'pass_on', { scan: 'C1' })).toBe('nobody_next');
  });
});

describe('a found book', () => {
  const shelf = { scan: 'C1', slot: 'N-HOLD' };

  it('waits three open days for its reader, then goes back', () => {
    const { patch, effects } = accepted(search('found'), 'hold_for_pickup', shelf);
    expect(patch?.fields).toEqual({ slot: 'n-hold', readyUntil: '2018-06-09T14:00:00.000Z' });
    expect(effectsIn(effects, 'notice')[0]).toMatchObject({
      code: 'find_book.ready',
      facts: { day: '2018-06-09' },
    });
    const ready = search('ready', { ...patch?.fields });
    const { policies, calendars } = context();
    expect(findBook.due?.(ready, policies, calendars)?.at).toBe('2018-06-09T14:00:00.000Z');
    expect(findBook.due?.(search('found'), policies, calendars)).toBeNull();
    expect(refusal(ready, 'expire', { reason: 'not_collected' })).toBe('not_due');
    const nobody = search('found', {}, { readerId: null });
    expect(refusal(nobody, 'hold_for_pickup', shelf)).toBe('only_reshelve');
    expect(refusal(search('found'), 'hold_for_pickup', { ...shelf, slot: 'S-HOLD' })).toBe(
      'shelf_elsewhere',
    );
  });

  it('goes to whoever waited longer, unless a supervisor passes them with a reason', () => {
    const early = { holds: [hold('h1', 'north')], copies: [copy('c1')] };
    expect(refusal(search('found'), 'hold_for_pickup', shelf, early)).toBe('earlier_hold');
    const spare = { ...early, copies: [copy('c1'), copy('c2')] };
    expect(accepted(search('found'), 'hold_for_pickup', shelf, spare).to).toBe('ready');
    const both = actor('desk');
    const supervising = {
      ...early,
      actor: { ...both, grants: [...both.grants, ...actor('supervisor').grants] },
    };
    const passing = { ...shelf, override: true, note: '读者急用' };
    expect(accepted(search('found'), 'hold_for_pickup', passing, supervising).to).toBe('ready');
    const late = {
      ...early,
      holds: [hold('h1', 'north', { placedOn: '2018-06-06T03:00:00.000Z' })],
    };
    expect(accepted(search('found'), 'hold_for_pickup', shelf, late).to).toBe('ready');
  });

  it('is lent only to a reader who may borrow', () => {
    const take = { card: 'card-asker', scan: 'C1' };
    const blocked = { reader: reader('asker', { status: 'blocked' }) };
    expect(refusal(search('ready'), 'lend', take, blocked)).toBe('reader_blocked');
    const { effects } = accepted(search('ready'), 'lend', take);
    expect(effectsIn(effects, 'lend')[0]).toMatchObject({ copyId: 'c1', readerId: 'asker' });
  });

  it('ends cancelled if the reader gave it up, else done', () => {
    const asked = accepted(search('found'), 'ask_cancel', {}, { actor: actor('reader') });
    expect(effectsIn(asked.effects, 'remark')[0]?.code).toBe('step_put_back');
    const given = search('returning', { ...asked.patch?.fields });
    expect(accepted(given, 'reshelve', { scan: 'C1' }).to).toBe('cancelled');
    expect(accepted(search('returning'), 'reshelve', { scan: 'C1' }).to).toBe('done');
  });

  it('put back away from home is sent home', () => {
    const away = copy('c1', { home: 's-main' });
    const { effects } = accepted(
      search('found'),
      'reshelve',
      { scan: 'C1' },
      {
        copy: away,
        scanned: away,
      },
    );
    expect(effectsIn(effects, 'open')[0]?.input).toEqual({ copyId: 'c1', target: 's-main' });
  });
});

describe('found late', () => {
  const scan = { scan: 'C1' };
  const missing = copy('c1', { status: 'missing' });
  const over = { actor: actor('system'), copy: missing, scanned: missing };

  it('tells the asker and the followers, and whoever buys another one', () => {
    const replacement = request('purchase', 'review', { id: 'p', code: 'N1-0100' });
    const { to, effects } = accepted(
      search('not_found', { alsoAsked: ['second'] }),
      'found_late',
      scan,
      {
        ...over,
        sameWork: [replacement],
      },
    );
    expect(to).toBe('found');
    expect(effectsIn(effects, 'notice').map((each) => each.readerId)).toEqual([
      undefined,
      'second',
    ]);
    expect(effectsIn(effects, 'remark')).toEqual([
      { do: 'remark', code: 'stop_replacement', facts: { code: 'N1-0100' } },
    ]);
    expect(effectsIn(effects, 'seen')[0]?.placeId).toBe('n1');
  });

  it('is over after 180 days', () => {
    const at = (enteredOn: string) => search('not_found', {}, { enteredOn });
    expect(accepted(at('2017-12-08T02:00:00.000Z'), 'found_late', scan, over).to).toBe('found');
    expect(refusal(at('2017-12-08T01:59:59.000Z'), 'found_late', scan, over)).toBe(
      'found_too_late',
    );
  });
});

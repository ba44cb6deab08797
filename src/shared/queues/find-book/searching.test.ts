// What a searcher and a reader notice while a book is looked for: rounds, answers, followers, insisting.

import { describe, expect, it } from 'vitest';
import { actsOf, effectsIn } from '../../../../tests/support/queue-act.ts';
import {
  NOW,
  actor,
  context,
  copy,
  event,
  loan,
  request,
} from '../../../../tests/support/queue-context.ts';
import type { Request } from '../request.ts';
import { PLACES_LOOKED } from '../parts/places-looked.ts';
import { findBook } from './definition.ts';

const { accepted, refusal } = actsOf(findBook);
const everywhere = { looked: [...PLACES_LOOKED] };

function search(state: string, fields: Record<string, unknown> = {}, over: Partial<Request> = {}) {
  return request('find_book', state, { fields: { askedOn: NOW, ...fields }, ...over });
}

describe('asking for a book', () => {
  const input = { readerId: 'asker', copyId: 'c1', looked: ['own_shelf'], lookedOn: '2018-06-05' };

  it('keeps where and when the asker looked, and says at once that the copy is on loan', () => {
    const { patch, effects, facts } = accepted(null, 'submit', input, {
      copyLoans: [loan('c1')],
    });
    expect(patch).toMatchObject({
      copyId: 'c1',
      campus: 'north',
      fields: { looked: ['own_shelf'], lookedOn: '2018-06-05', askedOn: NOW },
    });
    expect(facts?.['check']).toContain('on_loan');
    expect(effectsIn(effects, 'remark')).toEqual([
      { do: 'remark', code: 'check_on_loan', facts: { barcode: 'C1', day: '2018-06-21' } },
    ]);
  });

  it('of a title alone names the copy only where there is no other', () => {
    const title = { readerId: 'asker', titleId: 'title' };
    const one = accepted(null, 'submit', title, { copy: null, copies: [copy('c7')] });
    expect(one.patch?.copyId).toBe('c7');
    const two = accepted(null, 'submit', title, { copy: null });
    expect(two.patch).toMatchObject({ copyId: null, campus: 'north', collection: 'n-arts' });
    expect(refusal(null, 'submit', title, { copy: null, copies: [] })).toBe('no_copy');
  });

  it('is limited by the reader’s open searches, but not for a linked case', () => {
    const readerOpen = Array.from({ length: 10 }, (_, index) =>
      search('open', {}, { id: `r${index}` }),
    );
    expect(refusal(null, 'submit', input, { readerOpen })).toBe('quota_used');
    const linked = {
      readerOpen,
      actor: actor('system'),
      parent: request('reallocation', 'approved', { id: 'parent' }),
    };
    const { effects } = accepted(null, 'submit', input, linked);
    expect(effectsIn(effects, 'notice')).toEqual([]);
  });
});

describe('the three rounds', () => {
  it('are due one, three and seven open days after the asking', () => {
    const { policies, calendars } = context();
    const due = [0, 1, 2].map((misses) =>
      findBook.states['waiting']?.dueOn?.(search('waiting', { misses }), policies, calendars),
    );
    expect(due).toEqual([
      '2018-06-07T14:00:00.000Z',
      '2018-06-09T14:00:00.000Z',
      '2018-06-13T14:00:00.000Z',
    ]);
  });

  it('are each walked by somebody else, and the reader is told the next day', () => {
    const first = accepted(search('open'), 'not_there', everywhere);
    expect(first.to).toBe('waiting');
    expect(first.patch?.fields).toEqual({ misses: 1, searchers: ['a-desk'] });
    expect(effectsIn(first.effects, 'notice')[0]).toMatchObject({
      code: 'find_book.waiting',
      facts: { round: 1, day: '2018-06-09' },
    });
    const again = search('waiting', { misses: 1, searchers: ['a-desk'] });
    expect(refusal(again, 'not_there', everywhere)).toBe('same_searcher');
    const other = { actor: actor('assistant') };
    expect(accepted(again, 'not_there', everywhere, other)).toMatchObject({
      to: 'waiting',
      patch: { fields: { misses: 2, searchers: ['a-desk', 'a-assistant'] } },
    });
  });

  it('want a reason where not every place was looked at', () => {
    const some = { looked: ['own_shelf', 'trolley'] };
    expect(refusal(search('open'), 'not_there', some)).toBe('missing_input');
    expect(refusal(search('open'), 'not_there', {})).toBe('missing_input');
    const reasoned = { ...some, whyNotAll: '阅览室有活动' };
    expect(accepted(search('open'), 'not_there', reasoned).to).toBe('waiting');
  });

  it('end with the third miss: missing, parent freed, everybody told', () => {
    const third = search('waiting', { misses: 2, searchers: ['x', 'y'] });
    const follower = search('open', {}, { id: 'f', readerId: 'second' });
    const { to, effects } = accepted(third, 'not_there', everywhere, { followers: [follower] });
    expect(to).toBe('not_found');
    expect(effectsIn(effects, 'copy')).toEqual([
      { do: 'copy', copyId: 'c1', set: { status: 'missing' } },
    ]);
    expect(effectsIn(effects, 'notice')[0]?.code).toBe('find_book.not_found');
    expect(effectsIn(effects, 'free_parent')[0]?.reason).toBe('not_on_shelf');
    expect(effectsIn(effects, 'act')[0]).toMatchObject({ requestId: 'f', action: 'share' });
  });

  it('pass to the oldest follower with the leader', () => {
    const leader = search('waiting', { misses: 2, searchers: ['x', 'y'] });
    expect(findBook.leadsOn?.(search('open'), leader)).toEqual({
      fields: { misses: 2, searchers: ['x', 'y'], askedOn: NOW },
    });
  });
});

describe('answers', () => {
  it('give the reader the fact, free the parent and offer another copy', () => {
    const input = { fact: 'other_copy', readerText: '另有一册' };
    const { to, effects } = accepted(search('waiting'), 'explain', input);
    expect(to).toBe('answered');
    expect(effectsIn(effects, 'notice')[0]?.facts).toMatchObject({ fact: 'other_copy' });
    expect(effectsIn(effects, 'remark')[0]).toMatchObject({
      code: 'offer_reallocation',
      facts: { barcode: 'C2' },
    });
    const lent = accepted(search('open'), 'explain', { ...input, fact: 'on_loan' });
    expect(effectsIn(lent.effects, 'free_parent')[0]?.reason).toBe('on_loan');
    expect(effectsIn(lent.effects, 'remark')).toEqual([]);
  });

  it('let the reader insist once, within seven days', () => {
    const by = { actor: actor('reader') };
    const answered = search('answered', { fact: 'misread', misses: 1 });
    expect(accepted(answered, 'insist', {}, by)).toMatchObject({
      to: 'open',
      patch: { fields: { insisted: true, fact: null, askedOn: NOW } },
    });
    expect(refusal(search('answered', { insisted: true }), 'insist', {}, by)).toBe('no_more_turns');
    const old = search('answered', {}, { enteredOn: '2018-05-30T01:59:00.000Z' });
    expect(refusal(old, 'insist', {}, by)).toBe('insist_too_late');
  });

  it('ask where, if the reader found it', () => {
    expect(refusal(search('open'), 'cancel', { reason: 'reader_found' })).toBe('missing_input');
    const where = { reason: 'reader_found', where: '三楼阅览桌' };
    expect(accepted(search('open'), 'cancel', where).to).toBe('cancelled');
  });

  it.each([
    ['answered', { fact: 'in_use' }, {}, 'in_use'],
    ['done', { cause: 'in_place' }, {}, 'misread'],
    ['done', { cause: 'trolley' }, {}, 'just_returned'],
    ['done', { cause: 'trolley' }, { loan: loan('c1') }, 'on_loan'],
    ['done', { cause: 'table' }, { holder: request('delivery', 'ready') }, 'on_hold_shelf'],
    ['done', { cause: 'table' }, { holder: request('reallocation', 'picked') }, 'in_transit'],
  ])('share a leader that ended %s %o with its followers', (state, fields, over, fact) => {
    const leader = search(state, fields, { id: 'leader' });
    const follower = search('open', {}, { leaderId: 'leader' });
    const shared = accepted(follower, 'share', {}, { ...over, leader, actor: actor('system') });
    expect(shared).toMatchObject({ to: 'answered', patch: { fields: { fact } } });
  });

  it('whose copy was passed on are told by the request that has it now', () => {
    const leader = request('delivery', 'picked');
    const follower = search('open', {}, { leaderId: leader.id });
    const by = { leader, holder: leader, actor: actor('system') };
    const shared = accepted(follower, 'share', {}, by);
    expect(shared).toMatchObject({ to: 'answered', patch: { fields: { fact: 'in_transit' } } });
  });

  it('are not shared by a search that was only cancelled, nor with whoever follows nobody', () => {
    const by = { actor: actor('system') };
    const leader = search('cancelled', {}, { id: 'leader' });
    const follower = search('open', {}, { leaderId: 'leader' });
    expect(refusal(follower, 'share', {}, { ...by, leader })).toBe('nothing_to_share');
    expect(refusal(search('open'), 'share', {}, by)).toBe('no_follower');
    const lost = search('not_found', {}, { id: 'leader' });
    expect(accepted(follower, 'share', {}, { ...by, leader: lost }).to).toBe('not_found');
  });

  it('pass their time points as the analytics count them', () => {
    const { decided, picked, ready } = findBook.points;
    const step = (from: string, to: string) => event({ from, to });
    expect(['answered', 'found', 'not_found'].map((to) => decided(step('open', to)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(decided(step('open', 'waiting'))).toBe(false);
    expect(picked(step('waiting', 'found'))).toBe(true);
    expect(ready(step('open', 'answered'))).toBe(false);
    expect(ready(step('found', 'done'))).toBe(true);
  });
});

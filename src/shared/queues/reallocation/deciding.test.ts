// What a collection manager and a reader notice of asking for a move and deciding about it.

import { describe, expect, it } from 'vitest';
import { actsOf, effectsIn } from '../../../../tests/support/queue-act.ts';
import {
  actor,
  copy,
  hold,
  loan,
  reader,
  request,
} from '../../../../tests/support/queue-context.ts';
import type { Context } from '../queue.ts';
import type { Request } from '../request.ts';
import { reallocation } from './definition.ts';

const manager = actor('collection');
const loanInput = { readerId: 'asker', copyId: 'c1', kind: 'for_loan', targetCampus: 'south' };
const { accepted, refusal } = actsOf(reallocation);

function move(state: string, fields: Record<string, unknown> = {}, over: Partial<Request> = {}) {
  return request('reallocation', state, {
    fields: { kind: 'for_loan', copies: ['c1'], ...fields },
    ...over,
  });
}

describe('asking for a move', () => {
  it('goes to the collection that owns the copy and names both campuses', () => {
    const { to, patch, effects: said } = accepted(null, 'submit', loanInput);
    expect(to).toBe('submitted');
    expect(patch).toMatchObject({
      copyId: 'c1',
      collection: 'n-arts',
      campus: 'north',
      targetCampus: 'south',
      fields: { kind: 'for_loan', target: null, copies: ['c1'] },
    });
    expect(effectsIn(said, 'notice')[0]?.code).toBe('reallocation.submitted');
  });

  it('of a title alone goes to the owner of the copy that is free', () => {
    const free = copy('c2', { home: 'n-science', holding: 'n-science' });
    const { patch } = accepted(
      null,
      'submit',
      { ...loanInput, copyId: '', titleId: 'title' },
      { copy: null, copies: [copy('c1'), free], copyLoans: [loan('c1')] },
    );
    expect(patch).toMatchObject({ copyId: null, collection: 'n-science', campus: 'north' });
  });

  it('never takes the kind `return` from people', () => {
    expect(refusal(null, 'submit', { ...loanInput, kind: 'return', target: 's-main' })).toBe(
      'bad_input',
    );
  });

  it('refuses what cannot be done, and says why', () => {
    const open = Array.from({ length: 5 }, (_, index) =>
      move('submitted', {}, { id: `r${index}` }),
    );
    const cases: [string, Record<string, unknown>, Partial<Context>][] = [
      ['quota_used', loanInput, { readerOpen: open }],
      ['reader_blocked', loanInput, { reader: reader('asker', { status: 'blocked' }) }],
      ['copy_unusable', loanInput, { copy: copy('c1', { status: 'missing' }) }],
      ['missing_input', { ...loanInput, targetCampus: '' }, {}],
      ['already_there', { ...loanInput, kind: 'permanent', target: 'n-arts' }, {}],
      ['missing_input', { ...loanInput, kind: 'temporary', target: 's-main' }, {}],
      [
        'bad_input',
        { ...loanInput, kind: 'temporary', target: 's-main', returnDay: '2018-06-06' },
        {},
      ],
    ];
    for (const [code, input, over] of cases)
      expect(refusal(null, 'submit', input, over)).toBe(code);
  });

  it('asks for a reader only where the copy comes for a loan', () => {
    const nobody = { reader: null };
    expect(refusal(null, 'submit', { ...loanInput, readerId: '' }, nobody)).toBe('missing_input');
    const moved = { copyId: 'c1', kind: 'permanent', target: 's-main' };
    expect(accepted(null, 'submit', moved, nobody).patch?.fields).toMatchObject({
      target: 's-main',
    });
  });

  it('opens a return approved, from where the copy was last seen', () => {
    const away = copy('c1', { seenAt: 's-b03' });
    const { to, patch } = accepted(
      null,
      'open_return',
      { copyId: 'c1' },
      { copy: away, actor: actor('system') },
    );
    expect(to).toBe('approved');
    expect(patch).toMatchObject({
      campus: 'south',
      targetCampus: 'north',
      fields: { kind: 'return', target: 'n-arts' },
    });
  });
});

describe('deciding', () => {
  it('sends the last lendable copy of the owning campus to a second person', () => {
    const alone = { actor: manager, copies: [copy('c1')] };
    expect(accepted(move('submitted'), 'approve', {}, alone)).toMatchObject({
      to: 'to_confirm',
      facts: { last: true },
    });
    const elsewhere = copy('c2', { home: 's-main', holding: 's-main' });
    const two = { actor: manager, copies: [copy('c1'), elsewhere] };
    expect(accepted(move('submitted'), 'approve', {}, two).to).toBe('to_confirm');
    expect(accepted(move('submitted'), 'approve', {}, { actor: manager }).to).toBe('approved');
  });

  it('keeps the advice shown with the decision, and prints a pull slip', () => {
    const { facts, effects: said } = accepted(
      move('submitted'),
      'approve',
      { priority: 'urgent' },
      { actor: manager, holds: [hold('h1', 'north')] },
    );
    expect(facts?.['advice']).toContain('holds_at_owner');
    expect(effectsIn(said, 'slip')).toEqual([{ do: 'slip', slip: 'pull' }]);
  });

  it('needs another person for the second approval', () => {
    const waiting = move('to_confirm', { approvedBy: manager.id });
    expect(refusal(waiting, 'confirm', {}, { actor: manager })).toBe('same_person');
    const second = actor('collection', 'second');
    expect(accepted(waiting, 'confirm', {}, { actor: second }).to).toBe('approved');
  });

  it('is for the owning collection, and never for the asker', () => {
    const stranger = actor('collection', 'stranger', { collections: ['s-main'] });
    expect(refusal(move('submitted'), 'approve', {}, { actor: stranger })).toBe('forbidden');
    const asking = { ...manager, readerId: 'asker' };
    expect(refusal(move('submitted'), 'approve', {}, { actor: asking })).toBe('own_request');
  });

  it('refers to the owner of the next copy, at most to a third copy', () => {
    const other = copy('c9', { home: 's-main', holding: 's-main' });
    const over = { actor: manager, copies: [copy('c1'), copy('c2'), other] };
    const input = { reason: 'held_for_other' };
    expect(accepted(move('submitted'), 'refer', input, over).patch).toMatchObject({
      copyId: 'c9',
      collection: 's-main',
      campus: 'south',
      fields: { copies: ['c1', 'c9'] },
    });
    expect(refusal(move('submitted'), 'refer', input, { actor: manager })).toBe('no_next_copy');
    const tried = move('submitted', { copies: ['a', 'b', 'c1'] });
    expect(refusal(tried, 'refer', input, over)).toBe('no_more_turns');
  });

  it('approves only a copy of its own collection', () => {
    const open = move('submitted', { copies: [] }, { copyId: null });
    const other = copy('c9', { home: 's-main', holding: 's-main' });
    const over = { actor: manager, copy: null, copies: [copy('c1'), copy('c2'), other] };
    expect(refusal(open, 'approve', {}, over)).toBe('missing_input');
    expect(refusal(open, 'approve', { copyId: 'c9' }, over)).toBe('other_owner');
    expect(accepted(open, 'approve', { copyId: 'c2' }, over).patch?.copyId).toBe('c2');
  });

  it('tells the reader why not, and how many copies can be had', () => {
    const input = { reason: 'available_locally', readerText: '南校区有书' };
    const { effects: said } = accepted(move('submitted'), 'reject', input, { actor: manager });
    expect(effectsIn(said, 'notice')[0]).toMatchObject({
      code: 'reallocation.rejected',
      facts: { reason: 'available_locally', alternatives: 2 },
    });
  });
});

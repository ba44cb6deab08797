// What is walked for: derived from the four definitions, for whoever may do it, and what became of it.

import { describe, expect, it } from 'vitest';
import { modelEnv } from '../../../tests/support/model-library.ts';
import { NOW, actor, request } from '../../../tests/support/queue-context.ts';
import { addMinutes } from '../lib/time.ts';
import type { Role } from '../library/entities.ts';
import { QUEUES } from '../queues/index.ts';
import type { Request } from '../queues/request.ts';
import { progressOf, statusOf } from './progress.ts';
import { slipOf } from './slips.ts';
import { ROUND_QUEUES, ROUND_ROLES, STOPS, mayDoNow, stopFor } from './stops.ts';
import type { Walker } from './stops.ts';

function walker(role: Role, now = NOW): Walker {
  const point = modelEnv.settings.place('n-desk') ?? null;
  return { actor: actor(role), point, now, settings: modelEnv.settings };
}
const north = { campus: 'north', collection: 'n-main' };
const move = (set: Partial<Request> = {}) =>
  request('reallocation', 'approved', { ...north, fields: { kind: 'for_loan' }, ...set });
const search = (fields: Record<string, unknown> = {}, state = 'open') =>
  request('find_book', state, { ...north, fields: { askedOn: NOW, ...fields } });

describe('stops', () => {
  it('are the states in which a copy is taken by its scan, or missed with the places looked', () => {
    const named = Object.entries(STOPS).flatMap(([queue, stops]) =>
      [...stops].map(
        ([state, { kind, take, miss }]) => `${queue} ${state} ${kind} ${take} ${miss}`,
      ),
    );
    expect(named).toEqual([
      'reallocation approved pick pick not_there',
      'find_book open search found not_there',
      'find_book waiting search found not_there',
      'delivery accepted pick pick not_there',
    ]);
    expect(ROUND_QUEUES).toEqual(['reallocation', 'find_book', 'delivery']);
    expect([...ROUND_ROLES].toSorted()).toEqual(['assistant', 'desk', 'supervisor']);
  });

  it('are for whoever may take and miss the copy where they stand', () => {
    expect(stopFor(move(), walker('assistant'))?.take).toBe('pick');
    expect(stopFor(move(), walker('courier'))).toBeNull();
    expect(stopFor(move({ campus: 'south' }), walker('desk'))).toBeNull();
    expect(stopFor(move({ state: 'picked' }), walker('desk'))).toBeNull();
    expect(mayDoNow(move({ state: 'picked' }), 'send', walker('desk'))).toBe(true);
    expect(mayDoNow(move({ state: 'picked' }), 'send', walker('assistant'))).toBe(false);
  });

  it('are none while a request waits for another one', () => {
    expect(stopFor(move({ leaderId: 'r2' }), walker('desk'))).toBeNull();
    expect(stopFor(move({ blockedBy: 'r2' }), walker('desk'))).toBeNull();
  });

  it('of a search come round by round, each for another person', () => {
    const missed = { misses: 1, searchers: ['a-desk'] };
    expect(stopFor(search(), walker('desk'))?.kind).toBe('search');
    expect(stopFor(search(missed, 'waiting'), walker('assistant'))).toBeNull();
    const later = addMinutes(NOW, 3 * 24 * 60);
    expect(stopFor(search(missed, 'waiting'), walker('assistant', later))?.take).toBe('found');
    expect(stopFor(search(missed, 'waiting'), walker('desk', later))).toBeNull();
    const over = { misses: 3, searchers: [] };
    expect(stopFor(search(over, 'waiting'), walker('assistant', later))).toBeNull();
  });
});

describe('progress', () => {
  const mine = { by: 'a-desk', since: NOW, until: addMinutes(NOW, 240), kind: 'round' as const };
  const status = (of: Request, skipped = false) => statusOf(of, walker('desk'), skipped);

  it('says of each stop what became of it', () => {
    const after = (state: string, set: Partial<Request> = {}) =>
      move({ state, claim: mine, ...set });
    expect(status(move({ claim: mine }))).toBe('todo');
    expect(status(move({ claim: mine }), true)).toBe('skipped');
    expect(status(move())).toBe('lapsed');
    expect(status(move({ claim: { ...mine, until: NOW } }))).toBe('lapsed');
    expect(status(move({ claim: { ...mine, by: 'other' } }))).toBe('taken');
    expect(status(move({ claim: mine, blockedBy: 'r2' }))).toBe('missed');
    expect(status(search({ misses: 1, searchers: ['a-desk'] }, 'waiting'))).toBe('missed');
    expect(status(search({ misses: 3 }, 'not_found'))).toBe('missed');
    expect(status(after('picked'))).toBe('in_hand');
    expect(status(after('in_transit'))).toBe('finished');
    expect(status(after('submitted'))).toBe('gone');
    expect(status(after('cancelled', { endedOn: NOW }))).toBe('gone');
    expect(status(search({}, 'done'))).toBe('gone');
    expect(status({ ...search({}, 'done'), pickedOn: NOW })).toBe('finished');
  });

  it('counts them', () => {
    const counts = progressOf(['todo', 'todo', 'in_hand', 'missed']);
    expect(counts).toMatchObject({ total: 4, todo: 2, in_hand: 1, missed: 1, taken: 0 });
  });
});

describe('slips', () => {
  it('go with the state, and a changed way is told from the first one', () => {
    expect(slipOf(move(), 'approve')).toBe('pull');
    expect(slipOf(move({ state: 'in_transit' }), 'send')).toBe('transit');
    expect(slipOf(move({ state: 'in_transit' }), 'redirect')).toBe('reroute');
    expect(slipOf(search({}, 'ready'), 'hold_for_pickup')).toBe('hold');
    expect(slipOf(search(), null)).toBeNull();
  });

  it('are never offered for a state that a queue does not have', () => {
    for (const queue of Object.values(QUEUES)) {
      const states = Object.keys(queue.states);
      const offered = states.filter((state) => slipOf({ queue: queue.name, state }, null));
      expect(offered.length > 0).toBe(queue.name !== 'purchase');
    }
  });
});

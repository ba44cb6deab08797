// Refused actions as chains: what was done in the belief that an earlier one had happened belongs to it.
import { describe, expect, it } from 'vitest';
import type { Judged } from '../outbox/results.ts';
import { refusedChains } from './refused-chains.ts';

interface Short {
  id: string;
  entity?: string;
  expectHead?: string | null;
  /** Minutes after eight when it was done, and when the service decided. */
  at: number;
  decided: number;
}

const time = (minutes: number) => `2018-06-06T08:${String(minutes).padStart(2, '0')}:00.000Z`;

function judged({ id, entity = 'request', expectHead = null, at, decided }: Short): Judged {
  const command = {
    id,
    desk: 'desk',
    point: null,
    cseq: at,
    actor: 'boss',
    type: 'request.claim',
    v: 1,
    entity,
    expectHead,
    input: {},
    at: time(at),
  };
  const result = {
    id,
    cseq: at,
    code: 'conflict' as const,
    refusal: 'stale',
    seq: null,
    head: null,
    facts: {},
    at: time(decided),
  };
  const outcome = { ok: true as const, requestId: entity, remarks: [], undo: null };
  return { place: at, command, outcome, result, dismissed: false };
}

const shape = (all: Short[]) =>
  refusedChains(all.map(judged).toReversed()).map(({ head, chain }) =>
    [head, ...chain].map((each) => each.command.id),
  );

describe('refused chains', () => {
  it('hold what was done before the first refusal was known', () => {
    const offline = [
      { id: 'a', at: 1, decided: 30 },
      { id: 'b', at: 2, decided: 30 },
      { id: 'c', at: 3, decided: 31 },
    ];
    expect(shape(offline)).toEqual([['a', 'b', 'c']]);
  });

  it('hold what names a refused one as the state that was seen', () => {
    const named = [
      { id: 'a', at: 1, decided: 2 },
      { id: 'b', at: 5, decided: 6, expectHead: 'a', entity: 'child' },
    ];
    expect(shape(named)).toEqual([['a', 'b']]);
  });

  it('leave apart what was done knowing better, and what is about something else', () => {
    const apart = [
      { id: 'a', at: 1, decided: 2 },
      { id: 'b', at: 3, decided: 4 },
      { id: 'c', at: 1, decided: 9, entity: 'other' },
    ];
    expect(shape(apart)).toEqual([['c'], ['b'], ['a']]);
  });
});

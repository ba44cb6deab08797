// A claim lapses when neither its holder nor anybody else did anything until its end, and only then.
import { expect, it } from 'vitest';
import { addMinutes } from '../lib/time.ts';
import type { RequestEvent } from '../queues/request.ts';
import { claimsOf } from './claims.ts';

const START = '2018-06-06T01:00:00.000Z';
const at = (minutes: number) => addMinutes(START, minutes);

function event(minutes: number, action: string, more: Partial<RequestEvent> = {}): RequestEvent {
  return {
    id: `e${minutes}`,
    ver: 1,
    requestId: 'r',
    seq: minutes,
    action,
    from: 'approved',
    to: 'approved',
    actor: 'ann',
    role: 'desk',
    desk: 'N1',
    point: 'n-desk',
    campus: 'north',
    at: at(minutes),
    reason: null,
    note: null,
    readerText: null,
    evidence: null,
    facts: {},
    patch: null,
    undoes: null,
    commandId: `c${minutes}`,
    ...more,
  };
}

const claim = (minutes: number, actor = 'ann') =>
  event(minutes, 'claim', { actor, facts: { kind: 'desk', until: at(minutes + 30) } });

/** Minutes from the start at which each claim was over, and whether it lapsed. */
function over(...events: RequestEvent[]) {
  return claimsOf(
    events,
    () => 1,
    (state) => state === 'done',
  ).map(({ overAt, lapsed }) => [(overAt * 1000 - Date.parse(START)) / 60_000, lapsed === 1]);
}

it('lapses at its end, whether somebody else claims then or nobody', () => {
  expect(over(claim(0))).toEqual([[30, true]]);
  expect(over(claim(0), claim(50, 'bob'))).toEqual([
    [30, true],
    [80, true],
  ]);
});

it('is renewed by each step of its holder and by claiming again, not by notes or by others', () => {
  const step = event(20, 'not_there');
  expect(over(claim(0), step)).toEqual([[50, true]]);
  expect(over(claim(0), claim(20))).toEqual([[50, true]]);
  expect(over(claim(0), event(20, 'note'))).toEqual([[30, true]]);
  expect(over(claim(0), event(20, 'receive', { actor: 'bob' }))).toEqual([[30, true]]);
});

it('does not lapse where it is given back, taken over or ends with its request', () => {
  expect(over(claim(0), event(10, 'release'))).toEqual([[10, false]]);
  expect(over(claim(0), event(10, 'found', { to: 'done' }))).toEqual([[10, false]]);
  const boss = { actor: 'boss', facts: { from: 'ann', until: at(40) } };
  expect(over(claim(0), event(10, 'take_over', boss))).toEqual([
    [10, false],
    [40, true],
  ]);
});

it('lasts as long as the one before where an older record of a taking over does not say', () => {
  const boss = { actor: 'boss', facts: { from: 'ann' } };
  expect(over(claim(0), event(10, 'take_over', boss))).toEqual([
    [10, false],
    [40, true],
  ]);
});

// A scan in the middle of a walk: the right copy, another stop’s, a swap, one that is on the trolley already, a wrong book.

import { describe, expect, it } from 'vitest';
import { roundScanOf } from './scan.ts';
import type { StopBook } from './scan.ts';

const stop = (
  requestId: string,
  titleId: string,
  copyId: string | null,
  set: object = {},
): StopBook => ({
  requestId,
  titleId,
  copyId,
  status: 'todo',
  ...set,
});
const STOPS: StopBook[] = [
  stop('r1', 't1', 'c1'),
  stop('r2', 't2', 'c2', { status: 'in_hand' }),
  stop('r3', 't1', 'c3', { status: 'skipped' }),
  stop('r4', 't4', null),
  stop('r5', 't5', 'c5', { status: 'missed' }),
];
const scan = (id: string, titleId: string, shown: string | null = 'r1') =>
  roundScanOf({ id, titleId }, shown, STOPS);

describe('a scan in a round', () => {
  it('does the stop of that very copy, whichever is shown', () => {
    expect(scan('c1', 't1')).toEqual({ is: 'stop', requestId: 'r1' });
    expect(scan('c3', 't1')).toEqual({ is: 'stop', requestId: 'r3' });
    expect(scan('c1', 't1', null)).toEqual({ is: 'stop', requestId: 'r1' });
  });

  it('offers another copy of a title, for the stop that is shown first of all', () => {
    expect(scan('c9', 't1')).toEqual({ is: 'swap', requestId: 'r1' });
    expect(scan('c9', 't1', 'r3')).toEqual({ is: 'swap', requestId: 'r3' });
  });

  it('does the stop of a copy that was said to be missing, for it is in the hand', () => {
    expect(scan('c5', 't5')).toEqual({ is: 'stop', requestId: 'r5' });
  });

  it('takes any copy where the stop names none', () => {
    expect(scan('c8', 't4')).toEqual({ is: 'stop', requestId: 'r4' });
  });

  it('tells a copy in hand and a wrong book apart', () => {
    expect(scan('c2', 't2')).toEqual({ is: 'in_hand', requestId: 'r2' });
    expect(scan('c7', 't7')).toEqual({ is: 'other_title' });
    expect(scan('c6', 't5')).toEqual({ is: 'other_title' });
  });

  it('knows two requests for one copy: the one that is shown, else the first', () => {
    const twice = [stop('a', 't1', 'c1'), stop('b', 't1', 'c1')];
    expect(roundScanOf({ id: 'c1', titleId: 't1' }, 'b', twice)).toMatchObject({ requestId: 'b' });
    expect(roundScanOf({ id: 'c1', titleId: 't1' }, null, twice)).toMatchObject({ requestId: 'a' });
  });
});

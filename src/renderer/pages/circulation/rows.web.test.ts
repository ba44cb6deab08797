import { describe, expect, it } from 'vitest';
import type { BackTake } from '../../../shared/desk-contract/circulation-views.ts';
import { inTurn } from '../../scan/in-turn.ts';
import { codeOf } from './scan-rows.ts';
import type { ScanRow } from './scan-rows.ts';
import { rowForSlot } from './use-returns.ts';
import { moodOfStanding } from './use-standing.ts';

const book = {
  copyId: 'c',
  titleId: 't',
  barcode: 'C',
  title: 'T',
  callNumber: '',
  volume: null,
};
const row = (key: string, next: Extract<BackTake, { kind: 'not_lent' }>['next']) =>
  ({
    key,
    scan: { text: key, source: 'wedge' },
    take: { kind: 'not_lent', book, next, remarks: [] },
    failed: null,
  }) satisfies ScanRow<BackTake>;
const waiting = { is: 'hold_shelf', holdId: 'h', reader: '张*', slot: null } as const;
const shelf = { is: 'shelf', collection: 'n', range: null, callNumber: '' } as const;

describe('a slot that is scanned', () => {
  it('is for the newest copy that still waits for one', () => {
    const rows = [row('new', shelf), row('b', waiting), row('a', waiting)];
    expect(rowForSlot(rows, {})?.key).toBe('b');
    expect(rowForSlot(rows, { b: 'slot' })?.key).toBe('a');
    expect(rowForSlot(rows, { a: 'slot', b: 'slot' })).toBeUndefined();
  });
});

describe('a green row afterwards', () => {
  it.each([
    ['alone', null, null],
    ['saved', null, null],
    ['done', 'asked', 'attention'],
    ['done', 'confirmed', null],
    ['done', 'undated', 'attention'],
    ['done', 'unasked', 'attention'],
    ['done', 'refused', 'wrong'],
    ['refused', null, 'wrong'],
    ['exception', null, 'wrong'],
    ['doubtful', null, 'attention'],
  ] as const)('%s, ledger %s: %s', (sync, ledger, mood) => {
    expect(moodOfStanding({ sync, ledger })).toBe(mood);
  });
});

describe('work in turn', () => {
  it('runs in the order in which it came, also after work that failed', async () => {
    const turn = inTurn();
    const done: string[] = [];
    const slow = turn(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      done.push('slow');
    });
    const bad = turn(() => Promise.reject(new Error('no')));
    const last = turn(async () => void done.push('last'));
    await expect(bad).rejects.toThrow('no');
    await Promise.all([slow, last]);
    expect(done).toEqual(['slow', 'last']);
  });
});

describe('the code that a row shows', () => {
  const asked = (text: string) => ({ scan: { text, source: 'wedge' as const }, take: null });

  it.each(['card_again', 'card_scanned', 'card_not_yours'])('is masked: %s', (code) => {
    const take = { kind: 'unknown' as const, code, facts: {} };
    expect(codeOf({ ...asked('1806012345'), take })).toBe('180****45');
  });

  it('is as it was scanned, and cut where no code of a library is as long', () => {
    expect(codeOf(asked('X-99'))).toBe('X-99');
    expect(codeOf(asked('7'.repeat(300)))).toBe(`${'7'.repeat(60)}…`);
  });
});

import { describe, expect, it } from 'vitest';
import { toIsbn13, isbnText } from './isbn.ts';
import { maskName, maskNumber } from './masks.ts';
import { COMMON_POLICIES, policiesOf, policyProblem } from './policies.ts';
import { isReason, REASONS } from './reasons.ts';
import { POLICY_DEFAULTS } from '../queues/policies.ts';
import { parseYuan, yuanText } from '../lib/money.ts';

describe('masks', () => {
  it('hides all of a reader but what tells two apart at a desk', () => {
    expect(maskName('张三')).toBe('张*');
    expect(maskName('X')).toBe('*');
    expect(maskNumber('13812341234')).toBe('138****1234');
    expect(maskNumber('1806012345')).toBe('180****45');
    expect(maskNumber('123')).toBe('***');
  });
});

describe('policies', () => {
  it('takes the library’s value over the default, and the default over a damaged one', () => {
    const set = (value: unknown) =>
      policiesOf(COMMON_POLICIES, [{ id: 'pickup.open_days', ver: 1, value }]).number(
        'pickup.open_days',
      );
    expect(set(5)).toBe(5);
    expect(set('five')).toBe(3);
  });

  it('throws for a key that no part of the program has', () => {
    expect(() => policiesOf(COMMON_POLICIES, []).number('no.such')).toThrow('no such policy');
  });

  it('says what is wrong with a value before it is saved', () => {
    expect(policyProblem(COMMON_POLICIES, 'pickup.open_days', -1)).toBe('out_of_range');
    expect(policyProblem(COMMON_POLICIES, 'pickup.open_days', 4)).toBeNull();
    expect(policyProblem(COMMON_POLICIES, 'barcode.copy', '[')).toBe('not_a_pattern');
    expect(policyProblem(COMMON_POLICIES, 'x', 1)).toBe('unknown_policy');
    expect(policyProblem(COMMON_POLICIES, 'constructor', 1)).toBe('unknown_policy');
  });

  it.each([
    ['library.zone', 'Nowhere/Land', 'wrong_format'],
    ['library.zone', 'Asia/Urumqi', null],
    ['library.name.zh', ' ', 'wrong_format'],
    ['session.lock_minutes', 0, 'out_of_range'],
    ['loan.days', 1e12, 'out_of_range'],
    ['loan.days', 1.5, 'out_of_range'],
    ['purchase.price_cap', 25_000, null],
    ['purchase.fund_year_end', '02-30', 'wrong_format'],
    ['purchase.fund_year_end', '06-30', null],
    ['figures.registered_since', '2016-13-01', 'wrong_format'],
    ['delivery.loan_at', 'never', 'wrong_format'],
    ['delivery.slots', ['18:00-12:00'], 'wrong_format'],
    ['delivery.slots', [], 'wrong_format'],
    ['find_book.rounds.days', ['3', '1'], 'wrong_format'],
    ['find_book.rounds.days', ['2', '4'], null],
    ['purchase.excluded_words', ['教材', '教材'], 'wrong_format'],
    ['barcode.card', '', 'not_a_pattern'],
  ])('%s = %j: %s', (key, value, problem) => {
    expect(policyProblem(POLICY_DEFAULTS, key, value)).toBe(problem);
  });

  it('takes every default as it is', () => {
    for (const [key, value] of Object.entries(POLICY_DEFAULTS)) {
      expect(policyProblem(POLICY_DEFAULTS, key, value), key).toBeNull();
    }
  });
});

describe('reasons, ISBN, money', () => {
  it('knows its own codes only', () => {
    expect(isReason('other')).toBe(true);
    expect(isReason('toString')).toBe(false);
    expect(Object.keys(REASONS)).toHaveLength(21);
  });

  it('checks and writes ISBNs', () => {
    expect(toIsbn13('7302511853')).toBe('9787302511854');
    expect(toIsbn13('7302511854')).toBeNull();
    expect(isbnText('9787302511854')).toBe('978-7-302-51185-4');
  });

  it('reads yuan as typed and writes them with two places', () => {
    expect(parseYuan('12.3')).toBe(1230);
    expect(parseYuan('12.345')).toBeUndefined();
    expect(parseYuan('-1')).toBeUndefined();
    expect(yuanText(-1234)).toBe('-12.34');
  });
});

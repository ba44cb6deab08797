// The decision card says what it rests on, line by line.

import { describe, expect, it } from 'vitest';
import { line, lineContext } from '../../../../tests/support/purchase-scene.ts';
import { context, copy, fund, loan, reader } from '../../../../tests/support/queue-context.ts';
import type { Context } from '../queue.ts';
import { CARD_LINES, purchaseCard } from './decision-card.ts';
import { purchaseWords } from './words.ts';

function card(over: Partial<Context> = {}, fields: Record<string, unknown> = {}) {
  const subject = line('review', fields);
  return purchaseCard(subject, { ...lineContext(subject), ...over });
}
const lineOf = (lines: ReturnType<typeof card>, code: string) =>
  lines.find((each) => each.code === code);

describe('the decision card', () => {
  it('counts held and available copies by campus', () => {
    const copies = [
      copy('c1'),
      copy('c2'),
      copy('c3', { holding: 's-main' }),
      copy('c4', { status: 'withdrawn' }),
    ];
    const lines = card({ copies, copyLoans: [loan('c2'), loan('c3')] });
    const held = lines.filter((each) => each.code === 'held_at');
    expect(held).toEqual([
      { code: 'held_at', weight: 'against', facts: { campus: 'north', held: 2, available: 1 } },
      { code: 'held_at', weight: 'info', facts: { campus: 'south', held: 1, available: 0 } },
    ]);
    expect(lineOf(card({ copies: [] }), 'not_held')?.weight).toBe('for');
  });

  it('names other requests for the same work and copies on order', () => {
    const { title } = context();
    const others = [line('review', {}, { id: 'other', code: 'N1-0009' })];
    const lines = card({ sameWork: others, title: title && { ...title, onOrder: 2 } });
    expect(lineOf(lines, 'same_work')?.facts).toEqual({ count: 1, codes: 'N1-0009' });
    expect(lineOf(lines, 'on_order')).toMatchObject({ weight: 'against', facts: { count: 2 } });
  });

  it('sets the price against cap and second approval', () => {
    expect(lineOf(card(), 'price_within_cap')?.facts).toEqual({ price: 5970, cap: 20_000 });
    const dear = card({}, { price: 25_000 });
    expect(lineOf(dear, 'price_over_cap')?.weight).toBe('against');
    expect(lineOf(dear, 'second_approval')?.facts).toEqual({ price: 25_000, cap: 10_000 });
  });

  it('shows the fund before and after, and stops where it would not do', () => {
    const balance = card({ fund: fund({ budget: 10_000, spent: 2000, encumbered: 1000 }) });
    expect(lineOf(balance, 'fund_balance')?.facts).toEqual({
      fund: '2018',
      before: 7000,
      after: 1030,
    });
    const short = card({ fund: fund({ budget: 5000 }) });
    expect(lineOf(short, 'fund_short')?.weight).toBe('stop');
    expect(lineOf(card({ fund: null }), 'fund_not_chosen')).toBeDefined();
  });

  it('counts an encumbered line once', () => {
    const subject = line('approved');
    const lines = purchaseCard(subject, {
      ...lineContext(subject),
      fund: fund({ budget: 10_000, encumbered: 5970 }),
    });
    expect(lineOf(lines, 'fund_balance')?.facts).toMatchObject({ before: 10_000, after: 4030 });
  });

  it('counts the quota with this line', () => {
    const open = [line('ordered', {}, { id: 'open' })];
    expect(lineOf(card({ readerOpen: open }), 'quota_used')?.facts).toEqual({ used: 2, quota: 5 });
  });

  it('points out excluded classes and words', () => {
    const { title } = context();
    const comic = card({ title: title && { ...title, classCode: 'J218.2(2)' } });
    expect(lineOf(comic, 'excluded_class')?.weight).toBe('against');
    const guide = card({}, { bookTitle: '考研英语真题' });
    expect(lineOf(guide, 'excluded_word')?.facts).toEqual({ word: '考研' });
    expect(lineOf(card(), 'class_allowed')).toBeDefined();
  });

  it('weighs past read-firsts by returns in time', () => {
    const past = (onTimeReturns: number) =>
      lineOf(
        card({ reader: reader('asker', { pastReadFirsts: 5, onTimeReturns }) }),
        'past_read_firsts',
      )?.weight;
    expect(past(4)).toBe('for');
    expect(past(3)).toBe('against');
    expect(lineOf(card(), 'first_read_first')).toBeDefined();
  });

  it('fills every place of its sentences', () => {
    const { title } = context();
    const lines = [
      ...card({ copies: [copy('c1')], title: title && { ...title, classCode: 'G634.3' } }),
      ...card({ copies: [], fund: null }, { price: 25_000, bookTitle: '习题集' }),
      ...card({ fund: fund({ budget: 1 }), reader: reader('asker', { pastReadFirsts: 2 }) }),
    ];
    expect(new Set(lines.map((each) => each.code))).toEqual(new Set(CARD_LINES));
    for (const { code, facts } of lines) {
      for (const words of [purchaseWords.zh, purchaseWords.en]) {
        const places = [...(words.advice[code as 'held_at'] ?? '').matchAll(/\{(\w+)\}/gu)];
        for (const [, name] of places) expect(Object.keys(facts), code).toContain(name);
      }
    }
  });
});

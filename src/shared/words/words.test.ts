import { describe, expect, it } from 'vitest';
import { ENGINE_EVENTS, ENGINE_REFUSALS, ENGINE_REMARKS } from '../queues/refusals.ts';
import { fill } from './fill.ts';
import { COMMON_WORDS } from './index.ts';

const { zh, en } = COMMON_WORDS;
const places = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name).toSorted();
const groups = Object.keys(zh) as (keyof typeof zh)[];

describe('common words', () => {
  it.each(groups)('has the same %s in both languages, with the same facts', (group) => {
    expect(Object.keys(en[group]).toSorted()).toEqual(Object.keys(zh[group]).toSorted());
    for (const [code, text] of Object.entries(zh[group])) {
      expect(places(en[group][code] ?? ''), code).toEqual(places(text));
    }
  });

  it('has a sentence for every refusal and remark of the engine, using only facts that it gives', () => {
    for (const [code, facts] of Object.entries(ENGINE_REFUSALS)) {
      expect(en.refusals[code], code).toBeDefined();
      for (const place of places(en.refusals[code] ?? '')) expect(facts, code).toContain(place);
    }
    for (const [code, facts] of Object.entries(ENGINE_REMARKS)) {
      expect(en.remarks[code], code).toBeDefined();
      for (const place of places(en.remarks[code] ?? '')) expect(facts, code).toContain(place);
    }
    for (const event of ENGINE_EVENTS) expect(en.happened[event], event).toBeDefined();
  });

  it('fills sentences from facts and leaves a dash where one is missing', () => {
    expect(fill('{a} of {b}, {c}', { a: 2, b: null })).toBe('2 of –, –');
    expect(fill('{a}', { a: '{b}', b: 1 })).toBe('{b}');
  });
});

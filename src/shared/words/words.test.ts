import { describe, expect, it } from 'vitest';
import { ENGINE_EVENTS, ENGINE_REFUSALS, ENGINE_REMARKS } from '../queues/refusals.ts';
import { CIRCULATION_REFUSALS, CIRCULATION_REMARKS } from '../circulation/refusals.ts';
import { fill } from './fill.ts';
import { CALLER_REFUSALS, NOT_DONE } from './caller-words.ts';
import { COMMON_WORDS } from './index.ts';
import { READER_REFUSALS } from './reader-words.ts';
import { serviceEn } from './service-en.ts';
import { serviceZh } from './service-zh.ts';
import { VENDOR_REFUSALS } from './vendor-words.ts';

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

  it('has a sentence for all that circulation refuses and remarks, using only facts that it gives', () => {
    for (const [code, facts] of Object.entries(CIRCULATION_REFUSALS)) {
      for (const place of places(en.refusals[code] ?? '')) expect(facts, code).toContain(place);
    }
    for (const [code, facts] of Object.entries(CIRCULATION_REMARKS)) {
      for (const place of places(en.remarks[code] ?? '')) expect(facts, code).toContain(place);
    }
  });

  it('lets no table that is spread into another lose a sentence to it', () => {
    expect(zh.refusals).toMatchObject(serviceZh);
    expect(en.refusals).toMatchObject(serviceEn);
  });

  it('fills sentences from facts and leaves a dash where one is missing', () => {
    expect(fill('{a} of {b}, {c}', { a: 2, b: null })).toBe('2 of –, –');
    expect(fill('{a}', { a: '{b}', b: 1 })).toBe('{b}');
  });
});

describe('words for readers and booksellers', () => {
  const own = { reader: READER_REFUSALS, vendor: VENDOR_REFUSALS };
  const tables = { ...own, caller: CALLER_REFUSALS, nothing: { NOT_DONE } };

  it('say the same facts in both languages', () => {
    for (const [name, table] of Object.entries(tables)) {
      for (const [code, text] of Object.entries(table)) {
        expect(places(text.en), `${name}.${code}`).toEqual(places(text.zh));
        expect(text.zh, code).toMatch(/\p{Script=Han}.*。$/u);
        expect(text.en, code).toMatch(/^\p{Lu}.*\.$/u);
      }
    }
  });

  it('stand in one table each, so that none hides another', () => {
    for (const table of Object.values(own)) {
      expect(Object.keys(table).filter((code) => Object.hasOwn(CALLER_REFUSALS, code))).toEqual([]);
    }
  });

  it('have a sentence for whatever a house can be refused', () => {
    const codes = `
      illegal forbidden stale claimed_by_other follows blocked not_found
      fund_exhausted fund_closed fund_missing shelf_unread bad_fields
      missing_input bad_input note_required other_title wrong_card
      unknown_card on_loan copy_in_custody earlier_hold bad_login inactive
    `;
    expect(Object.keys(VENDOR_REFUSALS).toSorted()).toEqual(codes.trim().split(/\s+/u).toSorted());
    const said = Object.values(VENDOR_REFUSALS).flatMap(({ zh, en }) => [zh, en]);
    // A house has orders and readers, neither applications nor desks of its own.
    expect(said.join()).not.toMatch(/申请|服务台|request|your card/u);
  });
});

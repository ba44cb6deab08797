// The advice says where the copy is, how full the slot is and whether the address still counts; and words for all of it.

import { describe, expect, it } from 'vitest';
import { SLOT, parcel, parcelContext } from '../../../../tests/support/delivery-scene.ts';
import { copy, hold, loan } from '../../../../tests/support/queue-context.ts';
import { differences, placesIn, unknownFacts } from '../../../../tests/support/queue-words.ts';
import { COMMON_WORDS } from '../../words/index.ts';
import type { Context } from '../queue.ts';
import type { Request } from '../request.ts';
import { delivery } from './definition.ts';
import { ADVICE_LINES, deliveryAdvice } from './delivery-advice.ts';
import { deliveryNotices } from './notices.ts';
import { DELIVERY_REFUSALS } from './refusals.ts';
import { deliveryWords } from './words.ts';

const LANGUAGES = ['zh', 'en'] as const;

function advice(subject: Request = parcel('submitted'), over: Partial<Context> = {}) {
  return deliveryAdvice(subject, parcelContext(over));
}
const lineOf = (lines: ReturnType<typeof advice>, code: string) =>
  lines.find((each) => each.code === code);

const far = copy('c1', { home: 'n-arts', holding: 'n-arts' });
const elsewhere = { copy: far, copies: [far] };

describe('delivery advice', () => {
  it('says where the copy is and that one of another campus comes first', () => {
    expect(lineOf(advice(), 'copy_here')).toMatchObject({ facts: { place: 's-main' } });
    expect(lineOf(advice(parcel('submitted'), elsewhere), 'copy_elsewhere')).toMatchObject({
      weight: 'against',
      facts: { campus: 'north' },
    });
  });

  it('proposes a copy where the reader named none', () => {
    const open = parcel('submitted', {}, { copyId: null });
    expect(lineOf(advice(open, { copy: null }), 'copy_proposed')?.facts).toEqual({ barcode: 'C1' });
    expect(lineOf(advice(open, { copy: null, copies: [] }), 'no_free_copy')?.weight).toBe('stop');
  });

  it('counts the others in the slot', () => {
    expect(lineOf(advice(undefined, { slotLoad: 3 }), 'slot_has_room')?.facts).toEqual({
      slot: SLOT,
      count: 3,
      ceiling: 10,
    });
    expect(lineOf(advice(undefined, { slotLoad: 10 }), 'slot_full_now')?.weight).toBe('stop');
  });

  it('fills every place of its sentences', () => {
    const lines = [
      ...advice(undefined, { copyLoans: [loan('c1')], holds: [hold('h', 'south')] }),
      ...advice(parcel('submitted'), { ...elsewhere, slotLoad: 10 }),
      ...advice(parcel('submitted', { address: 's-gone' }, { copyId: null }), { copy: null }),
      ...advice(parcel('submitted', {}, { copyId: null }), { copy: null, copies: [] }),
      ...advice(parcel('accepted', { slotKeptUntil: '2018-06-08T16:00:00.000Z' })),
      ...advice(parcel('attempt_failed', { slot: '2018-06-05 10:00-12:00' })),
      ...advice(parcel('attempt_failed', { ways: 2, failures: 2 })),
    ];
    expect(new Set(lines.map((each) => each.code))).toEqual(new Set(ADVICE_LINES));
    for (const { code, facts } of lines) {
      const places = placesIn(deliveryWords.zh.advice[code as 'copy_here']);
      for (const name of places) expect(Object.keys(facts), code).toContain(name);
    }
  });
});

describe('words of delivery', () => {
  it('say the same in both languages, with facts that their codes give', () => {
    expect(differences(deliveryWords)).toEqual([]);
    expect(unknownFacts(deliveryWords.zh.refusals, DELIVERY_REFUSALS)).toEqual([]);
  });

  it.each(LANGUAGES)('name every input and option in %s', (language) => {
    const words = deliveryWords[language];
    for (const spec of Object.values(delivery.actions)) {
      for (const [name, field] of Object.entries(spec.input ?? {})) {
        expect(words.fields[name as 'slot'], name).toBeTruthy();
        const options = field.kind === 'reason' ? [] : (field.options ?? []);
        for (const option of options) {
          const text = words.values[option as 'card'] ?? COMMON_WORDS[language].values[option];
          expect(text, option).toBeTruthy();
        }
      }
    }
  });

  it('have notices that name the book and the request', () => {
    for (const [code, text] of Object.entries(deliveryNotices)) {
      expect(placesIn(text.zh), code).toEqual(expect.arrayContaining(['code', 'title']));
      expect(placesIn(text.zh), code).toEqual(placesIn(text.en));
    }
  });
});

// Codes of loans passed on: whatever was scanned or typed, the same code comes of it.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addressOf, codeIn, keepOffer, keptOffer } from './offers.ts';
import type { Offer } from './offers.ts';

it('an address of the page gives back the code that it was made of, wherever the page lies', () => {
  const pages = fc.constantFrom('https://library.example/m', 'http://127.0.0.1:4180/m#/give/1?x=1');
  fc.assert(
    fc.property(pages, fc.string({ minLength: 1 }), (page, code) => {
      fc.pre(code.trim() === code);
      expect(codeIn(addressOf(page, code))).toBe(code);
    }),
  );
});

it('a code that is no address stays as it is, and a damaged address hurts nobody', () => {
  expect(codeIn(' abcd-efgh ')).toBe('abcd-efgh');
  expect(codeIn('shutai:t/AbC')).toBe('shutai:t/AbC');
  expect(codeIn('https://x.example/m#/take?code=%E0%A4%A')).toBe(
    'https://x.example/m#/take?code=%E0%A4%A',
  );
});

it('an offer stays with the tab until it has ended', () => {
  const offer = { code: 'ABCD-EFGH' } as Offer;
  keepOffer(sessionStorage, 'loan-1', offer);
  expect(keptOffer(sessionStorage, 'loan-1')).toEqual(offer);
  expect(keptOffer(sessionStorage, 'loan-2')).toBeNull();
  keepOffer(sessionStorage, 'loan-1', null);
  expect(keptOffer(sessionStorage, 'loan-1')).toBeNull();
});

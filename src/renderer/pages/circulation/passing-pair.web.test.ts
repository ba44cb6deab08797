import { expect, it } from 'vitest';
import { nextPair } from './passing-pair.ts';

const card = (id: string) => ({ id, name: id });

it('takes the card of who has the book, then of who gets it, and begins anew with a third', () => {
  const none = { from: null, to: null };
  const first = nextPair(none, card('a'));
  expect(first).toEqual({ from: card('a'), to: null });
  expect(nextPair(first, card('a'))).toEqual(first);
  const both = nextPair(first, card('b'));
  expect(both).toEqual({ from: card('a'), to: card('b') });
  expect(nextPair(both, card('c'))).toEqual({ from: card('c'), to: null });
});

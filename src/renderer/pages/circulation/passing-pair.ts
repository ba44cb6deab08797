// Whose cards were scanned for a loan that is passed on at the desk: first who has the book, then who gets it.

/** A reader as a card names one. */
export interface PassingReader {
  id: string;
  name: string;
}

/** Both, as far as they are known. */
export interface Pair {
  from: PassingReader | null;
  to: PassingReader | null;
}

/** The pair after another card: a third card begins anew; the first one twice is one scan too many. */
export function nextPair({ from, to }: Pair, card: PassingReader): Pair {
  if (from === null || to !== null) return { from: card, to: null };
  return card.id === from.id ? { from, to: null } : { from, to: card };
}

// Finds titles by any part of their text: a signature a title says at once which cannot hold what was typed.

import { foldText } from '../../shared/library/search-tokens.ts';

/** 32-bit words of a signature; one bit for each pair of signs that follow each other. */
const WORDS = 4;
/** Titles are looked at no further than so many hits. */
export const MOST_HITS = 500;
const MOST_TYPED = 8;

/** What a search came to, best first; `more` when it stopped before the end. */
export interface Found {
  ids: string[];
  more: boolean;
}

/** An index in memory: 16 bytes and the text a title. 60,000 titles take 0.5 to 7 ms and 10 MB, a million up to 40 ms and 160 MB. */
export interface TitleIndex {
  /** Adds a title; one that is added again under another text is found by both. */
  add(id: string, text: string): void;
  find(typed: string): Found;
  size(): number;
}

/** Sets the bits of a text's pairs; a text of one sign has none. */
function sign(text: string, into: Uint32Array, at: number): void {
  for (let index = 0; index + 1 < text.length; index += 1) {
    const mixed =
      Math.imul(text.charCodeAt(index), 0x9e37_79b1) ^
      Math.imul(text.charCodeAt(index + 1), 0x85eb_ca6b);
    const bit = Math.imul(mixed, 0xc2b2_ae35) >>> 25;
    const word = at + (bit >>> 5);
    into[word] = (into[word] ?? 0) | (1 << (bit & 31));
  }
}

/** What is looked for: words that must all be there, and the signature that they make. */
interface Wanted {
  words: string[];
  mask: Uint32Array;
}

function wantedOf(typed: string): Wanted | null {
  const words = foldText(typed)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, MOST_TYPED);
  if (words.length === 0) return null;
  const mask = new Uint32Array(WORDS);
  for (const word of words) sign(word, mask, 0);
  return { words, mask };
}

/** Makes an empty index. */
export function createTitleIndex(): TitleIndex {
  const ids: string[] = [];
  const texts: string[] = [];
  let signatures = new Uint32Array(1024 * WORDS);

  /** Whether a title's signature has every bit of the mask. */
  const mayHold = (n: number, mask: Uint32Array): boolean => {
    for (let word = 0; word < WORDS; word += 1) {
      const wanted = mask[word] ?? 0;
      if (((signatures[n * WORDS + word] ?? 0) & wanted) >>> 0 !== wanted) return false;
    }
    return true;
  };

  const hits = ({ words, mask }: Wanted): { found: number[]; more: boolean } => {
    const found: number[] = [];
    for (let n = 0; n < texts.length; n += 1) {
      const text = texts[n] ?? '';
      if (!mayHold(n, mask) || !words.every((word) => text.includes(word))) continue;
      if (found.length >= MOST_HITS) return { found, more: true };
      found.push(n);
    }
    return { found, more: false };
  };

  return {
    add(id, text) {
      const n = ids.length;
      if ((n + 1) * WORDS > signatures.length) {
        const grown = new Uint32Array(signatures.length * 2);
        grown.set(signatures);
        signatures = grown;
      }
      const folded = foldText(text);
      ids.push(id);
      texts.push(folded);
      sign(folded, signatures, n * WORDS);
    },
    find(typed) {
      const wanted = wantedOf(typed);
      if (!wanted) return { ids: [], more: false };
      const { found, more } = hits(wanted);
      // Who types a whole title wants the one that is no longer.
      const best = found.toSorted(
        (a, b) => (texts[a] ?? '').length - (texts[b] ?? '').length || a - b,
      );
      return { ids: [...new Set(best.map((n) => ids[n] ?? ''))], more };
    },
    size: () => ids.length,
  };
}

// Names of libraries (ISIL, ISO 15511) as ISO 28560-2 packs them: 5 bits a letter, 4 bits a digit, with shifts and latches.

import { BitReader, BitWriter } from './bits.ts';

/** What an ISIL may be here: at most 16 of A-Z a-z 0-9 / - : */
const FORM = /^[A-Za-z0-9/:-]{1,16}$/u;

/** Whether a text can be an ISIL. */
export function isIsil(text: string): boolean {
  return FORM.test(text);
}

type Set = 'upper' | 'lower' | 'digit';

interface Codes {
  width: number;
  /** Characters by their number. */
  signs: string;
  latch: Partial<Record<number, Set>>;
  shift: Partial<Record<number, Set>>;
}

const SETS: Record<Set, Codes> = {
  upper: {
    width: 5,
    signs: '-ABCDEFGHIJKLMNOPQRSTUVWXYZ:',
    latch: { 28: 'lower', 30: 'digit' },
    shift: { 29: 'lower', 31: 'digit' },
  },
  lower: {
    width: 5,
    signs: '-abcdefghijklmnopqrstuvwxyz/',
    latch: { 28: 'upper', 30: 'digit' },
    shift: { 29: 'upper', 31: 'digit' },
  },
  digit: {
    width: 4,
    signs: '0123456789-:',
    latch: { 12: 'upper', 14: 'lower' },
    shift: { 13: 'upper', 15: 'lower' },
  },
};

/** Text of a packed ISIL, read in the upper set first; null where the bits make none. */
export function unpackIsil(bytes: Uint8Array): string | null {
  const bits = new BitReader(bytes);
  let set: Set = 'upper';
  let once: Set | null = null;
  let text = '';
  for (;;) {
    const codes: Codes = SETS[once ?? set];
    const code = bits.take(codes.width);
    // What is left over is padding, a shift that nothing follows included.
    if (code === null) return FORM.test(text) ? text : null;
    const sign = codes.signs[code];
    if (sign !== undefined) {
      text += sign;
      once = null;
      continue;
    }
    // A shift stands before one character and never before another shift.
    if (once !== null) return bits.left === 0 && FORM.test(text) ? text : null;
    set = codes.latch[code] ?? set;
    once = codes.shift[code] ?? null;
  }
}

interface Way {
  bits: number;
  set: Set;
  codes: [code: number, width: number][];
}

/** Ways from a set to one character. */
function stepsTo(way: Way, sign: string): Way[] {
  const from = SETS[way.set];
  const found: Way[] = [];
  const go = (set: Set, codes: [number, number][]) => {
    const bits = codes.reduce((sum, [, width]) => sum + width, way.bits);
    found.push({ bits, set, codes: [...way.codes, ...codes] });
  };
  const here = from.signs.indexOf(sign);
  if (here >= 0) go(way.set, [[here, from.width]]);
  for (const [code, set] of Object.entries(from.shift)) {
    const there = set ? SETS[set].signs.indexOf(sign) : -1;
    if (set && there >= 0) {
      go(way.set, [
        [Number(code), from.width],
        [there, SETS[set].width],
      ]);
    }
  }
  for (const [code, set] of Object.entries(from.latch)) {
    const there = set ? SETS[set].signs.indexOf(sign) : -1;
    if (set && there >= 0) {
      go(set, [
        [Number(code), from.width],
        [there, SETS[set].width],
      ]);
    }
  }
  return found;
}

/** The shortest packing of an ISIL, padded with ones; null for a text that is none. */
export function packIsil(text: string): Uint8Array | null {
  if (!isIsil(text)) return null;
  let ways: Way[] = [{ bits: 0, set: 'upper', codes: [] }];
  for (const sign of text) {
    const best = new Map<Set, Way>();
    for (const way of ways.flatMap((each) => stepsTo(each, sign))) {
      const known = best.get(way.set);
      if (!known || way.bits < known.bits) best.set(way.set, way);
    }
    ways = [...best.values()];
  }
  const shortest = ways.toSorted((a, b) => a.bits - b.bits)[0];
  if (!shortest) return null;
  const bits = new BitWriter();
  for (const [code, width] of shortest.codes) bits.put(code, width);
  return bits.bytes([1, 1, 1, 1, 1, 1, 1]);
}

// Tells a scanner in keyboard mode from a person by the timing of the keys.

/** One key as the page saw it: `code` is the key's place, so that an input method cannot change it. */
export interface WedgeKey {
  code: string;
  shift: boolean;
  /** Milliseconds on the page's own clock. */
  at: number;
}

/** What the judge says after a key, or after a silence. */
export type WedgeVerdict =
  | { is: 'waiting' }
  | { is: 'typing'; keys: WedgeKey[] }
  | { is: 'scan'; text: string };

/** Limits, in milliseconds and keys. */
export interface WedgeLimits {
  /** Mean time between keys of a scan at most. */
  mean: number;
  /** A longer gap breaks the code. */
  gap: number;
  /** Fewer keys are never a scan. */
  length: number;
  /** Silence that ends a code without a suffix key. */
  idle: number;
  prefixes: readonly string[];
  suffixes: readonly string[];
}

/** Recommended by measurement of several detectors. */
export const WEDGE_LIMITS: WedgeLimits = {
  mean: 35,
  gap: 60,
  length: 4,
  idle: 100,
  prefixes: [],
  suffixes: ['Enter', 'NumpadEnter', 'Tab'],
};

const PLAIN: Record<string, [string, string]> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  NumpadSubtract: ['-', '-'],
  NumpadAdd: ['+', '+'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
  NumpadDecimal: ['.', '.'],
};
const SHIFTED_DIGITS = ')!@#$%^&*(';

/** The character of a key on the US layout that scanners type; null for keys that make none. */
export function characterOf(code: string, shift: boolean): string | null {
  const letter = /^Key([A-Z])$/u.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const digit = /^Digit(\d)$/u.exec(code)?.[1];
  if (digit !== undefined) return shift ? (SHIFTED_DIGITS[Number(digit)] ?? null) : digit;
  const numpad = /^Numpad(\d)$/u.exec(code)?.[1];
  if (numpad !== undefined) return numpad;
  return PLAIN[code]?.[shift ? 1 : 0] ?? null;
}

/** A text without the first of these prefixes that it begins with; a prefix alone stays. */
export function withoutPrefix(text: string, prefixes: readonly string[]): string {
  const prefix = prefixes.find((each) => each !== '' && text.startsWith(each));
  return prefix === undefined || prefix === text ? text : text.slice(prefix.length);
}

/** Collects keys until they are a scan or somebody's typing; keys given back as typing are the page's to replay. */
export class WedgeJudge {
  #keys: WedgeKey[] = [];
  readonly #limits: WedgeLimits;

  constructor(limits: WedgeLimits = WEDGE_LIMITS) {
    this.#limits = limits;
  }

  /** Takes a key. A verdict of typing gives back the keys before it when the gap broke them off. */
  key(key: WedgeKey): WedgeVerdict {
    const last = this.#keys.at(-1);
    const broken = last !== undefined && key.at - last.at > this.#limits.gap;
    const given = broken ? this.#drop() : [];
    if (this.#limits.suffixes.includes(key.code)) {
      const text = given.length > 0 ? null : this.#scanned();
      if (text !== null) return { is: 'scan', text };
      return { is: 'typing', keys: [...given, ...this.#drop(), key] };
    }
    if (characterOf(key.code, key.shift) === null) {
      return { is: 'typing', keys: [...given, ...this.#drop(), key] };
    }
    this.#keys.push(key);
    return given.length > 0 ? { is: 'typing', keys: given } : { is: 'waiting' };
  }

  /** Says what the keys were when none has come for `idle` ms (`at` = now). */
  silence(at: number): WedgeVerdict {
    const last = this.#keys.at(-1);
    if (last === undefined || at - last.at < this.#limits.idle) return { is: 'waiting' };
    const text = this.#scanned();
    return text === null ? { is: 'typing', keys: this.#drop() } : { is: 'scan', text };
  }

  /** Whether keys are held back now. */
  get pending(): boolean {
    return this.#keys.length > 0;
  }

  #drop(): WedgeKey[] {
    const keys = this.#keys;
    this.#keys = [];
    return keys;
  }

  #scanned(): string | null {
    const keys = this.#keys;
    const first = keys[0];
    const last = keys.at(-1);
    if (!first || !last || keys.length < this.#limits.length) return null;
    if ((last.at - first.at) / (keys.length - 1) > this.#limits.mean) return null;
    this.#keys = [];
    const text = keys.map((key) => characterOf(key.code, key.shift) ?? '').join('');
    return withoutPrefix(text, this.#limits.prefixes);
  }
}

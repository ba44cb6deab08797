// Boot reports of a keyboard (HID 1.11 appendix B.1), for a scanner in keyboard mode that the desk reads itself.

import type { Decoded, ReportDecoder } from './report-decoder.ts';
import { WEDGE_LIMITS, characterOf } from './wedge.ts';

/** Modifiers, a reserved byte, six keys that are down. */
const LENGTH = 8;
const SHIFTS = 0x22;
/** Control, alt and GUI of both sides: what comes with them is no sign of a code. */
const OTHER_MODIFIERS = 0xdd;
/** Usages 01 to 03 say that too many keys are down or that the keyboard has failed. */
const FIRST_KEY = 0x04;
/** The longest code there is, rounded up; more is a book on the keyboard. */
const LONGEST = 8192;

/** Usages 2C to 38 and 54 to 63 of the keyboard page, by the place names of UI Events. */
const PLACES: Record<number, string> = {
  0x28: 'Enter',
  0x2b: 'Tab',
  0x2c: 'Space',
  0x2d: 'Minus',
  0x2e: 'Equal',
  0x2f: 'BracketLeft',
  0x30: 'BracketRight',
  0x31: 'Backslash',
  0x32: 'Backslash',
  0x33: 'Semicolon',
  0x34: 'Quote',
  0x35: 'Backquote',
  0x36: 'Comma',
  0x37: 'Period',
  0x38: 'Slash',
  0x54: 'NumpadDivide',
  0x55: 'NumpadMultiply',
  0x56: 'NumpadSubtract',
  0x57: 'NumpadAdd',
  0x58: 'NumpadEnter',
  0x63: 'NumpadDecimal',
};
/** Keys that make no sign and stand in no code's way. */
const SILENT: ReadonlySet<number> = new Set([0x39, 0x53]);
const ENDS: ReadonlySet<string> = new Set(['Enter', 'NumpadEnter', 'Tab']);

function placeOf(usage: number): string | undefined {
  if (usage >= 0x04 && usage <= 0x1d) return `Key${String.fromCharCode(0x41 + usage - 0x04)}`;
  if (usage >= 0x1e && usage <= 0x27) return `Digit${(usage - 0x1d) % 10}`;
  if (usage >= 0x59 && usage <= 0x62) return `Numpad${(usage - 0x58) % 10}`;
  return PLACES[usage];
}

/** Collects pressed keys until Enter, Tab or silence; fewer than four, or slow ones, are somebody's typing. */
export class KeyboardDecoder implements ReportDecoder {
  readonly #reportId: number | null;
  #down: ReadonlySet<number> = new Set();
  #text = '';
  /** A key without a sign stood in this code: the rest of it would be another code. */
  #broken = false;
  /** Signs so far, sound or not, and when the first and the last of them came. */
  #signs = 0;
  #firstAt = 0;
  #signAt = 0;
  #lastAt = 0;

  constructor(reportId: number | null) {
    this.#reportId = reportId;
  }

  get waits(): number | null {
    return this.#begun ? WEDGE_LIMITS.idle : null;
  }

  get #begun(): boolean {
    return this.#text !== '' || this.#broken;
  }

  push(report: Uint8Array, at: number): Decoded[] {
    const late = this.silence(at);
    if (this.#reportId !== null && report[0] !== this.#reportId)
      return [...late, { is: 'status', code: 'other_report' }];
    const keys = this.#reportId === null ? report : report.subarray(1);
    if (keys.length < LENGTH) {
      this.reset();
      return [...late, { is: 'bad', code: 'too_short' }];
    }
    if (keys.length > LENGTH) {
      this.reset();
      return [...late, { is: 'bad', code: 'wrong_layout' }];
    }
    // Which keys are down is not known then: they are neither let go nor pressed.
    if (keys.subarray(2).some((usage) => usage > 0 && usage < FIRST_KEY))
      return [...late, { is: 'status', code: 'status' }];
    const decoded = [...late, ...this.#press(keys, at)];
    return decoded.length > 0 ? decoded : [{ is: 'status', code: 'release' }];
  }

  silence(at: number): Decoded[] {
    return this.#begun && at - this.#lastAt >= WEDGE_LIMITS.idle ? [this.#finish()] : [];
  }

  reset(): boolean {
    const lost = this.#begun;
    this.#down = new Set();
    this.#clear();
    return lost;
  }

  #clear(): void {
    this.#text = '';
    this.#broken = false;
    this.#signs = 0;
  }

  /** Whether the signs came slower than a scanner types. */
  get #slow(): boolean {
    return this.#signAt - this.#firstAt > WEDGE_LIMITS.mean * (this.#signs - 1);
  }

  #press(keys: Uint8Array, at: number): Decoded[] {
    const down = new Set(keys.subarray(2).filter((usage) => usage >= FIRST_KEY));
    const pressed = [...down].filter((usage) => !this.#down.has(usage));
    this.#down = down;
    const modifiers = keys[0] ?? 0;
    const decoded: Decoded[] = [];
    for (const usage of pressed) {
      this.#lastAt = at;
      const place = placeOf(usage);
      if (place !== undefined && ENDS.has(place)) {
        if (this.#begun) decoded.push(this.#finish());
      } else if (!SILENT.has(usage)) {
        decoded.push(this.#sign(place, modifiers, at));
      }
    }
    return decoded;
  }

  #sign(place: string | undefined, modifiers: number, at: number): Decoded {
    if (this.#signs === 0) this.#firstAt = at;
    this.#signAt = at;
    this.#signs += 1;
    const sign =
      place === undefined || (modifiers & OTHER_MODIFIERS) !== 0
        ? null
        : characterOf(place, (modifiers & SHIFTS) !== 0);
    if (sign === null) this.#broken = true;
    else this.#text += sign;
    if (this.#text.length > LONGEST) {
      this.#clear();
      return { is: 'bad', code: 'too_long' };
    }
    return { is: 'part' };
  }

  #finish(): Decoded {
    const text = this.#text;
    const broken = this.#broken;
    const isTyping = text.length < WEDGE_LIMITS.length || this.#slow;
    this.#clear();
    if (isTyping) return { is: 'status', code: 'typing' };
    if (broken) return { is: 'bad', code: 'unknown_key' };
    const bytes = Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    return { is: 'code', code: { text, aim: null, bytes } };
  }
}

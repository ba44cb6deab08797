// Reports with a length, an AIM identifier and data at fixed places: HID-POS (USB-IF HID POS 1.02) and its like.

import { isNothing, textOf, withoutLineEnd } from './bytes-text.ts';
import type { TextDecoders } from './bytes-text.ts';
import type { ReportLayout } from './device-profile.ts';
import type { BadReport, Decoded, ReportDecoder } from './report-decoder.ts';
import { joined } from './rfid/bytes.ts';

/** Column of Honeywell, Youjie and Access-IS. */
export const HONEYWELL_LAYOUT: ReportLayout = {
  reportId: 2,
  length: { at: 1, bytes: 1 },
  aim: 2,
  data: { at: 5, most: 56 },
  continued: { at: 63, mask: 1 },
  answer: { at: 61, is: 0x3f },
};
/** Column of Zebra and Symbol. */
export const ZEBRA_LAYOUT: ReportLayout = {
  reportId: 2,
  length: { at: 1, bytes: 2 },
  aim: 3,
  data: { at: 6, most: 56 },
  continued: { at: 63, mask: 1 },
  answer: { at: 62, is: 0x3f },
};
/** Column of Newland's manuals (FM420, HR200, EM2027) and of others: data without an identifier before them. */
export const NEWLAND_LAYOUT: ReportLayout = {
  reportId: 2,
  length: { at: 1, bytes: 1 },
  aim: null,
  data: { at: 2, most: 56 },
  continued: { at: 63, mask: 1 },
  // STX and more control signs; a scanner may be set to put STX before a code, whose first sign is no such.
  answer: { at: 2, is: 0x02, nextBelow: 0x20 },
};

/** Parts of one code come within this time of each other, in ms. */
export const PART_GAP = 500;
/** The longest code there is: a QR of 7089 digits, rounded up. A device that never ends one is stopped here. */
const LONGEST = 8192;
/** Last word of an answer to a command, with ACK, NAK or ENQ as its text. */
const ANSWER_AIM = 'Z6';
const AIM_BEFORE = /^\]([A-Za-z][0-9A-Za-z])/u;

/** The layout of a report; null where it has none that is known. `begun`: of the code that it may go on with. */
export type LayoutOf = (report: Uint8Array, begun: ReportLayout | null) => ReportLayout | null;

function byteAt(report: Uint8Array, at: number): number {
  return report[at] ?? 0;
}

function isAlphanumeric(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a)
  );
}

/** Whether an AIM identifier stands there: `]`, a letter, a letter or digit. */
function hasAim(report: Uint8Array, at: number): boolean {
  return (
    report[at] === 0x5d &&
    byteAt(report, at + 1) > 0x39 &&
    isAlphanumeric(byteAt(report, at + 1)) &&
    isAlphanumeric(byteAt(report, at + 2))
  );
}

function isBlank(report: Uint8Array, from: number, to: number): boolean {
  return report.subarray(from, to).every((byte) => byte === 0);
}

/** Whether data begin where others have their identifier: then zeros follow sooner than those others allow. */
function isNewland(report: Uint8Array): boolean {
  const end = NEWLAND_LAYOUT.data.at + byteAt(report, 1);
  return end <= 58 && isBlank(report, end, Math.max(58, end + 3));
}

/** Which column a report is of, by the place of its AIM identifier; of one without, by where its data begin. */
export const hidPosLayout: LayoutOf = (report, begun) => {
  // A part may begin with what looks like an identifier.
  if (begun === NEWLAND_LAYOUT && isNewland(report)) return NEWLAND_LAYOUT;
  if (hasAim(report, 2)) return isNewland(report) ? NEWLAND_LAYOUT : HONEYWELL_LAYOUT;
  if (report[2] === 0 && hasAim(report, 3)) return ZEBRA_LAYOUT;
  if (report[2] !== 0 && isNewland(report)) return NEWLAND_LAYOUT;
  if (!isBlank(report, 2, 5) || isBlank(report, 5, 7)) return null;
  return report[5] === 0 ? ZEBRA_LAYOUT : HONEYWELL_LAYOUT;
};

interface Part {
  aim: string | null;
  data: Uint8Array;
  more: boolean;
}

function lengthOf(report: Uint8Array, { length }: ReportLayout): number {
  const low = byteAt(report, length.at);
  return length.bytes === 2 ? low + 256 * byteAt(report, length.at + 1) : low;
}

/** AIM identifier without its `]`; null where the place is empty, false where something else stands there. */
function aimOf(report: Uint8Array, at: number | null): string | null | false {
  if (at === null || isBlank(report, at, at + 3)) return null;
  return hasAim(report, at) && String.fromCharCode(byteAt(report, at + 1), byteAt(report, at + 2));
}

function hasMore(report: Uint8Array, { continued, data }: ReportLayout, length: number): boolean {
  if (continued === null) return false;
  if (continued === 'full') return length === data.most;
  return (byteAt(report, continued.at) & continued.mask) !== 0;
}

function partOf(report: Uint8Array, layout: ReportLayout): Part | BadReport {
  const length = lengthOf(report, layout);
  if (length > layout.data.most) return 'length';
  const { continued } = layout;
  const mark = continued === null || continued === 'full' ? -1 : continued.at;
  const needed = Math.max(layout.data.at + length, mark + 1);
  if (report.length < needed) return 'too_short';
  const aim = aimOf(report, layout.aim);
  if (aim === false) return 'wrong_layout';
  return {
    aim,
    // A copy: the reader of the device may use its memory again.
    data: report.slice(layout.data.at, layout.data.at + length),
    more: hasMore(report, layout, length),
  };
}

/** Joins parts to codes. `layoutOf` says of each report where its things lie. */
export class LayoutDecoder implements ReportDecoder {
  readonly #layoutOf: LayoutOf;
  readonly #texts: TextDecoders;
  readonly #reportId: number | null;
  #parts: Part[] = [];
  #layout: ReportLayout | null = null;
  #length = 0;
  #lastAt = 0;

  constructor(layoutOf: LayoutOf, reportId: number | null, texts: TextDecoders) {
    this.#layoutOf = layoutOf;
    this.#reportId = reportId;
    this.#texts = texts;
  }

  get waits(): number | null {
    return this.#parts.length > 0 ? PART_GAP : null;
  }

  push(report: Uint8Array, at: number): Decoded[] {
    const late = this.silence(at);
    if (report.length === 0) return [...late, ...this.#bad('too_short')];
    if (this.#reportId !== null && report[0] !== this.#reportId)
      return [...late, { is: 'status', code: 'other_report' }];
    return [...late, ...this.#take(report, at)];
  }

  silence(at: number): Decoded[] {
    if (this.#parts.length === 0 || at - this.#lastAt < PART_GAP) return [];
    return this.#bad('timeout');
  }

  reset(): boolean {
    const lost = this.#parts.length > 0;
    this.#parts = [];
    this.#layout = null;
    this.#length = 0;
    return lost;
  }

  #take(report: Uint8Array, at: number): Decoded[] {
    const layout = this.#layoutOf(report, this.#layout);
    if (layout === null) return this.#bad('wrong_layout');
    const part = partOf(report, layout);
    if (typeof part === 'string') return this.#bad(part);
    if (this.#isAnswer(report, layout) || part.aim === ANSWER_AIM)
      return [{ is: 'status', code: 'answer' }];
    const first = this.#parts[0];
    const before = first && first.aim !== part.aim ? this.#bad('aim_changed') : [];
    this.#parts.push(part);
    this.#layout = layout;
    this.#length += part.data.length;
    this.#lastAt = at;
    if (this.#length > LONGEST) return [...before, ...this.#bad('too_long')];
    return [...before, part.more ? { is: 'part' } : this.#finish()];
  }

  #isAnswer(report: Uint8Array, { aim, answer }: ReportLayout): boolean {
    if (answer === null || report[answer.at] !== answer.is) return false;
    const { nextBelow } = answer;
    if (nextBelow !== undefined && byteAt(report, answer.at + 1) >= nextBelow) return false;
    // Without an identifier a later part cannot be told from an answer, and is the likelier.
    return aim !== null || this.#parts.length === 0;
  }

  #finish(): Decoded {
    const parts = this.#parts;
    this.reset();
    const bytes = joined(parts.map(({ data }) => data));
    const read = textOf(bytes, this.#texts);
    if (read === null) return { is: 'bad', code: 'not_text' };
    const told = parts[0]?.aim ?? null;
    // Some scanners can be set to put the identifier before the data.
    const before = told === null ? (AIM_BEFORE.exec(read)?.[1] ?? null) : null;
    const text = withoutLineEnd(before === null ? read : read.slice(3));
    if (isNothing(text)) return { is: 'status', code: 'empty' };
    return { is: 'code', code: { text, aim: told ?? before, bytes } };
  }

  #bad(code: BadReport): Decoded[] {
    this.reset();
    return [{ is: 'bad', code }];
  }
}

// IBM/USB-OEM reports, usage page FF45: hand-held 4B00, table-top 4A00.

import { isNothing, textOf, withoutLineEnd } from './bytes-text.ts';
import type { TextDecoders } from './bytes-text.ts';
import { PART_GAP } from './layout-decoder.ts';
import type { BadReport, Decoded, ReportDecoder, ReportStatus } from './report-decoder.ts';
import { joined, toHex } from './rfid/bytes.ts';

/** Length and three status bytes come before the label. */
const HEAD = 4;
/** More reports of the same label follow: this bit of the identifier's first byte. */
const MORE = 0x10;
/** Parts of one label at most; the longest codes fit many times over. */
const MOST_PARTS = 200;

/** AIM identifiers (ISO/IEC 15424) of IBM's label types. */
const AIM_OF: Record<string, string> = {
  '16': 'E0',
  '0c': 'E4',
  '0d': 'E0',
  '0a': 'E0',
  '000a0b': 'A0',
  '000e0b': 'F0',
  '000d0b': 'I0',
  '00180b': 'C0',
  '00190b': 'G0',
  '00250b': 'C1',
  '002e0b': 'L0',
  '00320b': 'd1',
  '00330b': 'Q1',
  '00340b': 'z0',
  '00130b': 'E3',
  '00150b': 'E3',
};
/** Their digits come as 0 to 9 from a table-top scanner. */
const DIGIT_TYPES: ReadonlySet<string> = new Set(['16', '0c', '0d', '0a', '00130b', '00150b']);

/** Status bits by byte, what matters most first. */
const STATUSES: readonly [byte: number, bit: number, code: ReportStatus][] = [
  [1, 0x20, 'hardware_error'],
  [1, 0x80, 'not_ready'],
  [2, 0x80, 'command_rejected'],
  [3, 0x20, 'undefined_command'],
  [3, 0x10, 'not_allowed'],
  [2, 0x04, 'check_digit'],
  [3, 0x08, 'direct_io'],
  [3, 0x01, 'configured'],
  [2, 0x02, 'enabled'],
  [2, 0x01, 'alive'],
];

interface Label {
  data: Uint8Array;
  type: string;
  more: boolean;
}

/** Bytes of the identifier at the end of a label: four after an unknown type, three for most, one for EAN and UPC. */
function idLength(last: number): number {
  if (last === 0x00) return 4;
  return last === 0x0b ? 3 : 1;
}

function labelOf(report: Uint8Array, end: number): Label | null {
  const size = idLength(report[end - 1] ?? 0);
  const from = end - size;
  if (from < HEAD) return null;
  const id = report.slice(from, end);
  const more = size > 1 && ((id[0] ?? 0) & MORE) !== 0;
  if (more) id[0] = (id[0] ?? 0) & ~MORE;
  return {
    data: report.slice(HEAD, from),
    type: toHex(id).toLowerCase(),
    more,
  };
}

function statusOf(report: Uint8Array): ReportStatus {
  return STATUSES.find(([byte, bit]) => ((report[byte] ?? 0) & bit) !== 0)?.[2] ?? 'status';
}

/** Digits as text: those of a table-top scanner come as numbers. Null where something else is among them. */
function digits(data: Uint8Array): Uint8Array | null {
  const text = data.map((byte) => (byte <= 9 ? byte + 0x30 : byte));
  return text.every((byte) => byte >= 0x30 && byte <= 0x39) ? text : null;
}

/** Joins parts to labels; statuses in between leave what was begun alone. */
export class IbmDecoder implements ReportDecoder {
  readonly #tableTop: boolean;
  readonly #texts: TextDecoders;
  #labels: Label[] = [];
  #lastAt = 0;

  constructor(form: 'hand_held' | 'table_top', texts: TextDecoders) {
    this.#tableTop = form === 'table_top';
    this.#texts = texts;
  }

  get waits(): number | null {
    return this.#labels.length > 0 ? PART_GAP : null;
  }

  push(report: Uint8Array, at: number): Decoded[] {
    const late = this.silence(at);
    const length = report[0] ?? 0;
    if (length < HEAD) return [...late, ...this.#bad('length')];
    if (length > report.length) return [...late, ...this.#bad('too_short')];
    if (length === HEAD) return [...late, { is: 'status', code: statusOf(report) }];
    const flags = report[1] ?? 0;
    if ((flags & 0x02) !== 0) return [...late, { is: 'status', code: 'configuration' }];
    if ((flags & 0x40) !== 0) return [...late, { is: 'status', code: 'direct_io' }];
    return [...late, ...this.#take(labelOf(report, length), at)];
  }

  silence(at: number): Decoded[] {
    if (this.#labels.length === 0 || at - this.#lastAt < PART_GAP) return [];
    return this.#bad('timeout');
  }

  reset(): boolean {
    const lost = this.#labels.length > 0;
    this.#labels = [];
    return lost;
  }

  #take(label: Label | null, at: number): Decoded[] {
    if (label === null) return this.#bad('wrong_layout');
    const first = this.#labels[0];
    const before = first && first.type !== label.type ? this.#bad('aim_changed') : [];
    this.#labels.push(label);
    this.#lastAt = at;
    if (this.#labels.length > MOST_PARTS) return [...before, ...this.#bad('too_long')];
    return [...before, label.more ? { is: 'part' } : this.#finish(label.type)];
  }

  #finish(type: string): Decoded {
    const bytes = joined(this.#labels.map(({ data }) => data));
    this.reset();
    const read = this.#tableTop && DIGIT_TYPES.has(type) ? digits(bytes) : bytes;
    if (read === null) return { is: 'bad', code: 'not_digits' };
    const text = textOf(read, this.#texts);
    if (text === null) return { is: 'bad', code: 'not_text' };
    const code = withoutLineEnd(text);
    if (isNothing(code)) return { is: 'status', code: 'empty' };
    return { is: 'code', code: { text: code, aim: AIM_OF[type] ?? null, bytes } };
  }

  #bad(code: BadReport): Decoded[] {
    this.reset();
    return [{ is: 'bad', code }];
  }
}

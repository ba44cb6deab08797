// What the test card holds: known values, one of them longer than a report, one in Chinese.

import type { SymbolKind } from '../../print/symbol.ts';

export interface TestValue {
  /** Its word is `devices.card.value.<id>`. */
  id: 'code128' | 'digits' | 'qr_text' | 'qr_long';
  kind: SymbolKind;
  text: string;
}

/** Longer than the 56 bytes that one HID-POS report holds, twice over. */
const LONG = Array.from({ length: 12 }, (_, n) => `SHUTAI-${String(n + 1).padStart(2, '0')}`);

/** The codes of the card, in its order. */
export const TEST_VALUES: readonly TestValue[] = [
  { id: 'code128', kind: 'code128', text: 'SHUTAI-128' },
  { id: 'digits', kind: 'code128', text: '0123456789' },
  { id: 'qr_text', kind: 'qr', text: '书台扫描测试' },
  { id: 'qr_long', kind: 'qr', text: LONG.join(' ') },
];

/** Number of the card's code with this text, from 1; null for any other text. Case may be turned round by Caps Lock. */
export function testNumber(text: string): number | null {
  const read = text.trim().toUpperCase();
  const at = TEST_VALUES.findIndex((value) => value.text === read);
  return at < 0 ? null : at + 1;
}

// Money is whole fen everywhere; only the screen sees yuan.

/** An amount of money in whole fen (1/100 yuan); never a fraction. */
export type Fen = number;

/** Fen as yuan text with two places, `1234` → `12.34`. */
export function yuanText(fen: Fen): string {
  const sign = fen < 0 ? '-' : '';
  const whole = Math.abs(fen);
  return `${sign}${Math.trunc(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}

/** Reads yuan as typed (`12`, `12.3`, `12.34`) into fen; anything else is `undefined`. */
export function parseYuan(text: string): Fen | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/u.exec(text.trim());
  if (!match) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

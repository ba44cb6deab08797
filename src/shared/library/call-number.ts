// Sort keys of Chinese Library Classification call numbers: shelf order as plain text order.
// Rule: 《中图法》第五版使用手册 p. 82-83, as quoted in DigitalPlatform/dp2 (see docs/decisions); LC and Dewey come with the devices.

/** Open points that a library settles once; changing one means new keys for every copy. */
export interface CallNumberOptions {
  /** `TP312C` before `TP312-43` (dp2's reading) or after it. */
  letters: 'before_signs' | 'after_signs';
}

const DEFAULT_OPTIONS: CallNumberOptions = { letters: 'before_signs' };

/** Auxiliary signs in the rule's order; each sorts before digits. A closing bracket closes what it opened. */
const SIGN_RANK: Record<string, string> = {
  '-': '\u0011',
  '(': '\u0012',
  '"': '\u0013',
  '=': '\u0014',
  '<': '\u0015',
  ':': '\u0016',
  '+': '\u0017',
};
const LETTER_BEFORE = '\u0010';
const LETTER_AFTER = '\u0018';
const LINE_BREAK = '\u0001';
const IGNORED = /[.)>\s]/u;

/** Full-width forms and Chinese brackets to ASCII, upper case, without a `{location}` prefix. */
export function foldCallNumber(callNumber: string): string {
  return callNumber
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('〈', '<')
    .replaceAll('〉', '>')
    .replaceAll(/[“”]/gu, '"')
    .replace(/^\s*\{[^}]*\}\s*/u, '')
    .trim();
}

/** The class line: signs in their order before digits, digits as decimals (`TP311 < TP32`), main-class letters last (`T1 < TP1`). */
function classKey(line: string, options: CallNumberOptions): string {
  const letterMark = options.letters === 'before_signs' ? LETTER_BEFORE : LETTER_AFTER;
  let key = '';
  let quoteOpen = false;
  let leading = true;
  for (const character of line) {
    if (character === '"' && quoteOpen) {
      quoteOpen = false;
      continue;
    }
    if (character === '"') quoteOpen = true;
    if (IGNORED.test(character)) continue;
    if (/[A-Z]/u.test(character)) {
      key += leading ? character : letterMark + character;
      continue;
    }
    leading = false;
    key += SIGN_RANK[character] ?? character;
  }
  return key;
}

/** An item line (after each `/`): digit runs are numbers, padded to 12, so `/2 < /1234` and `/L95:2 < /L95:10`. */
function itemKey(line: string): string {
  let key = '';
  for (const part of line.matchAll(/\d+|[^\d]/gu)) {
    const text = part[0];
    if (/\d/u.test(text)) key += text.padStart(12, '0');
    else if (!IGNORED.test(text)) key += SIGN_RANK[text] ?? text;
  }
  return key;
}

/** Sort key of a call number: comparing two keys as text gives shelf order; a missing item line sorts first. */
export function callKey(callNumber: string, options: CallNumberOptions = DEFAULT_OPTIONS): string {
  const [classLine = '', ...items] = foldCallNumber(callNumber).split('/');
  return [classKey(classLine, options), ...items.map((item) => itemKey(item.trim()))].join(
    LINE_BREAK,
  );
}

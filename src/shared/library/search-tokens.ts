// Chinese full-text search by bigrams that the program makes: SQLite's own tokenizers cannot split Chinese.

/** Folds a text for search: full-width to ASCII, lower case, one space between words. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ');
}

const HAN = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u;

/** A run of Chinese characters, or a word of anything else that has letters or digits. */
interface Run {
  han: boolean;
  run: string;
  /** Nothing but a blank or the end follows it: more of it may have been left untyped. */
  open: boolean;
}

function runs(text: string): Run[] {
  const found: Run[] = [];
  const folded = foldText(text);
  for (const part of folded.matchAll(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|[\p{L}\p{N}]+?(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\p{L}\p{N}]|$)/gu,
  )) {
    const next = folded[part.index + part[0].length];
    const open = next === undefined || next === ' ';
    found.push({ han: HAN.test(part[0]), run: part[0], open });
  }
  return found;
}

/** The tokens of a text as one space-separated string for FTS5: words, single characters and bigrams of Chinese. */
export function searchTokens(text: string): string {
  const tokens: string[] = [];
  for (const { han, run } of runs(text)) {
    if (!han) {
      tokens.push(run);
      continue;
    }
    const characters = [...run];
    for (const [index, character] of characters.entries()) {
      const next = characters[index + 1];
      if (next !== undefined) tokens.push(character + next);
      else tokens.push(character);
    }
  }
  return tokens.join(' ');
}

const quoted = (token: string) => `"${token.replaceAll('"', '""')}"`;

/**
 * The FTS5 MATCH expression that finds texts holding every run of what was typed, or null when nothing
 * in it can be searched. A single Chinese character matches as a prefix of the bigrams that begin with it
 * (or as a run's last character). The caller checks the rows it shows with `holdsText`: bigrams that stand
 * apart match too.
 */
export function matchExpression(typed: string): string | null {
  const terms: string[] = [];
  for (const { han, run, open } of runs(typed)) {
    const characters = [...run];
    if (!han || characters.length === 1) {
      // What a sign already closed is whole: `TP311.1` wants TP311 and what begins with 1.
      terms.push(han || open ? `${quoted(run)}*` : quoted(run));
      continue;
    }
    for (let index = 0; index + 1 < characters.length; index += 1) {
      terms.push(quoted(`${characters[index]}${characters[index + 1]}`));
    }
  }
  return terms.length > 0 ? terms.join(' AND ') : null;
}

/** Whether the text really holds each word typed, in any order: the check after the index. */
export function holdsText(text: string, typed: string): boolean {
  const folded = foldText(text);
  return foldText(typed)
    .split(' ')
    .every((word) => folded.includes(word));
}

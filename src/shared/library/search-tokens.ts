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

/** The bigrams of a run of two Chinese characters or more. */
function bigramsOf(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** The terms of what was typed; `ofRun` makes those of a run of two Chinese characters or more. */
function expressionOf(typed: string, ofRun: (bigrams: string[]) => string): string | null {
  const terms = runs(typed).map(({ han, run, open }) => {
    const bigrams = han ? bigramsOf(run) : [];
    if (bigrams.length > 0) return ofRun(bigrams);
    // What a sign already closed is whole: `TP311.1` wants TP311 and what begins with 1.
    return han || open ? `${quoted(run)}*` : quoted(run);
  });
  return terms.length > 0 ? terms.join(' AND ') : null;
}

/**
 * The FTS5 MATCH expression that finds texts holding every run of what was typed, or null when nothing
 * in it can be searched; for a table without positions. A single Chinese character matches as a prefix of the bigrams that begin with it
 * (or as a run's last character). The caller checks the rows it shows with `holdsText`: bigrams that stand
 * apart match too.
 */
export function matchExpression(typed: string): string | null {
  return expressionOf(typed, (bigrams) => bigrams.map(quoted).join(' AND '));
}

/** Characters that SQLite's tokenizer surely takes for letters; it knows no newer ones. */
const PLAIN_WORD = /^(?:[\u4e00-\u9fa5]+|[a-z0-9]+)$/u;

/**
 * The same for a table that has positions, where the bigrams of a run follow each other; `exact` when it finds no text
 * but those that hold what was typed, so that none has to be checked.
 */
export function phraseExpression(typed: string): { match: string; exact: boolean } | null {
  const match = expressionOf(typed, (bigrams) => quoted(bigrams.join(' ')));
  if (match === null) return null;
  const exact = foldText(typed)
    .split(' ')
    .every((word) => PLAIN_WORD.test(word));
  return { match, exact };
}

/** Whether the text really holds each word typed, in any order: the check after the index. */
export function holdsText(text: string, typed: string): boolean {
  const folded = foldText(text);
  return foldText(typed)
    .split(' ')
    .every((word) => folded.includes(word));
}

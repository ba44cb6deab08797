import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  foldText,
  holdsText,
  matchExpression,
  phraseExpression,
  searchTokens,
} from './search-tokens.ts';

const tokensOf = (text: string) => new Set(searchTokens(text).split(' '));

/** What FTS5 does with the expressions made here: every term a token, or the beginning of one. */
function matches(text: string, typed: string): boolean {
  const tokens = [...tokensOf(text)];
  const expression = matchExpression(typed);
  if (expression === null) return false;
  return expression.split(' AND ').every((term) => {
    const word = term.replace(/\*$/u, '').slice(1, -1);
    return term.endsWith('*') ? tokens.some((t) => t.startsWith(word)) : tokens.includes(word);
  });
}

/** What FTS5 does with a phrase expression: the tokens of a term follow each other. */
function matchesPhrases(text: string, typed: string): boolean {
  const tokens = ['', ...searchTokens(text).split(' '), ''];
  const terms = phraseExpression(typed)?.match.split(' AND ') ?? [];
  return terms.every((term) => {
    const phrase = ` ${term.replace(/\*$/u, '').slice(1, -1)}${term.endsWith('*') ? '' : ' '}`;
    return tokens.join(' ').includes(phrase);
  });
}

describe('search tokens', () => {
  it('finds two Chinese characters in the middle of a title', () => {
    expect(matches('中国近代经济史研究', '经济')).toBe(true);
    expect(matches('中国近代经济史研究', '济经')).toBe(false);
  });

  it('finds one character, also the last of a title', () => {
    expect(matches('中国近代史', '史')).toBe(true);
    expect(matches('中国近代史', '近')).toBe(true);
  });

  it('splits letters from Chinese and folds full-width forms', () => {
    expect([...tokensOf('Ｃ语言程序设计')]).toContain('c');
    expect(matches('数据库SQL入门', 'sql 入门')).toBe(true);
  });

  it('says that nothing can be searched in signs alone', () => {
    expect(matchExpression('——？')).toBeNull();
  });

  it('checks the rows: bigrams that stand apart do not hold the text', () => {
    expect(matches('经济与济世', '经济世')).toBe(true);
    expect(holdsText('经济与济世', '经济世')).toBe(false);
    expect(holdsText('经济与济世', '济世 经济')).toBe(true);
  });

  it('finds every substring of Chinese that a text holds', () => {
    const han = fc.string({
      unit: fc.constantFrom(...'中国经济史论研究语言'),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(han, fc.nat(), fc.nat(), (text, a, b) => {
        const characters = [...text];
        const start = a % characters.length;
        const part = characters.slice(start, start + 1 + (b % 4)).join('');
        expect(matches(text, part)).toBe(true);
      }),
    );
  });

  it('finds by phrases just the texts that hold what was typed, wherever it says so', () => {
    const signs = fc.constantFrom(...'中国经济史济经中国经济史济经Cc1 。-');
    const text = fc.string({ unit: signs, minLength: 1, maxLength: 14 });
    const part = fc.string({ unit: signs, minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(text, part, (title, typed) => {
        const holds = holdsText(title, typed);
        const found = matchesPhrases(title, typed);
        // Letters are found at the beginning of a word alone.
        fc.pre(phraseExpression(typed) !== null && !/[c1]/iu.test(typed));
        expect(found === holds || (found && !phraseExpression(typed)?.exact)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves words with signs, and characters that a tokenizer may not know, to the check of the text', () => {
    expect(phraseExpression('经济学')).toEqual({ match: '"经济 济学"', exact: true });
    expect(phraseExpression('sql 入门')).toEqual({ match: '"sql"* AND "入门"', exact: true });
    expect(phraseExpression('史')).toEqual({ match: '"史"*', exact: true });
    for (const typed of ['TP311.1', 'C语言', '经济·史', '𠮷野家'])
      expect(phraseExpression(typed)?.exact, typed).toBe(false);
    expect(phraseExpression('？')).toBeNull();
  });

  it('folds to something that folding leaves alone', () => {
    fc.assert(fc.property(fc.string(), (text) => foldText(foldText(text)) === foldText(text)));
  });

  it('looks for a word as a beginning only where more of it may follow', () => {
    expect(matchExpression('TP311.1')).toBe('"tp311" AND "1"*');
    expect(matchExpression('algo intro')).toBe('"algo"* AND "intro"*');
  });
});

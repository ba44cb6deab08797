import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, holdsText, matchExpression, searchTokens } from './search-tokens.ts';

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

  it('folds to something that folding leaves alone', () => {
    fc.assert(fc.property(fc.string(), (text) => foldText(foldText(text)) === foldText(text)));
  });

  it('looks for a word as a beginning only where more of it may follow', () => {
    expect(matchExpression('TP311.1')).toBe('"tp311" AND "1"*');
    expect(matchExpression('algo intro')).toBe('"algo"* AND "intro"*');
  });
});

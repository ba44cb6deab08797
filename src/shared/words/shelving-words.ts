// Sentences of shelf order: why one call number stands before another, and what is wrong with a copy on a shelf.

import type { Explanation, OrderReason, PieceKind } from '../library/call-number-explain.ts';
import { fill } from './fill.ts';
import type { Language } from './fill.ts';

const PIECES: Record<Language, Record<PieceKind, string>> = {
  zh: {
    letter: '字母',
    mark: '推荐标记',
    sign: '辅助符号',
    digit: '数字',
    number: '数',
    date: '年份',
    volume: '卷册号',
    cutter: '克特号',
    word: '字词',
    end: '行尾',
  },
  en: {
    letter: 'a letter',
    mark: 'the recommendation mark',
    sign: 'a sign',
    digit: 'a digit',
    number: 'a number',
    date: 'a date',
    volume: 'a volume',
    cutter: 'a cutter',
    word: 'a word',
    end: 'the end of the line',
  },
};

/** Why a report of a shelf is refused; part of the engine's refusals. */
export const SHELVING_REFUSALS = {
  zh: {
    already_sought: '条码 {barcode} 已在查找（{code}），不再另开。',
    not_expected:
      '条码 {barcode} 现在不该在这一架（已借出、有申请在用、停用或属于别处），不开查找。',
  },
  en: {
    already_sought: 'Barcode {barcode} is looked for already ({code}); no other search is opened.',
    not_expected:
      'Barcode {barcode} is not expected on this shelf now (lent, with a request, out of use or of another shelf); no search is opened.',
  },
};

/** What is done at shelves, as refusals name it. */
export const SHELVING_ACTIONS = {
  zh: { shelf_report: '读架与清点', practice: '上架练习' },
  en: { shelf_report: 'Shelf reading', practice: 'Shelving practice' },
};

/** `{where}` is what both begin with, in words. */
const REASONS: Record<Language, Record<OrderReason, string>> = {
  zh: {
    same: '两个索书号的排架位置相同',
    unreadable: '{second} 不合分类法的写法，排在最后',
    both_unreadable: '两个索书号都不合分类法的写法，按字符先后排列',
    nothing_before_something: '{where}{first} 到此为止，{second} 还有“{other}”：短者在前',
    class_ends: '{where}{first} 的这一行到此为止，{second} 还有“{other}”：短者在前',
    letters: '{where}字母 {one} 在 {other} 之前',
    shorter_letters: '{where}字母 {one} 比 {other} 短：短者在前',
    digits: '{where}数字逐位比较，{one} 在 {other} 之前',
    fewer_digits: '{where}{one} 之后没有数字，{other} 还有：短者在前',
    signs: '{where}辅助符号 {one} 在 {other} 之前',
    kinds: '{where}“{one}”是{oneKind}，“{other}”是{otherKind}，{oneKind}在前',
    numbers: '{where}按数的大小，{one} 小于 {other}',
    decimals: '{where}按小数比较，{one} 小于 {other}',
    words: '{where}“{one}”在“{other}”之前',
  },
  en: {
    same: 'Both have the same place on the shelf',
    unreadable: '{second} is no call number of the scheme and stands last',
    both_unreadable:
      'Neither is a call number of the scheme; they stand in the order of their characters',
    nothing_before_something:
      '{where}{first} ends here and {second} goes on with “{other}”: the shorter stands first',
    class_ends:
      '{where}the line of {first} ends here and {second} goes on with “{other}”: the shorter stands first',
    letters: '{where}the letter {one} stands before {other}',
    shorter_letters: '{where}the letters {one} are fewer than {other}: the shorter stand first',
    digits: '{where}digits are compared one by one, and {one} stands before {other}',
    fewer_digits:
      '{where}no digit follows {one}, but one does in {other}: the shorter stands first',
    signs: '{where}the sign {one} stands before {other}',
    kinds: '{where}“{one}” is {oneKind} and “{other}” is {otherKind}: {oneKind} stands first',
    numbers: '{where}they are compared as numbers, and {one} is less than {other}',
    decimals: '{where}they are compared as decimals, and {one} is less than {other}',
    words: '{where}“{one}” stands before “{other}”',
  },
};

const WHERE: Record<Language, string> = { zh: '“{common}”之后，', en: 'After “{common}”, ' };

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Why the first call number stands before the second: `TP311.13 stands before TP311.131: …`. */
export function orderSentence(why: Explanation, language: Language): string {
  const pieces = PIECES[language];
  const reason = fill(REASONS[language][why.reason], {
    ...why,
    where: why.common === '' ? '' : fill(WHERE[language], { common: why.common }),
    oneKind: pieces[why.oneKind],
    otherKind: pieces[why.otherKind],
  });
  return capital(reason);
}

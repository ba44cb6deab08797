// The values of policies that take one of a few.

import type { Same, Words } from '../both.ts';

const zh = {
  zh: '中文',
  en: '英文',
  both: '中英文',
  hand_over: '交付时',
  packing: '打包时',
  clc: '中图法',
  lc: '国会图书馆分类法',
  dewey: '杜威十进分类法',
  before_signs: '字母在前',
  after_signs: '辅助符号在前',
  letter: '作字母',
  first: '排在最前',
  ignored: '不计',
  shorter_first: '短者在前',
  alphabetical: '按字母',
  built_in: '本系统',
  sip2: '图书馆自动化系统（SIP2）',
  iso28560_2: 'ISO 28560-2（GB/T 35660.2）',
  iso28560_3: 'ISO 28560-3',
  at_once: '立即公开',
  after_look: '审核后公开',
  flagged: '含敏感词的先审',
} satisfies Words;

const en: Same<typeof zh> = {
  zh: 'Chinese',
  en: 'English',
  both: 'Both',
  hand_over: 'At the hand-over',
  packing: 'At packing',
  clc: 'Chinese Library Classification',
  lc: 'Library of Congress',
  dewey: 'Dewey',
  before_signs: 'Letters first',
  after_signs: 'Signs first',
  letter: 'Taken for a letter',
  first: 'Before all else',
  ignored: 'Ignored',
  shorter_first: 'The shorter first',
  alphabetical: 'By letters',
  built_in: 'This system',
  sip2: 'The library’s own system (SIP2)',
  iso28560_2: 'ISO 28560-2 (GB/T 35660.2)',
  iso28560_3: 'ISO 28560-3',
  at_once: 'At once',
  after_look: 'After a look',
  flagged: 'At once unless a listed word is in it',
};

/** Words of policies' values, by language. */
export const policyOptionWords = { zh, en };

// Notices as readers read them.

import { describe, expect, it } from 'vitest';
import { modelEnv } from '../../../../tests/support/model-library.ts';
import type { Notice } from '../../library/entities.ts';
import { NOTICE_DEFAULTS } from './notices.ts';
import { noticeText } from './notice-text.ts';

const BOOK = { code: 'W-0001', title: '高等数学' };
const told = (code: string, facts: Notice['facts'], text: string | null = null) => {
  const about = { id: 'n1', ver: 0, requestId: 'r1', readerId: 'reader-1', corrects: null };
  const notice = { ...about, code, facts, text, at: '2018-06-06T00:30:00.000Z' };
  return noticeText(notice, 'purchase', [], modelEnv.settings);
};

describe('a notice', () => {
  it('names the number of a parcel only where there is one', () => {
    const facts = { ...BOOK, day: '2018-06-22' };
    const sent = told('purchase.shipped', { ...facts, tracking: 'YD1' });
    expect(sent.zh).toContain('运单号：YD1。');
    for (const tracking of [null, '']) {
      const handed = told('purchase.shipped', { ...facts, tracking });
      expect(handed.zh).toMatch(
        /^《高等数学》（W-0001）现在由您先读，请在 .+ 前（含当日）归还到任一服务台。$/u,
      );
      expect(handed.en).not.toContain('number');
    }
  });

  it('says which book what staff wrote is about, unless they say it themselves', () => {
    const refused = (text: string) => told('purchase.rejected', BOOK, text);
    const named = '《高等数学》（W-0001）：本期经费已安排完毕。';
    expect(refused('本期经费已安排完毕。')).toEqual({ zh: named, en: named });
    expect(refused('《高等数学》馆内已有。').zh).toBe('《高等数学》馆内已有。');
    expect(told('purchase.rejected', {}, '已有。').zh).toBe('已有。');
  });

  it('has no gaps around names in Chinese', () => {
    const gaps = /\p{Script=Han} \{(?:campus|address)\}|\{(?:campus|address)\} \p{Script=Han}/u;
    const wrong = Object.entries(NOTICE_DEFAULTS).filter(([, { zh }]) => gaps.test(zh));
    expect(wrong).toEqual([]);
  });
});

// What readers are told about their suggestions, reviews and tickets, as text.

import { describe, expect, it } from 'vitest';
import { modelEnv } from '../../../../tests/support/model-library.ts';
import type { Notice } from '../../library/entities.ts';
import { noticeText } from '../../queues/notices/notice-text.ts';
import { takeApart } from '../../sync/private-text.ts';
import { VOICE_NOTICES } from './voice-notices.ts';

const notice = (code: string, facts: Notice['facts']): Notice => ({
  id: 'n1',
  ver: 1,
  requestId: null,
  readerId: 'reader-1',
  code,
  facts,
  text: null,
  at: '2018-06-06T00:30:00.000Z',
  corrects: null,
});
const told = (code: string, facts: Notice['facts']) =>
  noticeText(notice(code, facts), null, [], modelEnv.settings);

describe('notices of readers’ voices', () => {
  it('give reasons in words, in both languages', () => {
    expect(told('review.hidden', { title: '书', reviewReason: 'advertising' })).toEqual({
      zh: '您对《书》的点评没有公开，原因：广告。您可以修改后再提交。',
      en: 'Your review of “书” is not shown. Reason: Advertising. You can change it and send it again.',
    });
    expect(told('suggestion.declined', { title: '书', reason: 'budget' }).zh).toBe(
      '您荐购的《书》未被采纳，原因：经费不足。',
    );
  });

  it('keep what staff wrote as it is, and fill nothing inside it', () => {
    const answer = '<script>alert(1)</script> {title}';
    expect(told('feedback.answered', { answer }).zh).toBe(`您的留言有了答复：${answer}`);
    const { open, text } = takeApart('notice', notice('feedback.answered', { answer }));
    expect(JSON.stringify(open)).not.toContain('script');
    expect(text).toEqual({ 'facts.answer': answer });
  });

  it('have the same places in both languages', () => {
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
    for (const [code, { zh, en }] of Object.entries(VOICE_NOTICES)) {
      expect(places(en).toSorted(), code).toEqual(places(zh).toSorted());
    }
  });
});

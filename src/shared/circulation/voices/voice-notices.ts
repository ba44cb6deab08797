// What readers are told about suggestions, reviews and tickets, by notice code; a library rewords them by template rows.

import type { Bilingual } from '../../library/entities.ts';

/** Texts with which an answer to a ticket begins, by its subject; nothing is filled in. */
const reply = (subject: string, zh: string, en: string): [string, Bilingual] => [
  `reply.${subject}`,
  { zh, en },
];

/** Default texts. */
export const VOICE_NOTICES: Record<string, Bilingual> = {
  ...Object.fromEntries([
    reply(
      'resources',
      '感谢您告诉我们馆里缺少的资源，我们已经登记并会安排处理。',
      'Thank you for telling us what the library lacks. It is noted and will be dealt with.',
    ),
    reply(
      'service',
      '感谢您对服务的意见，我们已转告相关岗位。',
      'Thank you for what you say about our service. We have passed it on to those concerned.',
    ),
    reply(
      'facilities',
      '您反映的问题已报修，修好后会公告。',
      'What you report has been handed to maintenance; we will announce when it is repaired.',
    ),
    reply(
      'system',
      '您反映的问题已转给系统管理员核查。',
      'What you report is being looked into by those who run the system.',
    ),
    reply('other', '您的留言已收到，答复如下：', 'We have read what you wrote. Our answer:'),
  ]),
  'suggestion.accepted': {
    zh: '您荐购的《{title}》已被采纳，图书馆将安排采购。',
    en: 'Your suggestion “{title}” has been accepted; the library will order it.',
  },
  'suggestion.declined': {
    zh: '您荐购的《{title}》未被采纳，原因：{reason}。',
    en: 'Your suggestion “{title}” has been declined. Reason: {reason}.',
  },
  'suggestion.accepted_with': {
    zh: '您荐购的《{title}》已被采纳：{answer}',
    en: 'Your suggestion “{title}” has been accepted: {answer}',
  },
  'suggestion.declined_with': {
    zh: '您荐购的《{title}》未被采纳（{reason}）：{answer}',
    en: 'Your suggestion “{title}” has been declined ({reason}): {answer}',
  },
  'suggestion.ordered': {
    zh: '您荐购的《{title}》已经订购，到馆后另行通知。',
    en: 'Your suggestion “{title}” has been ordered; you will hear when it is here.',
  },
  'suggestion.arrived': {
    zh: '您荐购的《{title}》已到馆，已为您预约，您排在第 {place} 位，可取时另行通知。',
    en: 'Your suggestion “{title}” is in the library. A hold is placed for you (place {place} in the queue); you will hear when it can be collected.',
  },
  'suggestion.leads': {
    zh: '最先荐购《{title}》的读者已撤回，这条荐购现在由您领头。',
    en: 'The reader who suggested “{title}” first has withdrawn; the suggestion is yours now.',
  },
  'review.hidden': {
    zh: '您对《{title}》的点评没有公开，原因：{reviewReason}。您可以修改后再提交。',
    en: 'Your review of “{title}” is not shown. Reason: {reviewReason}. You can change it and send it again.',
  },
  'review.hidden_with': {
    zh: '您对《{title}》的点评没有公开（{reviewReason}）：{answer} 您可以修改后再提交。',
    en: 'Your review of “{title}” is not shown ({reviewReason}): {answer} You can change it and send it again.',
  },
  'feedback.answered': {
    zh: '您的留言有了答复：{answer}',
    en: 'There is an answer to what you wrote: {answer}',
  },
  'feedback.said': {
    zh: '图书馆就您的留言说：{answer}',
    en: 'The library says about what you wrote: {answer}',
  },
  'feedback.became_suggestion': {
    zh: '您的留言已转为荐购《{title}》，进展会另行通知。',
    en: 'What you wrote has become a suggestion, “{title}”; you will hear how it goes on.',
  },
  'feedback.became_request': {
    zh: '您的留言已转为申请 {code}（《{title}》），进展会另行通知。',
    en: 'What you wrote has become request {code} (“{title}”); you will hear how it goes on.',
  },
};

// What stands around the text of a notice when it is sent as a letter.

import type { Language } from './fill.ts';

/** Subjects and the last line of a letter; `{library}`, `{queue}`, `{code}` and `{count}` are filled in. */
export interface NoticeWords {
  subject: string;
  correction: string;
  /** About no request. */
  plain: string;
  /** About a suggestion, a review or a message. */
  voice: string;
  digest: string;
  footer: string;
}

/** Words of letters by language. No title in a subject: it shows on locked screens. */
export const NOTICE_WORDS: Record<Language, NoticeWords> = {
  zh: {
    subject: '【{library}】{queue}申请 {code} 的通知',
    correction: '【{library}】{queue}申请 {code} 的更正通知',
    plain: '【{library}】借阅与预约通知',
    voice: '【{library}】荐购、点评或留言的通知',
    digest: '【{library}】今日通知 {count} 条',
    footer: '本邮件由{library}的系统发出，请勿直接回复；如有疑问请到服务台。',
  },
  en: {
    subject: '[{library}] Your request {code} ({queue})',
    correction: '[{library}] Correction about your request {code} ({queue})',
    plain: '[{library}] About your loans and holds',
    voice: '[{library}] About your suggestion, review or message',
    digest: '[{library}] Your notices of the day: {count}',
    footer: 'Sent by the system of {library}; replies are not read. Please ask at a service desk.',
  },
};

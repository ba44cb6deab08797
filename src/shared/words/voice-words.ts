// Words of suggestions, reviews and tickets: refusals, remarks, states, subjects, reasons, and where each stands for its reader.

import type { Bilingual } from '../library/entities.ts';
import type { REVIEW_REASONS, Review, Suggestion } from '../library/circulation-rows.ts';
import type { FEEDBACK_CATEGORIES, Feedback } from '../library/feedback.ts';
import type { VoiceRefusal } from '../circulation/voices/voice-refusals.ts';
import type { Language } from './fill.ts';

/** Why something is refused, in the language of the desk. */
export const VOICE_REFUSALS: Record<Language, Record<VoiceRefusal, string>> = {
  zh: {
    already_held: '馆里已有《{title}》（{copies} 册），不必荐购；可以为读者预约。',
    suggested_before: '这位读者已经荐购过《{title}》。',
    suggestion_moved: '《{title}》的荐购已被处理，请看最新状态再决定。',
    own_voice: '这是本人提出的，须由其他人处理。',
    review_changed: '读者刚刚改写或删除了这条点评，请看新的内容。',
    too_many_today: '今天已写 {limit} 条，请明天再写。',
    ticket_moved: '这条留言已有答复或已了结，请看最新状态。',
    ticket_taken: '这条留言由{by}处理；需要时请对方转交，或由值班主管接手。',
    ticket_became: '这条留言已经转过一次，不再转第二次。',
    ticket_reopen_late: '答复已超过 {days} 天，请另写一条留言。',
    ticket_no_more: '这条留言已重新提出 {times} 次，请另写一条留言。',
    ticket_long: '这条留言已有 {limit} 段话，放不下更多；请读者另写一条。',
  },
  en: {
    already_held:
      'The library has “{title}” ({copies} copies), so it need not be suggested; a hold can be placed.',
    suggested_before: 'This reader has suggested “{title}” already.',
    suggestion_moved:
      'The suggestion of “{title}” has been dealt with; please look at it as it stands now.',
    own_voice: 'This is one’s own; somebody else has to deal with it.',
    review_changed:
      'The reader has just changed or removed this review; please look at it as it is now.',
    too_many_today: '{limit} were written today; please go on tomorrow.',
    ticket_moved: 'This message has an answer or is closed; please look at it as it stands now.',
    ticket_taken:
      '{by} deals with this message; they can hand it over, or a supervisor can take it.',
    ticket_became: 'This message has become something else already; that is done once.',
    ticket_reopen_late: 'The answer is more than {days} days old; please write a new message.',
    ticket_no_more: 'This message has been reopened {times} times; please write a new message.',
    ticket_long:
      'This message holds {limit} entries and takes no more; please have the reader write a new one.',
  },
};

/** The same for readers. */
export const VOICE_READER_REFUSALS: Record<VoiceRefusal, Bilingual> = {
  already_held: {
    zh: '馆里已有《{title}》（{copies} 册），可以直接借阅或预约。',
    en: 'The library has “{title}” ({copies} copies); you can borrow it or place a hold.',
  },
  suggested_before: { zh: '您已荐购过《{title}》。', en: 'You have suggested “{title}” already.' },
  suggestion_moved: {
    zh: '《{title}》的荐购已经走到下一步，现在不能这样做。',
    en: 'The suggestion of “{title}” has moved on; this cannot be done now.',
  },
  own_voice: {
    zh: '自己提出的须由其他人处理。',
    en: 'What is one’s own is dealt with by others.',
  },
  review_changed: {
    zh: '这条点评刚刚有了变化，请看一下再决定。',
    en: 'This review has just changed; please look again.',
  },
  too_many_today: {
    zh: '今天已写 {limit} 条，请明天再写。',
    en: 'You have written {limit} today; please go on tomorrow.',
  },
  ticket_moved: {
    zh: '这条留言现在不能这样做，请看最新状态。',
    en: 'This cannot be done with the message as it stands now.',
  },
  ticket_taken: { zh: '这条留言正由馆员处理。', en: 'A librarian is dealing with this message.' },
  ticket_became: {
    zh: '这条留言已经转为荐购或申请。',
    en: 'This message has become a suggestion or a request.',
  },
  ticket_reopen_late: {
    zh: '答复已超过 {days} 天，请另写一条留言。',
    en: 'The answer is more than {days} days old; please write a new message.',
  },
  ticket_no_more: {
    zh: '这条留言已重新提出 {times} 次，请另写一条。',
    en: 'This message has been reopened {times} times; please write a new one.',
  },
  ticket_long: {
    zh: '这条留言已有 {limit} 段话，放不下更多；请另写一条。',
    en: 'This message holds {limit} entries and takes no more; please write a new one.',
  },
};

/** What came with something that was accepted. */
export const VOICE_REMARK_WORDS: Record<Language, Record<string, string>> = {
  zh: {
    suggestion_joined: '《{title}》已有人荐购，读者排在其后（前面 {others} 位）。',
    suggestion_holds: '已为 {holds} 位读者预约，最先荐购的排在最前。',
  },
  en: {
    suggestion_joined: '“{title}” had been suggested; the reader stands behind {others} others.',
    suggestion_holds: 'Holds are placed for {holds} readers, whoever suggested it first in front.',
  },
};

/** What staff and readers do with them, as refusals name it. */
export const VOICE_ACTIONS: Record<Language, Record<string, string>> = {
  zh: {
    suggest: '荐购',
    decide_suggestion: '处理荐购',
    review: '写点评',
    moderate: '审核点评',
    answer_ticket: '答复留言',
    close: '了结留言',
    follow: '跟进荐购',
  },
  en: {
    suggest: 'Suggest a book',
    decide_suggestion: 'Decide on suggestions',
    review: 'Write a review',
    moderate: 'Look at reviews',
    answer_ticket: 'Answer messages',
    close: 'Close a message',
    follow: 'Follow a suggestion',
  },
};

/** Fields of their forms, as refusals name them. */
export const VOICE_FIELDS: Record<Language, Record<string, string>> = {
  zh: { bookTitle: '书名', fundId: '经费', publisher: '出版社', to: '转交给', category: '类别' },
  en: {
    bookTitle: 'title',
    fundId: 'fund',
    publisher: 'publisher',
    to: 'hand over to',
    category: 'subject',
  },
};

type Category = (typeof FEEDBACK_CATEGORIES)[number];
type ReviewReason = (typeof REVIEW_REASONS)[number];

/** Subjects of tickets. */
export const CATEGORY_WORDS: Record<Category, Bilingual> = {
  resources: { zh: '图书资源不全', en: 'Something is lacking' },
  service: { zh: '服务', en: 'Service' },
  facilities: { zh: '环境与设施', en: 'Rooms and facilities' },
  system: { zh: '系统与设备', en: 'System and devices' },
  other: { zh: '其他', en: 'Other' },
};

/** Why a review is not shown. */
export const REVIEW_REASON_WORDS: Record<ReviewReason, Bilingual> = {
  abuse: { zh: '有侮辱或攻击性的话', en: 'Insulting words' },
  advertising: { zh: '广告', en: 'Advertising' },
  personal: { zh: '含有个人信息', en: 'Personal data of somebody' },
  off_topic: { zh: '与图书无关', en: 'Not about the book' },
  other: { zh: '其他', en: 'Other' },
};

/** States of suggestions. */
export const SUGGESTION_STATE_WORDS: Record<Suggestion['state'], Bilingual> = {
  sent: { zh: '待处理', en: 'Waiting' },
  accepted: { zh: '已采纳', en: 'Accepted' },
  ordered: { zh: '已订购', en: 'Ordered' },
  arrived: { zh: '已到馆', en: 'Arrived' },
  declined: { zh: '未采纳', en: 'Declined' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};

/** Where a suggestion stands, for its readers. */
export const SUGGESTION_SENTENCES: Record<Suggestion['state'], Bilingual> = {
  sent: { zh: '已收到，等图书馆决定。', en: 'It has arrived; the library will decide.' },
  accepted: { zh: '已采纳，等待订购。', en: 'It is accepted and will be ordered.' },
  ordered: { zh: '已订购，到馆后通知您。', en: 'It is ordered; you will hear when it is here.' },
  arrived: { zh: '已到馆，并已为您预约。', en: 'It is here, and a hold was placed for you.' },
  declined: { zh: '未采纳，原因：{reason}。', en: 'It was declined. Reason: {reason}.' },
  withdrawn: { zh: '已撤回。', en: 'It was withdrawn.' },
};

/** Where a review stands, for its reader. */
export const REVIEW_SENTENCES: Record<Exclude<Review['state'], 'removed'>, Bilingual> = {
  pending: { zh: '已收到，馆员看过后公开。', en: 'It has arrived and is shown after a look.' },
  shown: { zh: '已公开。', en: 'It is shown.' },
  hidden: {
    zh: '没有公开，原因：{reason}。可以修改后再提交。',
    en: 'It is not shown. Reason: {reason}. You can change it and send it again.',
  },
};

/** Where a ticket stands, for its reader. */
export const TICKET_SENTENCES: Record<Feedback['state'], Bilingual> = {
  new: { zh: '已收到，预计 {day} 前答复。', en: 'It has arrived; the answer is due by {day}.' },
  taken: { zh: '馆员正在处理，预计 {day} 前答复。', en: 'Somebody is on it; due by {day}.' },
  answered: { zh: '已有答复。问题解决了吗？', en: 'There is an answer. Did it settle the matter?' },
  reopened: { zh: '已重新提出，预计 {day} 前答复。', en: 'It is open again; due by {day}.' },
  closed: { zh: '已了结。', en: 'It is closed.' },
};

/** What a ticket became. */
export const BECAME_SENTENCES: Record<'suggestion' | 'request', Bilingual> = {
  suggestion: {
    zh: '已转为荐购。问题解决了吗？',
    en: 'It has become a suggestion. Is that right?',
  },
  request: { zh: '已转为申请。问题解决了吗？', en: 'It has become a request. Is that right?' },
};

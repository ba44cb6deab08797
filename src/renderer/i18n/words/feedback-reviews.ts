// Words about reviews and ratings of readers, a part of the Feedback page's.

import type { Same, Words } from '../both.ts';

const zh = {
  list: { label: '点评的状态', pending: '待审核', shown: '已公开', hidden: '未公开' },
  none: {
    pending: '没有待审核的点评。',
    shown: '没有已公开的点评。',
    hidden: '没有未公开的点评。',
  },
  stars: '{n} 星',
  star: '星',
  words: '文字',
  no_text: '只有评分，没有文字。',
  flags: '含有：{words}',
  looked_by: '{name} 于 {time} 审核',
  own: '这条是本人写的，须由其他人审核。',
  show: '公开',
  hide: '不公开',
  hide_do: '确定不公开',
  text: '给读者的说明',
  text_hint: '不填则按原因发通知。',
  done: { show: '已公开。', hide: '不公开，并通知读者。' },
  of_title: '读者点评（{n}）',
  of_title_none: '还没有公开的点评。',
  mean: '平均 {stars} 星',
  of_request: '读者评价',
} satisfies Words;

const en: Same<typeof zh> = {
  list: { label: 'State of reviews', pending: 'To look at', shown: 'Shown', hidden: 'Hidden' },
  none: {
    pending: 'No review waits for a look.',
    shown: 'No review is shown.',
    hidden: 'No review is hidden.',
  },
  stars: '{n} stars',
  star: 'Stars',
  words: 'Words',
  no_text: 'Stars alone, no words.',
  flags: 'It has: {words}',
  looked_by: 'Looked at by {name}, {time}',
  own: 'This one is your own; somebody else has to look at it.',
  show: 'Show it',
  hide: 'Hide it',
  hide_do: 'Hide it for this reason',
  text: 'Words to the reader',
  text_hint: 'Without any, the notice gives the reason.',
  done: { show: 'It is shown.', hide: 'It is hidden; the reader is told.' },
  of_title: 'Readers’ reviews ({n})',
  of_title_none: 'No review is shown yet.',
  mean: '{stars} stars on average',
  of_request: 'The reader’s rating',
};

/** Both languages. */
export const reviewWords = { zh, en };

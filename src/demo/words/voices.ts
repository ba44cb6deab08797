// What the demonstration's readers say about the library and about books, and what they are answered; nobody's real words.

import type { FEEDBACK_CATEGORIES } from '../../shared/library/feedback.ts';

type Category = (typeof FEEDBACK_CATEGORIES)[number];

/** Messages by subject. */
export const SAID: Record<Category, readonly string[]> = {
  resources: [
    '三楼统计学的新书太少，希望补一些近两年的教材参考书。',
    '想找一套完整的地方志，馆里只有前两册。',
    '数据库里缺少几种工程类期刊的近年卷期。',
    '课程指定的参考书只有一册，总是借不到。',
    '希望增加一些小语种的原版读物。',
  ],
  service: [
    '周末只有一个服务台开放，还书排队较久。',
    '借书通知来得很及时，希望还书提醒也能提前三天。',
    '预约的书到了以后只保留三天，希望延长一些。',
    '新生讲座讲得很清楚，希望再办一次检索专题。',
    '送书到楼很方便，希望增加晚间时段。',
  ],
  facilities: [
    '二楼阅览区东侧的灯有两盏不亮。',
    '自习区插座不够，能否在靠窗一排增加。',
    '空调温度偏低，坐久了有点冷。',
    '饮水机旁的地面容易积水，请留意。',
    '书架之间的过道有时放着书车，不好通过。',
  ],
  system: [
    '手机上检索时，按索书号排序没有反应。',
    '自助借还机读卡有时要试两三次。',
    '续借以后页面没有刷新，看不出是否成功。',
    '校外访问时常要重新登录。',
  ],
  other: [
    '在阅览室捡到一支钢笔，已交给服务台。',
    '希望开馆时间能提前半小时。',
    '可以组织一次读书交流活动吗？',
    '志愿者报名的截止日期在哪里查？',
  ],
};

/** Answers by subject. */
export const ANSWERED: Record<Category, readonly string[]> = {
  resources: ['已登记，会列入下一批采购。', '已查明，另外几册在密集书库，可以申请调出。'],
  service: ['感谢建议，已与相关岗位商量，下月起试行。', '已转告服务台，会视人手安排。'],
  facilities: ['已报修，预计本周内修好。', '已实地查看，后勤会尽快处理。'],
  system: ['问题已经找到，下次更新后会改正。', '已检修读卡器，请再试一次。'],
  other: ['感谢留言，详情请看馆内公告。', '已收到，会在馆务会上讨论。'],
};

/** What a reader says again where an answer was none. */
export const REOPENED: readonly string[] = [
  '昨天去看，情况还是一样。',
  '答复里没有说到什么时候可以用。',
];

/** Why a book is wanted. */
export const WISHED: readonly string[] = [
  '本学期课程的参考书。',
  '毕业论文需要引用。',
  '上一版馆里有，希望补新版。',
  '同学之间传阅较多，想在馆里能借到。',
  '',
];

/** Why a book is not bought, as staff write it. */
export const DECLINED: readonly (readonly [string, string])[] = [
  ['available_locally', '馆里已有内容相近的版本，可以先借阅。'],
  ['policy', '考试用书不在采购范围内。'],
  ['budget', '本年度经费已用完，明年初再议。'],
  ['supplier', '出版社已无库存。'],
];

/** Words of reviews by how many stars they come with. */
export const REVIEWED: Record<number, readonly string[]> = {
  5: [
    '条理清楚，例子贴近课堂，读完能自己动手做一遍。',
    '译文流畅，注释也很用心，值得慢慢读。',
    '把一个复杂的题目讲得明白，适合入门。',
    '图版印得清楚，查找起来方便。',
  ],
  4: ['内容扎实，后几章略难，建议先看附录。', '资料丰富，索引做得好。', '整体不错，习题答案偏少。'],
  3: ['观点有启发，但重复的地方较多。', '适合翻阅，不太适合作教材。', '版本旧了些，数据没有更新。'],
  2: ['排版错误不少，公式要对照着看。', '前言讲得多，正文讲得少。'],
  1: ['与书名不太相符，期待的内容没有讲到。'],
};

/** Words that are looked at before they are shown, each with why it was not shown. */
export const UNFIT: readonly (readonly [string, string])[] = [
  ['需要笔记的同学加群领取，微信见签名。', 'advertising'],
  ['书不错，借书的话可以打我宿舍电话。', 'personal'],
  ['食堂今天的面不错。', 'off_topic'],
];

// Words of lists that leave the desk as files: headings, and what a file is called.

import type { Language } from './fill.ts';

const zh = {
  code: '单号',
  state: '状态',
  label: '进度',
  title: '题名',
  callNumber: '索取号',
  barcode: '条码',
  reader: '读者',
  kind: '类型',
  priority: '优先级',
  campus: '校区',
  targetCampus: '目的校区',
  collection: '馆藏地',
  vendor: '书商',
  price: '价格（元）',
  submittedOn: '提交时间',
  dueOn: '到期时间',
  clock: '时限',
  endedOn: '办结时间',
  days: '历时（天）',
  claimedBy: '认领人',
  late: '超时',
  paused: '暂停计时',
  due: '未到期',
};

const en: typeof zh = {
  code: 'Request',
  state: 'State',
  label: 'Progress',
  title: 'Title',
  callNumber: 'Call number',
  barcode: 'Barcode',
  reader: 'Reader',
  kind: 'Kind',
  priority: 'Priority',
  campus: 'Campus',
  targetCampus: 'To campus',
  collection: 'Collection',
  vendor: 'Bookseller',
  price: 'Price (yuan)',
  submittedOn: 'Submitted',
  dueOn: 'Due',
  clock: 'Clock',
  endedOn: 'Ended',
  days: 'Days taken',
  claimedBy: 'Claimed by',
  late: 'late',
  paused: 'paused',
  due: 'in time',
};

/** Headings of exported lists and the few words in their cells. */
export const TABLE_WORDS: Record<Language, typeof zh> = { zh, en };

/** Refusals of exports and of kept reports. */
export const EXPORT_REFUSALS: Record<Language, Record<string, string>> = {
  zh: {
    export_busy: '本机正在导出另一份列表，完成或取消后可以再导出。',
    export_left: '导出途中换了人登录，文件没有留下。',
    export_interrupted: '数据在导出途中被重新生成，请再导出一次。',
    report_kept: '{name} 的报告已经留存，不会覆盖。',
    report_not_over: '这段时间到 {to} 才结束，结束后可以留存报告。',
    figures_not_ready: '统计数据仍在准备或需要重新统计，稍后可以留存报告。',
  },
  en: {
    export_busy:
      'Another list is being exported at this desk; it has to end or be cancelled first.',
    export_left: 'Somebody else signed in while it was exported; the file was not kept.',
    export_interrupted: 'The data was made again while it was exported; export once more.',
    report_kept: 'The report of {name} is kept already and is not written over.',
    report_not_over: 'The period ends on {to}; its report can be kept after that.',
    figures_not_ready:
      'Figures are being prepared or have to be counted anew; the report can be kept after that.',
  },
};

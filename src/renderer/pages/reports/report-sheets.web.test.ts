// A report as sheets: units in the names, days as dates, and what must be known of it.

import { describe, expect, it } from 'vitest';
import { reportSheets } from './report-sheets.ts';
import type { SheetWords } from './report-sheets.ts';
import type { ReportChapter, ReportRow } from './use-report-words.ts';

const told = (value: number) => ({ value, text: '', change: '' });
const row = (figure: string, name: string, unit: ReportRow['unit'], value: number): ReportRow => ({
  figure,
  isFirst: true,
  name,
  unit,
  now: told(value),
  was: told(value),
  year: told(value),
});
const chapter: ReportChapter = {
  id: 'reallocation',
  title: '图书调拨',
  rows: [
    row('办理用时（开馆时间）', 'P50', 'minutes', 90),
    row('未结申请（件） · 截至 5月31日', '可办天数', 'days', 1.5),
    row('新增与办结（件）', '新增', 'requests', 7),
  ],
  drawings: [],
  notes: ['首次处理用时：仍在统计。'],
};
const words: SheetWords = {
  title: '月报',
  said: ['统计于今天', '本期尚未结束'],
  period: '时段',
  measure: '指标',
  now: '本期',
  compared: { was: '上月', year: '去年同期' },
  cases: '件数',
  units: { minutes: '分钟', fen: '元', days: '开馆日' },
};
const valuesOf = (of: SheetWords) =>
  reportSheets({ from: '2018-05-01', to: '2018-05-31', chapters: [chapter] }, of)[0]?.data.map(
    (cells) => cells.map((cell) => cell?.value),
  );

describe('a report as sheets', () => {
  it('says its period as dates, when it was counted, its units and its notes', () => {
    const day = (text: string) => new Date(`${text}T00:00:00.000Z`);
    expect(valuesOf(words)).toEqual([
      ['月报 · 图书调拨'],
      ['时段', day('2018-05-01'), day('2018-05-31')],
      ['统计于今天'],
      ['本期尚未结束'],
      [],
      ['指标', '本期', '上月', '去年同期'],
      ['办理用时 · P50 (分钟)', 90, 90, 90],
      ['未结申请 · 截至 5月31日 · 可办天数 (开馆日)', 1.5, 1.5, 1.5],
      ['新增与办结（件） · 新增', 7, 7, 7],
      ['首次处理用时：仍在统计。'],
    ]);
  });

  it('has no columns for comparisons where there are none', () => {
    expect(valuesOf({ ...words, compared: null })?.slice(5, 7)).toEqual([
      ['指标', '本期'],
      ['办理用时 · P50 (分钟)', 90],
    ]);
  });
});

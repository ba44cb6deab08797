// What a report says in words: comparisons only where they compare like with like, notes of every figure.

import { afterEach, describe, expect, it } from 'vitest';
import { defineComponent } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import type { Report, ReportedPart } from '../../../shared/figures/report.ts';
import { useReportWords } from './use-report-words.ts';
import type { ReportWords } from './use-report-words.ts';

type Number = ReportedPart['numbers'][number];

const number = (key: string, now: number, was: number | null = null): Number => ({
  key,
  now,
  was,
  year: was,
});
const part = (rest: Partial<ReportedPart>): ReportedPart => ({
  section: 'reallocation',
  figure: 'net_flow',
  queue: 'reallocation',
  unit: 'requests',
  numbers: [],
  drawn: null,
  notes: [],
  ...rest,
});
const of = (parts: ReportedPart[], madeOn = '2018-06-02T01:00:00.000Z'): Report => ({
  kind: 'month',
  from: '2018-05-01',
  to: '2018-05-31',
  madeOn,
  parts,
});

let unmount = () => undefined as void;
afterEach(() => unmount());

function words(): ReportWords {
  let made: ReportWords | undefined;
  const setup = () => {
    made = useReportWords();
    return () => null;
  };
  const wrapper = pageWith({}).mount(defineComponent({ setup }), {});
  unmount = () => wrapper.unmount();
  if (!made) throw new Error('nothing was mounted');
  return made;
}
const chapterOf = (report: Report) =>
  words()
    .chapters(report)
    .find(({ id }) => id === 'reallocation');

describe('a report in words', () => {
  it('compares a period that is over, and none that goes on', () => {
    const parts = [part({ numbers: [number('created', 90, 100)] })];
    expect(chapterOf(of(parts))?.rows[0]).toMatchObject({
      now: { text: '90' },
      was: { value: 100, change: '▼ 10%' },
    });
    const early = of(parts, '2018-05-31T01:00:00.000Z');
    expect(chapterOf(early)?.rows[0]).toMatchObject({
      now: { text: '90' },
      was: { value: null, text: '–', change: '' },
      year: { value: null, text: '–', change: '' },
    });
  });

  it('tells the change of a balance in its unit, never as a share', () => {
    const numbers = [number('net', 35, -5), number('net', -3, 12), number('net', 6, 2)];
    const rows = chapterOf(of([part({ numbers })]))?.rows;
    expect(rows?.map(({ was }) => was.change)).toEqual(['▲ 40', '▼ 15', '▲ 4']);
  });

  it('names what stands at the end of the period as of that day, and tells no growth of what only adds up', () => {
    const parts = [
      part({ figure: 'status', numbers: [number('done', 1205, 1100)] }),
      part({ figure: 'backlog', numbers: [number('total', 40, 50)] }),
    ];
    const [status, backlog] = chapterOf(of(parts))?.rows ?? [];
    expect(status?.figure).toContain('截至 2018年5月31日');
    expect(status?.was).toMatchObject({ text: '1,100', change: '' });
    expect(backlog?.figure).toContain('截至 2018年5月31日');
    expect(backlog?.was.change).toBe('▼ 20%');
    const early = chapterOf(of(parts, '2018-05-20T01:00:00.000Z'));
    expect(early?.rows[0]?.figure).toContain('截至 2018年5月20日');
  });

  it('tells what must be known of figures that are not drawn, with their names', () => {
    const notes = ['open_counted'];
    const parts = [part({ figure: 'first_touch', notes }), part({ figure: 'turnaround', notes })];
    const told = chapterOf(of(parts))?.notes;
    expect(told).toHaveLength(1);
    expect(told?.[0]).toMatch(/^首次处理用时、.+：仍未结束的申请/u);
  });

  it('marks the steps that the period cuts off, and says so', () => {
    const step = (from: string, to: string) => ({ key: from, from, to, name: null });
    const drawn = {
      axis: 'time' as const,
      grain: 'week' as const,
      categories: [step('2018-05-01', '2018-05-06'), step('2018-05-07', '2018-05-13')],
      series: [{ key: 'created', unit: 'requests' as const, values: [3, 4], n: null }],
      totals: {},
      before: null,
      notes: [],
    };
    const [drawing] = chapterOf(of([part({ drawn })]))?.drawings ?? [];
    expect(drawing?.data.cut).toEqual([0]);
    expect(drawing?.notes).toEqual([
      '2018-05-01 至 2018-05-06 不满一个间隔，只计所选日期内的部分，柱色较淡。',
    ]);
  });
});

// The periods of reports, and what is compared with a kept one.

import { describe, expect, it } from 'vitest';
import type { FigureAnswer } from './names.ts';
import {
  REPORT_PARTS,
  changedNumbers,
  reportBefore,
  reportName,
  reportQuestions,
  reportSpan,
  reported,
  saysAnything,
} from './report.ts';
import type { Report } from './report.ts';

const answer = (totals: FigureAnswer['totals'], before: FigureAnswer['totals'] = {}) => {
  const values = { axis: 'time' as const, grain: null, categories: [], series: [] };
  return { ...values, totals, before: { ...values, totals: before }, notes: [] };
};
const [loans] = REPORT_PARTS;
function reportWith(total: number | null): Report {
  if (!loans) throw new Error('no parts');
  const parts = [reported(loans, answer({ total }, { total: 5 }), answer({ total }, {}))];
  return { kind: 'month', from: '2018-05-01', to: '2018-05-31', madeOn: '', parts };
}

describe('a report', () => {
  it('is of a calendar month, or of a week from Monday', () => {
    expect(reportSpan('month', '2016-02-10')).toEqual({ from: '2016-02-01', to: '2016-02-29' });
    expect(reportSpan('week', '2018-06-03')).toEqual({ from: '2018-05-28', to: '2018-06-03' });
    const march = reportSpan('month', '2018-03-31');
    expect(reportBefore('month', march)).toEqual({ from: '2018-02-01', to: '2018-02-28' });
    expect(reportName('month', march)).toBe('2018-03');
    expect(reportName('week', reportSpan('week', '2018-06-03'))).toBe('2018-05-28');
  });

  it('asks each figure once for the period before and once for the year before', () => {
    for (const part of REPORT_PARTS) {
      const { before, year } = reportQuestions(part, 'month', reportSpan('month', '2018-05-01'));
      expect(before).toMatchObject({ figure: part.figure, queue: part.queue, compare: 'before' });
      expect(year).toMatchObject({ from: '2018-05-01', to: '2018-05-31', compare: 'year' });
    }
    const names = REPORT_PARTS.map(({ figure, queue }) => `${figure}/${queue ?? ''}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has no number where nothing is known, never a zero', () => {
    expect(reportWith(null).parts[0]?.numbers).toEqual([
      { key: 'total', now: null, was: 5, year: null },
    ]);
    expect(saysAnything(reportWith(null))).toBe(false);
    expect(saysAnything(reportWith(0))).toBe(false);
    expect(saysAnything(reportWith(1))).toBe(true);
  });

  it('names what is counted otherwise today', () => {
    expect(changedNumbers(reportWith(7), reportWith(7))).toEqual([]);
    expect(changedNumbers(reportWith(7), reportWith(8))).toMatchObject([
      { figure: 'loans', key: 'total', kept: 7, today: 8 },
    ]);
    expect(changedNumbers(reportWith(7), { ...reportWith(7), parts: [] })).toMatchObject([
      { figure: 'loans', key: 'total', kept: 7, today: null },
    ]);
  });
});

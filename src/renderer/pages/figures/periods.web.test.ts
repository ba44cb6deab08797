import { describe, expect, it } from 'vitest';
import { spanOf } from './periods.ts';

describe('periods', () => {
  it('end with the last whole day', () => {
    expect(spanOf('this_month', '2018-06-05')).toEqual({ from: '2018-06-01', to: '2018-06-05' });
    expect(spanOf('last_month', '2018-06-05')).toEqual({ from: '2018-05-01', to: '2018-05-31' });
    expect(spanOf('year', '2018-06-05')).toEqual({ from: '2017-06-06', to: '2018-06-05' });
    expect(spanOf('this_year', '2018-06-05')).toEqual({ from: '2018-01-01', to: '2018-06-05' });
    expect(spanOf('all', '2018-06-05')).toEqual({ from: '1998-01-01', to: '2018-06-05' });
  });

  it('know the ends of months and years', () => {
    expect(spanOf('last_month', '2018-01-01')).toEqual({ from: '2017-12-01', to: '2017-12-31' });
    expect(spanOf('last_month', '2020-03-31')).toEqual({ from: '2020-02-01', to: '2020-02-29' });
    expect(spanOf('year', '2020-02-29')).toEqual({ from: '2019-03-01', to: '2020-02-29' });
    expect(spanOf('year', '2018-12-31')).toEqual({ from: '2018-01-01', to: '2018-12-31' });
  });
});

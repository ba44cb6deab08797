import { afterEach, describe, expect, it } from 'vitest';
import { dayOf, dayText, hourText, keepZone, monthText } from './dates.ts';

afterEach(() => keepZone('Asia/Shanghai'));

describe('days and times', () => {
  it('are those of the library’s zone, whichever it is', () => {
    const at = '2018-06-05T17:30:00.000Z';
    expect([dayOf(at), hourText(at, 'zh')]).toEqual(['2018-06-06', '01:30']);
    keepZone('America/New_York');
    expect([dayOf(at), hourText(at, 'zh')]).toEqual(['2018-06-05', '13:30']);
  });

  it('that are no instants stay what they are in every zone', () => {
    for (const zone of ['America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati']) {
      keepZone(zone);
      expect([dayText('2018-06-01', 'zh'), monthText('2018-06', 'en')]).toEqual([
        '2018年6月1日',
        'Jun 2018',
      ]);
    }
  });
});

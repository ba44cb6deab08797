// How days are written: one way on the whole page, also inside the sentences of the service.

import { afterEach, describe, expect, it } from 'vitest';
import { useWords } from './use-words.ts';

const { say, day, slot, time, moment, language } = useWords();
const same = (text: string) => say({ zh: text, en: text });

afterEach(() => {
  language.value = 'zh';
});

it('writes an instant that may be years ago with its year', () => {
  const of = '2017-02-20T12:02:00.000Z';
  expect([time(of), moment(of)]).toEqual(['2月20日 20:02', '2017年2月20日 20:02']);
  language.value = 'en';
  expect(moment(of)).toBe('20 Feb 2017, 20:02');
});

describe('a sentence of the service', () => {
  it('writes its days as the page does', () => {
    const due = { zh: '应于 2018-07-06 前归还。', en: 'Due back by 2018-07-06.' };
    expect(say(due)).toBe('应于2018年7月6日前归还。');
    expect(say(due)).toContain(day('2018-07-06'));
    language.value = 'en';
    expect(say(due)).toBe('Due back by 6 Jul 2018.');
  });

  it('keeps the clock beside a day', () => {
    expect(same('请在 2018-06-06 14:05 前出示。')).toBe('请在2018年6月6日 14:05 前出示。');
    expect(same('时段 2018-06-07 15:00-17:00 已满。')).toBe('时段2018年6月7日 15:00-17:00 已满。');
  });

  it('leaves what is no day, a number that holds one, and an ISBN', () => {
    for (const text of ['2018-13-45', 'N2018-06-06', '978-7-111-21382-6', '12018-06-061']) {
      expect(same(text)).toBe(text);
    }
  });

  it('has the day of the week where a slot is chosen', () => {
    expect(slot('2018-06-05 15:00-17:00')).toBe('6月5日周二 15:00-17:00');
    language.value = 'en';
    expect(slot('2018-06-05 15:00-17:00')).toBe('Tue 5 Jun 15:00-17:00');
    expect(slot('any time')).toBe('any time');
  });
});

import { describe, expect, it } from 'vitest';
import { QUEUES } from '../queues/index.ts';
import { ENGINE_EVENTS } from '../queues/refusals.ts';
import { QUEUE_NAMES } from '../queues/request.ts';
import { QUEUE_WORDS } from '../queues/words.ts';
import { COMMON_WORDS } from './index.ts';
import type { QueueWords } from './queue-words.ts';
import { deedText, factsInWords, refusalText } from './sentence.ts';
import type { Vocabulary } from './sentence.ts';

const queue: QueueWords = {
  name: '帮我送书',
  states: { out: '派送中' },
  actions: { pick: '取书' },
  happened: {},
  fields: { bag: '袋号' },
  values: {},
  advice: {},
  refusals: { slot_full: '{slot} 已满' },
};
const words: Vocabulary = {
  language: 'zh',
  common: COMMON_WORDS.zh,
  queue,
  queues: { delivery: queue },
  nameOf: (id) => ({ 'staff-1': '李老师' })[id],
  timeText: () => '6月6日 08:30',
  dayOf: (instant) => instant.slice(0, 10),
};

describe('sentences', () => {
  it('puts states, actions, people and times into words', () => {
    const text = refusalText(
      'stale',
      { code: 'N1-1', action: 'pick', by: 'staff-1', at: '2018-06-06T00:30:00.000Z', state: 'out' },
      words,
    );
    expect(text).toBe(
      '您看到之后，李老师 在 6月6日 08:30 做了“取书”，现在是“派送中”。请按新的情况再决定。',
    );
  });

  it('writes money in yuan and roles as people say them', () => {
    expect(
      refusalText('fund_exhausted', { fund: '2018', free: 1250, asked: 5000 }, words),
    ).toContain('12.50 元');
    expect(factsInWords({ roles: 'desk,supervisor' }, words)['roles']).toBe('流通馆员、值班主管');
  });

  it('writes a day in one form, also that of a slot and of what is due, and leaves what is no day', () => {
    const english = { ...words, language: 'en' as const, common: COMMON_WORDS.en };
    const due = '2018-07-06T15:59:59.999Z';
    expect(refusalText('reader_expired', { day: '2018-06-30' }, words)).toContain(
      '已于 2018年6月30日 到期',
    );
    expect(refusalText('reader_expired', { day: '2018-06-30' }, english)).toContain('30 Jun 2018');
    expect(factsInWords({ slot: '2018-06-07 15:00-17:00', due }, words)).toEqual({
      slot: '2018年6月7日 15:00-17:00',
      due: '2018年7月6日',
    });
    const others = { barcode: '2018-06-07-1', isbn: '978-7-111-21382-6', code: '2018-13-45' };
    expect(factsInWords(others, words)).toEqual(others);
  });

  it('names the slip to be printed', () => {
    expect(factsInWords({ slip: 'pull' }, words)['slip']).toBe('取书单');
    expect(factsInWords({ slip: 'delivery' }, words)['slip']).toBe('配送单');
  });

  it('says how long to wait as people do', () => {
    expect(refusalText('wait', { seconds: 40 }, words)).toContain('请等 40 秒再试');
    expect(refusalText('wait', { seconds: 900 }, words)).toContain('请等 15 分钟再试');
    const english = { ...words, language: 'en' as const, common: COMMON_WORDS.en };
    expect(refusalText('wait', { seconds: 1 }, english)).toContain('wait 1 second.');
  });

  it('prefers the queue’s own sentence and never shows a bare code', () => {
    expect(refusalText('slot_full', { slot: '10:00' }, words)).toBe('10:00 已满');
    const english = { ...words, language: 'en' as const, common: COMMON_WORDS.en };
    for (const problem of ['type', 'id_taken', 'entity', 'lost', 'empty']) {
      const zh = refusalText('bad_command', { problem }, words);
      expect(refusalText('something_new', { problem }, words)).toBe(zh);
      expect(zh).toContain('什么都没有改变');
      expect(zh).not.toMatch(/[a-z{]|–|的格式不对/u);
      expect(refusalText('bad_command', { problem }, english)).not.toContain(problem);
    }
  });

  it('says every action of every queue as what somebody did, without facts', () => {
    const silent = (['zh', 'en'] as const).flatMap((language) =>
      QUEUE_NAMES.flatMap((name) =>
        [...Object.keys(QUEUES[name].actions), ...ENGINE_EVENTS].filter((action) => {
          const common = COMMON_WORDS[language];
          return !deedText(action, { common, queue: QUEUE_WORDS[name][language] });
        }),
      ),
    );
    expect(silent).toEqual([]);
  });
});

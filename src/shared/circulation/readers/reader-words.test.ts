import { describe, expect, it } from 'vitest';
import { COMMON_WORDS } from '../../words/index.ts';
import { MEMBER_CATEGORIES } from '../../words/member-words.ts';
import { POLICY_DEFAULTS } from '../../queues/policies.ts';
import { BLOCK_REASONS } from './block-reasons.ts';
import { READER_REFUSALS, READER_REMARKS } from './reader-refusals.ts';

const placesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);

describe.each(['zh', 'en'] as const)('words about readers in %s', (language) => {
  const common = COMMON_WORDS[language];

  it.each([
    ['refusals', READER_REFUSALS],
    ['remarks', READER_REMARKS],
  ] as const)('has a sentence for each of the %s, with facts that it gives', (kind, codes) => {
    for (const [code, facts] of Object.entries(codes)) {
      const text = common[kind][code];
      expect(text, code).toBeDefined();
      for (const place of placesIn(text ?? '')) expect(facts, code).toContain(place);
    }
  });

  it('has a word for every reason of a block, standing and usual category', () => {
    for (const reason of BLOCK_REASONS) expect(common.values[reason], reason).toBeDefined();
    for (const status of ['blocked', 'expired', 'left', 'merged']) {
      expect(common.values[status], status).toBeDefined();
    }
    for (const category of POLICY_DEFAULTS['reader.categories'] as string[]) {
      expect(MEMBER_CATEGORIES[language][category], category).toBeDefined();
    }
  });
});

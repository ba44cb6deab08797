import { describe, expect, it } from 'vitest';
import { CIRCULATION_REFUSALS } from '../circulation/refusals.ts';
import { TRANSFER_NOTICES } from '../circulation/transfers/transfer-notices.ts';
import { TRANSFER_REFUSALS, TRANSFER_REMARKS } from '../circulation/transfers/transfer-refusals.ts';
import { COMMON_WORDS } from './index.ts';
import { HOLD_SENTENCES, LOAN_SENTENCES, OFFER_SENTENCES } from './reader-loan-sentences.ts';
import { READER_REFUSALS } from './reader-words.ts';

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
/** What the calls of a phone come to besides: loans, renewals and holds. */
const OF_PHONES = `
  reader_blocked reader_expired reader_left loan_limit reader_overdue reader_fines copy_lost copy_in_repair
  copy_provisional not_lendable on_loan_to_reader on_hold_shelf loan_ended loan_overdue renewals_used loan_recalled
  someone_waits renew_too_early hold_exists hold_limit on_shelf_here nothing_to_wait_for hold_ended
`;

describe('words of loans by phone and of loans passed on', () => {
  it('have a sentence at the desk for every code, of the facts that it gives', () => {
    for (const language of ['zh', 'en'] as const) {
      const { refusals, remarks } = COMMON_WORDS[language];
      for (const [code, facts] of Object.entries(TRANSFER_REFUSALS)) {
        expect(refusals[code], code).toBeDefined();
        for (const name of places(refusals[code] ?? '')) expect(facts, code).toContain(name);
      }
      for (const [code, facts] of Object.entries(TRANSFER_REMARKS)) {
        expect(remarks[code], code).toBeDefined();
        for (const name of places(remarks[code] ?? '')) expect(facts, code).toContain(name);
      }
    }
  });

  it('have a sentence for the reader too, of facts that read as they are', () => {
    const { not_of_reader: _, ...own } = TRANSFER_REFUSALS;
    const all: Record<string, readonly string[]> = { ...CIRCULATION_REFUSALS, ...own };
    for (const code of [...OF_PHONES.trim().split(/\s+/u), ...Object.keys(own)]) {
      const facts = all[code];
      const text = READER_REFUSALS[code];
      expect(text, code).toBeDefined();
      for (const name of places(text?.zh ?? '')) {
        expect(facts, code).toContain(name);
        // Ids and instants are turned into words at a desk only.
        expect(['due', 'at', 'campus', 'reason', 'status']).not.toContain(name);
      }
    }
  });

  it('say the same of loans, holds, offers and notices in both languages', () => {
    const tables = [LOAN_SENTENCES, HOLD_SENTENCES, OFFER_SENTENCES, TRANSFER_NOTICES];
    for (const { zh, en } of tables.flatMap((table) => Object.values(table))) {
      expect(places(en).toSorted()).toEqual(places(zh).toSorted());
    }
  });
});

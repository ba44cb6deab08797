// What the demo's readers say: every state, nothing of nobody, and no timer that is due at the start.

import { describe, expect, it } from 'vitest';
import { closesAt } from '../../shared/circulation/voices/tickets.ts';
import { FEEDBACK_CATEGORIES } from '../../shared/library/feedback.ts';
import { toIsbn13 } from '../../shared/library/isbn.ts';
import { DEMO_START } from '../about.ts';
import { all, byId, policies } from './made.ts';

const statesOf = (rows: readonly { state: string }[]) => [
  ...new Set(rows.map(({ state }) => state)),
];

describe('readers’ voices of the demo', () => {
  const said = all('feedback').filter(({ kind }) => kind === 'feedback');
  const stars = all('feedback').filter(({ kind }) => kind === 'rating');

  it('has tickets of every subject in every state, and none whose time to close has come', () => {
    expect(statesOf(said).toSorted()).toEqual(
      ['answered', 'closed', 'new', 'reopened', 'taken'].toSorted(),
    );
    expect(new Set(said.map(({ category }) => category))).toEqual(new Set(FEEDBACK_CATEGORIES));
    for (const row of said) {
      expect(row.at < DEMO_START, row.id).toBe(true);
      expect((closesAt(row, policies) ?? '9') > DEMO_START, row.id).toBe(true);
      expect(row.answeredOn === undefined || row.answeredOn >= row.at).toBe(true);
    }
    expect(said.some(({ dueAt, state }) => state === 'new' && (dueAt ?? '') < DEMO_START)).toBe(
      true,
    );
  });

  it('has stars of requests that have ended', () => {
    const requests = byId('request');
    expect(stars.length).toBeGreaterThan(50);
    for (const { id, requestId, readerId } of stars) {
      const request = requests.get(requestId ?? '');
      expect([id, request?.readerId]).toEqual([requestId, readerId]);
      expect(request?.endedOn).not.toBeNull();
    }
  });

  it('has suggestions in every state, of books with valid numbers that the library lacks until they come', () => {
    const titles = new Set(all('title').map(({ isbn }) => isbn));
    const copies = byId('copy');
    expect(statesOf(all('suggestion'))).toHaveLength(6);
    for (const { isbn, state, titleId, copyId, joined, readerId } of all('suggestion')) {
      expect(isbn === null ? null : toIsbn13(isbn)).toBe(isbn);
      expect(joined).not.toContain(readerId);
      expect(copies.get(copyId ?? '')?.titleId ?? null).toBe(titleId);
      expect(titles.has(isbn), isbn ?? '').toBe(state === 'arrived');
    }
  });

  it('has one review a reader and title, with words in those that are hidden and a reason', () => {
    const reviews = all('review');
    expect(statesOf(reviews)).toHaveLength(4);
    expect(new Set(reviews.map((row) => `${row.readerId}/${row.titleId}`)).size).toBe(
      reviews.length,
    );
    const titles = byId('title');
    for (const row of reviews) {
      expect(titles.has(row.titleId)).toBe(true);
      expect(row.reason !== null, row.id).toBe(row.state === 'hidden');
    }
  });
});

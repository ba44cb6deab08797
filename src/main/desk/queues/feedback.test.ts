import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { profileFolder } from '../../../../tests/support/desk-core.ts';
import { assembleDesk } from '../../../../tests/support/desk-parts.ts';
import type { Feedback } from '../../../shared/library/feedback.ts';
import { feedbackSince } from './workbench.ts';

let folder: string;
beforeEach(() => {
  folder = profileFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const said = (id: string, over: Partial<Feedback>) => ({
  kind: 'feedback' as const,
  row: {
    id,
    ver: 1,
    readerId: 'reader-1',
    requestId: null,
    kind: 'feedback' as const,
    stars: null,
    text: null,
    at: '2018-06-06T01:00:00.000Z',
    state: 'new' as const,
    ...over,
  },
});

it('words and stars of readers arrive at a desk and are counted', async () => {
  const desk = assembleDesk(folder);
  const replica = desk.store.replica();
  const none = await feedbackSince(replica.reads, '2018-05-07T00:00:00.000Z');
  expect(none).toEqual({ words: 0, ratings: 0, stars: null });
  const rows = [
    said('f1', {}),
    said('r1', { kind: 'rating', requestId: 'r1', stars: 5 }),
    said('r2', { kind: 'rating', requestId: 'r2', stars: 4 }),
    said('r3', { kind: 'rating', requestId: 'r3', stars: 1, at: '2018-05-01T01:00:00.000Z' }),
    said('f2', { state: 'answered' }),
    // What waits is counted however old it is, and again when its reader was not content.
    said('f3', { at: '2018-01-01T01:00:00.000Z' }),
    said('f4', { state: 'reopened' }),
    said('f5', { state: 'taken' }),
  ];
  replica.transact((writes) => writes.rows(rows, desk.store.settings()));
  const heard = await feedbackSince(replica.reads, '2018-05-07T00:00:00.000Z');
  expect(heard).toEqual({ words: 4, ratings: 2, stars: 4.5 });
  replica.close();
  desk.outbox.close();
});

// What a reader may know of themselves: who they are to the library, what they have borrowed.

import type * as z from 'zod';
import { QUEUE_NAMES } from '../../shared/queues/request.ts';
import type { loansAnswer, meAnswer } from '../../shared/sync/reader-views.ts';
import type { Failure } from '../failure.ts';
import { refusal } from './refused.ts';
import type { ReaderContext } from './reader-context.ts';

/** The reader, with how many requests of each kind are open. */
export async function meOf(
  { rows, env, lane }: ReaderContext,
  readerId: string,
): Promise<z.output<typeof meAnswer> | Failure> {
  const reader = await rows.one('reader', readerId);
  if (!reader) return refusal(404, 'not_found', { kind: 'reader' });
  const { policies } = (await env()).settings;
  const open = await rows.list('openRequestsOfReader', readerId);
  const full = await rows.one('private', readerId);
  return {
    name: full?.name ?? reader.nameMasked,
    category: reader.category,
    campus: reader.campus,
    status: reader.status,
    quotas: QUEUE_NAMES.map((queue) => ({
      queue,
      used: open.filter((each) => each.queue === queue).length,
      quota: policies.number(`${queue}.quota`),
    })),
    library: { zh: policies.text('library.name.zh'), en: policies.text('library.name.en') },
    zone: policies.text('library.zone'),
    language: reader.language ?? null,
    now: lane.now(),
  };
}

/** Open loans, the first due first. */
export async function loansOf(
  { rows, env, lane }: ReaderContext,
  readerId: string,
): Promise<z.output<typeof loansAnswer>> {
  const { calendars } = (await env()).settings;
  const loans = await rows.list('openLoansOfReader', readerId);
  const copies = await rows.get(
    'copy',
    loans.map(({ copyId }) => copyId),
  );
  const titles = await rows.get(
    'title',
    [...copies.values()].map(({ titleId }) => titleId),
  );
  const now = lane.now();
  return {
    rows: loans.map(({ copyId, lentOn, dueOn, requestId }) => {
      const copy = copies.get(copyId);
      return {
        copyId,
        barcode: copy?.barcode ?? '',
        title: titles.get(copy?.titleId ?? '')?.title ?? '',
        callNumber: copy?.callNumber ?? '',
        lentOn,
        dueOn: calendars.dayOf(dueOn),
        overdue: dueOn < now,
        requestId,
      };
    }),
  };
}

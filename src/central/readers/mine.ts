// What a reader may know of themselves: who they are to the library.

import type * as z from 'zod';
import { readerStanding } from '../../shared/circulation/readers/reader-standing.ts';
import { QUEUE_NAMES } from '../../shared/queues/request.ts';
import type { meAnswer } from '../../shared/sync/reader-views.ts';
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
  const { policies, calendars } = (await env()).settings;
  const open = await rows.list('openRequestsOfReader', readerId);
  const full = await rows.one('private', readerId);
  return {
    name: full?.name ?? reader.nameMasked,
    category: reader.category,
    campus: reader.campus,
    status: readerStanding(reader, calendars.dayOf(lane.now())),
    quotas: QUEUE_NAMES.map((queue) => ({
      queue,
      used: open.filter((each) => each.queue === queue).length,
      quota: policies.number(`${queue}.quota`),
    })),
    library: { zh: policies.text('library.name.zh'), en: policies.text('library.name.en') },
    zone: policies.text('library.zone'),
    language: reader.language ?? null,
    notices: reader.notices ?? null,
    digestAt: policies.text('notice.digest_at'),
    quietHours: policies.text('notice.quiet_hours') || null,
    now: lane.now(),
  };
}

// What a reader was told, newest first.

import type { Notice } from '../../shared/library/entities.ts';
import { noticeText } from '../../shared/queues/notices/notice-text.ts';
import { NOTICE_TOPICS } from '../../shared/sync/reader-views.ts';
import type { NoticeLine } from '../../shared/sync/reader-views.ts';
import type { ReaderContext } from './reader-context.ts';

/** What a notice is about, by the first word of its code. */
function topicOf({ code, requestId }: Notice): NoticeLine['topic'] {
  if (requestId !== null) return 'requests';
  const [family = ''] = code.split('.');
  return NOTICE_TOPICS.find((topic) => topic === family || topic === `${family}s`) ?? 'loans';
}

/** Notices with their texts, in their order. */
export async function noticeLines(
  { rows, env }: ReaderContext,
  notices: readonly Notice[],
): Promise<NoticeLine[]> {
  if (notices.length === 0) return [];
  const { settings } = await env();
  const templates = await rows.all('template');
  const requests = await rows.get(
    'request',
    notices.flatMap(({ requestId }) => requestId ?? []),
  );
  return notices.flatMap((notice): NoticeLine[] => {
    const request = notice.requestId === null ? null : requests.get(notice.requestId);
    if (request === undefined) return [];
    return [
      {
        id: notice.id,
        at: notice.at,
        requestId: request?.id ?? null,
        requestCode: request?.code ?? null,
        topic: topicOf(notice),
        text: noticeText(notice, request?.queue ?? null, templates, settings),
        correction: notice.corrects !== null,
      },
    ];
  });
}

/** One page of own notices. */
export async function noticesPage(
  context: ReaderContext,
  readerId: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: NoticeLine[]; total: number }> {
  const all = (await context.rows.list('noticesOfReader', readerId)).toReversed();
  const page = all.slice(offset, offset + limit);
  return { rows: await noticeLines(context, page), total: all.length };
}

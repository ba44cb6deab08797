// Notices of a request, or of a reader, as the page shows them.

import type { RequestDetail } from '../../../shared/desk-contract.ts';
import type { Notice } from '../../../shared/library/entities.ts';
import { noticeText } from '../../../shared/queues/notices/notice-text.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';
import { allRows } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';

/** Notices as they were sent, oldest first; `queue` is null for those that are about no request. */
export function noticeViews(
  statements: Statements,
  notices: readonly Notice[],
  queue: QueueName | null,
  settings: Settings,
): RequestDetail['notices'] {
  const templates = notices.length === 0 ? [] : allRows(statements, 'template');
  return notices.map((notice) => ({
    at: notice.at,
    code: notice.code,
    text: noticeText(notice, queue, templates, settings),
    correction: notice.corrects !== null,
  }));
}

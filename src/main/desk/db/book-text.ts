// What a request shows of its title and its copy, read by id and no more of it than is needed.

import type { Request } from '../../../shared/queues/request.ts';
import type { BookText } from './computed.ts';
import type { Statements } from './statements.ts';

/** Makes what reads it. */
export function bookReader(
  statements: Statements,
): (request: Pick<Request, 'titleId' | 'copyId'>) => BookText {
  const one = (sql: string, id: string | null) =>
    id === null ? undefined : statements.one(sql, id);
  return ({ titleId, copyId }) => ({
    title: one('SELECT title, "callNumber", isbn FROM title WHERE id = ?', titleId) as
      | BookText['title']
      | undefined,
    copy: one('SELECT barcode, "callNumber", "shelfKey" FROM copy WHERE id = ?', copyId) as
      | BookText['copy']
      | undefined,
  });
}

// A read-first line in any state, with everything that its next action needs.

import { purchaseStates } from '../../src/shared/queues/purchase/states.ts';
import type { Role } from '../../src/shared/library/entities.ts';
import { decide } from '../../src/shared/queues/engine/decide.ts';
import { purchase } from '../../src/shared/queues/purchase/definition.ts';
import type { Context } from '../../src/shared/queues/queue.ts';
import type { Request } from '../../src/shared/queues/request.ts';
import { NOW, actor, context, copy, fund, loan, request } from './queue-context.ts';

/** A line's own fields: 59.70 yuan, sent by post by bookseller `vendor`. */
export const LINE = {
  isbn: '9787020002207',
  bookTitle: '红楼梦',
  author: '曹雪芹',
  publisher: '人民文学出版社',
  price: 5970,
  vendorId: 'vendor',
  way: 'post',
  expectedOn: '2018-06-10',
};

/** A line in a state, its money as the state says; from `with_reader` on with its provisional copy `c1`. */
export function line(
  state: string,
  fields: Record<string, unknown> = {},
  over: Partial<Request> = {},
): Request {
  const spec = purchaseStates[state as keyof typeof purchaseStates] ?? {};
  return request('purchase', state, {
    code: 'N1-0412',
    campus: 'south',
    collection: 's-main',
    copyId: 'holdsCopy' in spec ? 'c1' : null,
    fundId: state === 'review' ? null : 'fund',
    encumbered: 5970,
    fields: { ...LINE, ...fields },
    ...over,
  });
}

/** What the rules see of a line: its fund, and its provisional copy on loan while the reader has it. */
export function lineContext(subject: Request, over: Partial<Context> = {}): Context {
  const provisional = copy('c1', { barcode: 'P-N1-0412', status: 'provisional', home: 's-main' });
  const lent = ['with_reader', 'not_returned'].includes(subject.state);
  const held = subject.copyId === null ? null : provisional;
  return context({
    copy: held,
    scanned: held,
    copies: held === null ? [] : [held],
    loan: lent ? { ...loan('c1'), readerId: 'asker', requestId: subject.id } : null,
    fund: fund(),
    now: NOW,
    ...over,
  });
}

/** Decides an action on a line by whoever has a role. */
export function act(
  subject: Request,
  action: string,
  role: Role,
  input: Record<string, unknown>,
  over: Partial<Context> = {},
) {
  return decide(purchase, subject, action, input, {
    ...lineContext(subject),
    actor: actor(role),
    ...over,
  });
}

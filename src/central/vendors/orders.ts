// The orders of one bookseller: what of a read-first line a house may know, and where it stands for them.

import { QUEUES } from '../../shared/queues/index.ts';
import { startsFrom } from '../../shared/queues/engine/decide.ts';
import { purchaseFields } from '../../shared/queues/purchase/fields.ts';
import type { PurchaseState } from '../../shared/queues/purchase/states.ts';
import type { Request } from '../../shared/queues/request.ts';
import { QUEUE_WORDS } from '../../shared/queues/words.ts';
import type { Settings } from '../../shared/queues/world/world.ts';
import type { OrderLine, OrderState } from '../../shared/sync/vendor-calls.ts';
import { ORDER_STATE_WORDS } from '../../shared/words/order-words.ts';
import type { Rows } from '../readers/rows.ts';

/** What a house sees of the states of a line; the others are the library's and the reader's own affair. */
const STATES: Partial<Record<PurchaseState | 'exception', OrderState>> = {
  approved: 'to_order',
  ordered: 'ordered',
  cancel_asked: 'to_stop',
  with_reader: 'shipped',
  not_returned: 'shipped',
  returned: 'returned',
  accepted: 'returned',
};

/** Where an order stands for its house; null where it is none. */
export function orderState({ state, cameFrom }: Request): OrderState | null {
  const seen = (name: string | null) => STATES[name as PurchaseState] ?? null;
  if (state !== 'exception') return seen(state);
  return seen(cameFrom) === null ? null : 'problem';
}

/** The actions of a house, by the names of their calls. */
const ACTIONS = {
  order: 'order',
  failed: 'supplier_failed',
  ship: 'ship',
  call_off: 'call_off',
} as const;

function actionsOf(request: Request): OrderLine['actions'] {
  const { way } = purchaseFields(request);
  return (['order', 'failed', 'ship', 'call_off'] as const).filter((call) => {
    const spec = QUEUES.purchase.actions[ACTIONS[call]];
    // What goes unread to the shelf is accepted there, not shipped.
    const fits = call !== 'ship' || way !== 'shelf';
    return fits && spec !== undefined && startsFrom(spec, request);
  });
}

/** An order as its house sees it. */
export function orderLine(request: Request, state: OrderState, settings: Settings): OrderLine {
  const fields = purchaseFields(request);
  const { zh, en } = QUEUE_WORDS.purchase;
  const campus = settings.place(request.targetCampus ?? request.campus)?.name;
  return {
    id: request.id,
    code: request.code,
    state,
    stateText: ORDER_STATE_WORDS[state],
    isbn: fields.isbn,
    title: fields.bookTitle,
    author: fields.author,
    publisher: fields.publisher,
    price: fields.price,
    way: fields.way,
    wayText: { zh: zh.values[fields.way] ?? fields.way, en: en.values[fields.way] ?? fields.way },
    campus: campus ?? { zh: '–', en: '–' },
    since: request.decidedOn ?? request.enteredOn,
    expectedOn: fields.expectedOn,
    tracking: fields.tracking,
    actions: actionsOf(request),
  };
}

/** Every order of a house, oldest first. */
export async function ordersOf(
  rows: Rows,
  vendorId: string,
): Promise<{ request: Request; state: OrderState }[]> {
  const lines = await rows.list('openLinesOfVendor', vendorId);
  return lines.flatMap((request) => {
    const state = orderState(request);
    return state === null ? [] : [{ request, state }];
  });
}

/** An order of that house; undefined for any other line. */
export async function ownOrder(
  rows: Rows,
  vendorId: string,
  id: string,
): Promise<Request | undefined> {
  const request = await rows.one('request', id);
  const own = request?.queue === 'purchase' && request.fields['vendorId'] === vendorId;
  return own && orderState(request) !== null ? request : undefined;
}

/** The action of the queue behind a call. */
export function actionOf(call: keyof typeof ACTIONS): string {
  return ACTIONS[call];
}

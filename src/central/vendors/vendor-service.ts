// The booksellers' side of the service: orders of one's own house, and what a house does about them.

import type * as z from 'zod';
import type { Clock } from '../../shared/lib/time.ts';
import type {
  OrderLine,
  callOffBody,
  failedBody,
  orderBody,
  orderDoneAnswer,
  ordersQuery,
  recipientAnswer,
  shipBody,
} from '../../shared/sync/vendor-calls.ts';
import type { Who } from '../auth/auth-port.ts';
import { hasFailed } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { Lane } from '../lane/lane-port.ts';
import { commandId } from '../readers/commands.ts';
import { rowsReader } from '../readers/rows.ts';
import type { Store } from '../store/port.ts';
import { actionOf, orderLine, orderState, ordersOf, ownOrder } from './orders.ts';
import { VENDORS } from './refused.ts';

/** A bookseller who is signed in. */
export type Vendor = Pick<Extract<Who, { kind: 'vendor' }>, 'staff' | 'vendorId'>;

type Done = z.output<typeof orderDoneAnswer> | Failure;

/** What booksellers may ask; every order of another house is as good as none. */
export interface VendorService {
  orders(
    who: Vendor,
    ask: z.output<typeof ordersQuery>,
  ): Promise<{ rows: OrderLine[]; total: number }>;
  one(who: Vendor, id: string): Promise<{ order: OrderLine } | Failure>;
  order(who: Vendor, id: string, body: z.output<typeof orderBody>): Promise<Done>;
  failed(who: Vendor, id: string, body: z.output<typeof failedBody>): Promise<Done>;
  ship(who: Vendor, id: string, body: z.output<typeof shipBody>): Promise<Done>;
  callOff(who: Vendor, id: string, body: z.output<typeof callOffBody>): Promise<Done>;
  /** Whom a parcel goes to, while it is to be sent; noted in the audit trail each time. */
  recipient(who: Vendor, id: string): Promise<z.output<typeof recipientAnswer> | Failure>;
}

/** What it is made from. */
export interface VendorParts {
  lane: Pick<Lane, 'look' | 'run'>;
  store: Pick<Store, 'reads' | 'auth'>;
  /** Real time. */
  clock: Clock;
}

const NOT_OURS = VENDORS.refusal(404, 'not_found', { kind: 'order' });
/** States in which a parcel is still to be made up. */
const TO_SEND: ReadonlySet<string> = new Set(['ordered', 'cancel_asked']);

/** Makes it over a lane and its store. */
export function createVendorService({ lane, store, clock }: VendorParts): VendorService {
  const rows = rowsReader(store.reads);
  const settings = () => lane.look(async (_, env) => env.settings);

  /** Only the own house's, also after an act or a repeat: by now it may be with a rival. */
  const lineOf = async (vendorId: string, id: string): Promise<OrderLine | null> => {
    const request = await ownOrder(rows, vendorId, id);
    const state = request ? orderState(request) : null;
    return request && state ? orderLine(request, state, await settings()) : null;
  };
  const act = async (
    { staff, vendorId }: Vendor,
    id: string,
    call: Parameters<typeof actionOf>[0],
    { requestId, ...input }: { requestId: string } & Record<string, unknown>,
  ): Promise<Done> => {
    const command = commandId(staff.id, `${call}/${id}`, requestId);
    const [repeat] = await store.reads.results([command]);
    // An order that went back to the library is no longer ours; a repeat is still answered.
    if (!repeat && !(await ownOrder(rows, vendorId, id))) return NOT_OURS;
    const filled = Object.entries(input).filter(([, value]) => value !== undefined);
    const result = await lane.run({
      id: command,
      actor: staff.id,
      point: null,
      type: `purchase.${actionOf(call)}`,
      entity: id,
      expectHead: null,
      input: Object.fromEntries(filled),
    });
    if (hasFailed(result)) return result;
    const refused = VENDORS.refusedOf(result);
    if (refused) return refused;
    const order = await lineOf(vendorId, id);
    return { order, outOfOrder: result.code === 'exception_opened' };
  };

  return {
    async orders({ vendorId }, { state, offset, limit }) {
      const own = await ordersOf(rows, vendorId);
      const wanted = own.filter((order) => state === undefined || order.state === state);
      const compiled = await settings();
      const page = wanted.slice(offset, offset + limit);
      return {
        rows: page.map((order) => orderLine(order.request, order.state, compiled)),
        total: wanted.length,
      };
    },
    async one({ vendorId }, id) {
      const order = await lineOf(vendorId, id);
      return order ? { order } : NOT_OURS;
    },
    order: (who, id, body) => act(who, id, 'order', body),
    failed: (who, id, body) => act(who, id, 'failed', body),
    ship: (who, id, body) => act(who, id, 'ship', body),
    callOff: (who, id, body) => act(who, id, 'call_off', body),
    async recipient({ staff, vendorId }, id) {
      const request = await ownOrder(rows, vendorId, id);
      const posted = request?.fields['way'] === 'post' && TO_SEND.has(request.state);
      const readerId = posted ? request.readerId : null;
      const reader = readerId === null ? undefined : await rows.one('private', readerId);
      if (!request || !reader) return NOT_OURS;
      await store.auth.audit({
        at: clock.now(),
        what: 'reveal',
        who: staff.id,
        desk: null,
        facts: { reader: reader.id, request: id, vendorId },
      });
      const campus = (await settings()).place(request.targetCampus ?? request.campus)?.name;
      return { name: reader.name, phone: reader.phone, campus: campus ?? { zh: '–', en: '–' } };
    },
  };
}

// What a bookseller may ask: sign-in, orders of the own house, ordering, shipping, calling off.

import {
  callOffBody,
  failedBody,
  orderAnswer,
  orderBody,
  orderDoneAnswer,
  orderParams,
  ordersAnswer,
  ordersQuery,
  recipientAnswer,
  shipBody,
  vendorSessionAnswer,
  vendorSessionBody,
} from '../../../shared/sync/vendor-calls.ts';
import { createVendorService } from '../../vendors/vendor-service.ts';
import type { VendorService } from '../../vendors/vendor-service.ts';
import { callsOf } from '../call.ts';
import type { App, Calls } from '../call.ts';
import { TAGS } from '../document.ts';
import type { RouteParts } from '../routes.ts';
import { done } from './desks.ts';

const tag = TAGS.vendors;
const order = '/v1/vendor/orders/:id';

function addSignIn({ open, call }: Calls, { service: { auth } }: RouteParts): void {
  open({
    method: 'POST',
    url: '/v1/vendor/session',
    summary: 'A bookseller’s login and password become a token for the orders of the own house.',
    tag,
    signIn: true,
    body: vendorSessionBody,
    answer: vendorSessionAnswer,
    run: ({ body, from }) => auth.vendorSession(body, from),
  });
  call(['vendor'], {
    method: 'DELETE',
    url: '/v1/vendor/session',
    summary: 'Ends the session at once.',
    tag,
    unchanged: true,
    answer: done,
    async run({ who }) {
      await auth.end(who.session);
      return { ok: true as const };
    },
  });
}

function addOrders({ call }: Calls, vendors: VendorService): void {
  call(['vendor'], {
    method: 'GET',
    url: '/v1/vendor/orders',
    summary: 'Orders of the own house by state, oldest first.',
    tag,
    query: ordersQuery,
    answer: ordersAnswer,
    run: ({ who, query }) => vendors.orders(who, query),
  });
  call(['vendor'], {
    method: 'GET',
    url: order,
    summary: 'One order of the own house.',
    tag,
    params: orderParams,
    answer: orderAnswer,
    run: ({ who, params }) => vendors.one(who, params.id),
  });
  call(['vendor'], {
    method: 'POST',
    url: `${order}/recipient`,
    summary: 'Whom a parcel is for, while it is to be sent; noted each time.',
    tag,
    params: orderParams,
    answer: recipientAnswer,
    run: ({ who, params }) => vendors.recipient(who, params.id),
  });
}

function addActs({ call }: Calls, vendors: VendorService): void {
  call(['vendor'], {
    method: 'POST',
    url: `${order}/order`,
    summary: 'The house orders it, at a price and for a day.',
    tag,
    params: orderParams,
    body: orderBody,
    answer: orderDoneAnswer,
    run: ({ who, params, body }) => vendors.order(who, params.id, body),
  });
  call(['vendor'], {
    method: 'POST',
    url: `${order}/failed`,
    summary: 'The house cannot supply it.',
    tag,
    params: orderParams,
    body: failedBody,
    answer: orderDoneAnswer,
    run: ({ who, params, body }) => vendors.failed(who, params.id, body),
  });
  call(['vendor'], {
    method: 'POST',
    url: `${order}/ship`,
    summary: 'It is on its way to the reader.',
    tag,
    params: orderParams,
    body: shipBody,
    answer: orderDoneAnswer,
    run: ({ who, params, body }) => vendors.ship(who, params.id, body),
  });
  call(['vendor'], {
    method: 'POST',
    url: `${order}/call-off`,
    summary: 'It is not delivered any more.',
    tag,
    params: orderParams,
    body: callOffBody,
    answer: orderDoneAnswer,
    run: ({ who, params, body }) => vendors.callOff(who, params.id, body),
  });
}

/** Adds them. */
export function addVendorRoutes(app: App, parts: RouteParts): void {
  const calls = callsOf(app);
  const { lane, store } = parts.service;
  const vendors = createVendorService({ lane, store, clock: parts.options.clock });
  addSignIn(calls, parts);
  addOrders(calls, vendors);
  addActs(calls, vendors);
}

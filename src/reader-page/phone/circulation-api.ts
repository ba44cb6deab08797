// Loans, holds, loans by phone and loans passed on, as a reader asks for them.

import type { Body, View } from './api-types.ts';
import type { Line } from './line.ts';
import type * as calls from '../../shared/sync/reader-circulation-calls.ts';
import type * as views from '../../shared/sync/reader-circulation-views.ts';

type V<K extends keyof typeof views> = View<typeof views, K>;
type B<K extends keyof typeof calls> = Body<typeof calls, K>;

export function circulationApi({ get, post }: Line) {
  const at = (list: string, id: string, what: string) =>
    `reader/${list}/${encodeURIComponent(id)}/${what}`;
  return {
    loans: () => get<V<'loansAnswer'>>('reader/loans'),
    borrow: (body: B<'phoneLoanBody'>) => post<V<'loanAnswer'>>('reader/loans', body),
    renew: (id: string, body: B<'renewBody'>) =>
      post<V<'loanAnswer'>>(at('loans', id, 'renew'), body),
    holds: () => get<V<'holdsAnswer'>>('reader/holds'),
    placeHold: (body: B<'holdBody'>) => post<V<'holdAnswer'>>('reader/holds', body),
    cancelHold: (id: string, body: B<'holdCancelBody'>) =>
      post<V<'holdAnswer'>>(at('holds', id, 'cancel'), body),
    offer: (id: string, body: B<'offerBody'>) =>
      post<V<'offerAnswer'>>(at('loans', id, 'offer'), body),
    accept: (body: B<'acceptBody'>) => post<V<'transferAnswer'>>('reader/transfers/accept', body),
    withdraw: (id: string, body: B<'withdrawBody'>) =>
      post<V<'transferAnswer'>>(at('transfers', id, 'withdraw'), body),
    transfers: () => get<V<'transfersAnswer'>>('reader/transfers'),
  };
}

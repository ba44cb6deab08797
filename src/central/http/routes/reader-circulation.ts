// What a reader's phone may ask about loans, holds and loans passed on.

import { idParams } from '../../../shared/sync/reader-calls.ts';
import {
  acceptBody,
  holdBody,
  holdCancelBody,
  offerBody,
  phoneLoanBody,
  renewBody,
  withdrawBody,
} from '../../../shared/sync/reader-circulation-calls.ts';
import {
  holdAnswer,
  holdsAnswer,
  loanAnswer,
  loansAnswer,
  offerAnswer,
  transferAnswer,
  transfersAnswer,
} from '../../../shared/sync/reader-circulation-views.ts';
import * as holds from '../../readers/circulation/holds.ts';
import * as loans from '../../readers/circulation/loans.ts';
import * as transfers from '../../readers/circulation/transfers.ts';
import type { ReaderContext } from '../../readers/reader-context.ts';
import type { Calls } from '../call.ts';
import { TAGS } from '../document.ts';

const tag = TAGS.readers;

function addLoans({ call }: Calls, context: ReaderContext): void {
  call(['reader'], {
    method: 'GET',
    url: '/v1/reader/loans',
    summary: 'Open loans, the first due first, with what may be done with each and what is owed.',
    tag,
    answer: loansAnswer,
    run: ({ who }) => loans.loansOf(context, who.readerId),
  });
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/loans',
    summary:
      'Borrows the copy in the hand by its barcode; it is to be shown at a desk or gate within minutes.',
    tag,
    body: phoneLoanBody,
    answer: loanAnswer,
    run: ({ who, body }) => loans.borrowByPhone(context, who.readerId, body),
  });
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/loans/:id/renew',
    summary: 'Renews an own loan, unless somebody waits for it or a rule is against it.',
    tag,
    params: idParams,
    body: renewBody,
    answer: loanAnswer,
    run: ({ who, params, body }) => loans.renewLoan(context, who.readerId, params.id, body),
  });
}

function addHolds({ call }: Calls, context: ReaderContext): void {
  call(['reader'], {
    method: 'GET',
    url: '/v1/reader/holds',
    summary:
      'What the reader waits for: place in the queue, or where it lies ready and until when.',
    tag,
    answer: holdsAnswer,
    run: ({ who }) => holds.holdsOf(context, who.readerId),
  });
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/holds',
    summary:
      'Waits for a title or one copy of it; a recall asks its borrower to return it earlier.',
    tag,
    body: holdBody,
    answer: holdAnswer,
    run: ({ who, body }) => holds.placeHold(context, who.readerId, body),
  });
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/holds/:id/cancel',
    summary: 'Waits no longer.',
    tag,
    params: idParams,
    body: holdCancelBody,
    answer: holdAnswer,
    run: ({ who, params, body }) => holds.cancelHold(context, who.readerId, params.id, body),
  });
}

function addTransfers({ call }: Calls, context: ReaderContext): void {
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/loans/:id/offer',
    summary: 'Offers an own loan to whoever brings the code within minutes; shows it once more.',
    tag,
    params: idParams,
    body: offerBody,
    answer: offerAnswer,
    run: ({ who, params, body }) => transfers.offerLoan(context, who.readerId, params.id, body),
  });
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/transfers/accept',
    summary: 'Takes over another reader’s loan by its code: one return and one loan at once.',
    tag,
    body: acceptBody,
    answer: transferAnswer,
    run: ({ who, body }) => transfers.acceptLoan(context, who.readerId, body),
  });
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/transfers/:id/withdraw',
    summary: 'Takes an own offer back.',
    tag,
    params: idParams,
    body: withdrawBody,
    answer: transferAnswer,
    run: ({ who, params, body }) => transfers.withdrawOffer(context, who.readerId, params.id, body),
  });
  call(['reader'], {
    method: 'GET',
    url: '/v1/reader/transfers',
    summary: 'Own offers and what came by those of others, newest first.',
    tag,
    answer: transfersAnswer,
    run: ({ who }) => transfers.transfersOf(context, who.readerId),
  });
}

/** Adds them. */
export function addReaderCirculation(calls: Calls, context: ReaderContext): void {
  addLoans(calls, context);
  addHolds(calls, context);
  addTransfers(calls, context);
}

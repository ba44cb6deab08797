// Offers of loans as lines: what a reader gave and what a reader got, each in one sentence.

import { wallTime } from '../../../shared/circulation/notices/wall-time.ts';
import type { Transfer } from '../../../shared/library/circulation-rows.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';
import type { TransferLine } from '../../../shared/sync/reader-circulation-views.ts';
import { OFFER_SENTENCES, bothFilled } from '../../../shared/words/reader-loan-sentences.ts';
import type { ReaderContext } from '../reader-context.ts';

/** Names of copies for lines. */
export interface CopyNames {
  title: string;
  barcode: string;
}

/** Titles and barcodes of copies by id. */
export async function copyNames(
  { rows }: ReaderContext,
  copyIds: readonly string[],
): Promise<Map<string, CopyNames>> {
  const copies = await rows.get('copy', copyIds);
  const titles = await rows.get(
    'title',
    [...copies.values()].map(({ titleId }) => titleId),
  );
  return new Map(
    [...copies].map(([id, { titleId, barcode }]) => [
      id,
      { title: titles.get(titleId)?.title ?? '', barcode },
    ]),
  );
}

/** One line; an offer that is too old is expired, whether the timer came by or not. */
export function transferLine(
  transfer: Transfer,
  readerId: string,
  names: CopyNames | undefined,
  at: { now: string; settings: Settings },
): TransferLine {
  const { id, offeredOn, expiresOn } = transfer;
  const side = transfer.fromReader === readerId ? 'given' : 'received';
  const old = transfer.state === 'offered' && expiresOn <= at.now;
  const state = old ? 'expired' : transfer.state;
  const endedOn = old ? expiresOn : transfer.endedOn;
  const sentence = side === 'received' ? OFFER_SENTENCES.received : OFFER_SENTENCES[state];
  return {
    id,
    side,
    title: names?.title ?? '',
    barcode: names?.barcode ?? '',
    state,
    sentence: bothFilled(sentence, { time: wallTime(endedOn ?? expiresOn, at.settings) }),
    offeredOn,
    expiresOn,
    endedOn,
    loanId: side === 'given' ? transfer.loanId : transfer.newLoanId,
  };
}

/** Lines of several, in their order. */
export async function transferLines(
  context: ReaderContext,
  readerId: string,
  transfers: readonly Transfer[],
): Promise<TransferLine[]> {
  const names = await copyNames(
    context,
    transfers.map(({ copyId }) => copyId),
  );
  const at = { now: context.lane.now(), settings: (await context.env()).settings };
  return transfers.map((each) => transferLine(each, readerId, names.get(each.copyId), at));
}

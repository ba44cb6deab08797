// What the scan of a copy means inside a round: this stop, another one, a swap, a copy in hand already, or a wrong book.

import type { Copy } from '../library/entities.ts';
import type { StopStatus } from './progress.ts';

/** What a scan is compared with. */
export interface StopBook {
  requestId: string;
  titleId: string | null;
  copyId: string | null;
  status: StopStatus;
}

/** What the scan means; `swap`: another copy of the title that the stop wants. */
export type RoundScan =
  | { is: 'stop' | 'swap' | 'in_hand'; requestId: string }
  | { is: 'other_title' };

/** Still to be walked. */
const WALKED: readonly StopStatus[] = ['todo', 'skipped', 'lapsed'];
/** The very copy was scanned: whoever has it in the hand was first, whatever was said before. */
const TAKEABLE: readonly StopStatus[] = [...WALKED, 'taken', 'missed'];

/**
 * Reads the scan of a copy against the stops in their order. The stop that is shown goes first; a scan of any other stop
 * does that one; the very copy goes before another copy of a title.
 */
export function roundScanOf(
  copy: Pick<Copy, 'id' | 'titleId'>,
  shown: string | null,
  stops: readonly StopBook[],
): RoundScan {
  const shownFirst = stops.toSorted(
    (a, b) => Number(b.requestId === shown) - Number(a.requestId === shown),
  );
  const open = shownFirst.filter(({ status }) => WALKED.includes(status));
  const isCopy = ({ copyId }: StopBook) => copyId === copy.id;
  const own =
    open.find(isCopy) ?? shownFirst.find((each) => isCopy(each) && TAKEABLE.includes(each.status));
  if (own) return { is: 'stop', requestId: own.requestId };
  const inHand = stops.find(({ copyId, status }) => copyId === copy.id && status === 'in_hand');
  if (inHand) return { is: 'in_hand', requestId: inHand.requestId };
  const title = open.find(({ titleId }) => titleId === copy.titleId);
  if (!title) return { is: 'other_title' };
  // A stop that wants any copy of the title is done by this one.
  return { is: title.copyId === null ? 'stop' : 'swap', requestId: title.requestId };
}

// What a copy is doing right now, told from its row, its open loan and whoever has it in hand.

import type { Copy } from './entities.ts';

/** What besides its row says where a copy is. */
export interface CopyFacts {
  isLent: boolean;
  /** State of the request that has custody of it; null when none has. */
  holderState: string | null;
  /** Whether its home collection lends at all. */
  homeLends: boolean;
}

/** Live status of a copy (`copyStatus` in shared/words), the strongest fact first. */
export function copyStatusOf(copy: Copy, { isLent, holderState, homeLends }: CopyFacts): string {
  if (isLent) return 'on_loan';
  if (holderState === 'ready') return 'on_hold_shelf';
  if (holderState === 'in_transit') return 'in_transit';
  if (holderState !== null) return 'in_custody';
  if (copy.status !== 'available') return copy.status;
  if (!copy.lendable || !homeLends) return 'reference';
  return copy.holding === copy.home ? 'on_shelf' : 'away';
}

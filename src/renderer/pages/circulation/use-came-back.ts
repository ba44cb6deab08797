// Whether a copy that was refused because somebody had it has come back since: its row then says so.

import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useQuery } from '../../desk/use-live.ts';

/** `copyId` gives the copy that is watched; null: none. */
export function useCameBack(copyId: () => string | null): ComputedRef<boolean> {
  const { data } = useQuery('circulation.chain', () => {
    const id = copyId();
    return id === null ? null : { copyId: id };
  });
  // The open loan is the first of the chain; whoever may not look at loans is shown none.
  return computed(() => (data.value?.[0]?.loan.closedOn ?? null) !== null);
}

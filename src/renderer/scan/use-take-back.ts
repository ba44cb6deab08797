// Brings a copy that is in the hand to another part of the counter, as if it were scanned there.

import { nextTick } from 'vue';
import { useRouter } from 'vue-router';
import { deliverScan } from './use-scan-target.ts';
import type { Scan } from './use-scan-target.ts';

/** Opens a part of circulation and scans the copy there. */
export function useScanAt(tab: 'back' | 'holds'): (scan: Scan) => Promise<void> {
  const router = useRouter();
  return async (scan) => {
    await router.push({ name: 'circulation', params: { tab } });
    await nextTick();
    deliverScan(scan);
  };
}

/** Opens the returns of circulation and takes the copy back there. */
export function useTakeBack(): (scan: Scan) => Promise<void> {
  return useScanAt('back');
}

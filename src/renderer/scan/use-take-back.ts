// Brings a copy that is in the hand to the page of returns, as if it were scanned there.

import { nextTick } from 'vue';
import { useRouter } from 'vue-router';
import { deliverScan } from './use-scan-target.ts';
import type { Scan } from './use-scan-target.ts';

/** Opens the returns of circulation and takes the copy back there. */
export function useTakeBack(): (scan: Scan) => Promise<void> {
  const router = useRouter();
  return async (scan) => {
    await router.push({ name: 'circulation', params: { tab: 'back' } });
    await nextTick();
    deliverScan(scan);
  };
}

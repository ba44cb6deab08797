// Codes of scanners that the desk reads itself: each once, one after the other, in the window that is in use.

import { onScopeDispose } from 'vue';
import type { DeviceScan } from '../../shared/desk-contract/devices.ts';
import { useDesk } from '../desk/desk.ts';
import { useFeed } from '../desk/use-feed.ts';

/** A scan that is worked on longer than this, in ms, does not hold up the next. */
const LONGEST = 5000;

/** Last scan that was taken, by its run: one comes again where the desk has not heard of its taking. */
const lasts = new Map<string, number>();

function isNew({ run, n }: DeviceScan): boolean {
  const last = lasts.get(run);
  if (last !== undefined && n <= last) return false;
  lasts.set(run, n);
  return true;
}

/** Waits for what a scan has set going, but not for ever. */
async function atMost(work: unknown): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const longest = new Promise<void>((resolve) => (timer = setTimeout(resolve, LONGEST)));
  try {
    await Promise.race([work, longest]);
  } finally {
    clearTimeout(timer);
  }
}

/** Hears the desk's scanners; what `take` gives is waited for before the next scan. */
export function useDeskScans(take: (scan: DeviceScan) => unknown): void {
  const { client, onChanges } = useDesk();
  useFeed(
    (signal) => client['devices.scans']({}, signal),
    async (scan) => {
      if (isNew(scan)) await atMost(take(scan));
    },
  );
  // A lost connection is told by the frame; the next one says again which window is in use.
  const attend = () => {
    if (document.hasFocus()) void client['devices.attend']({}).catch(() => undefined);
  };
  attend();
  window.addEventListener('focus', attend);
  const stop = onChanges((changed) => changed === null && attend());
  onScopeDispose(() => {
    stop();
    window.removeEventListener('focus', attend);
  });
}

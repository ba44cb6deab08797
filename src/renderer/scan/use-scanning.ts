// Scan anywhere: hears the desk's scanners and the keys while the frame stands; a locked desk hears nothing.

import { onScopeDispose, watch } from 'vue';
import { hearScan } from '../../shared/devices/scan-dispatch.ts';
import type { RecentScans } from '../../shared/devices/scan-dispatch.ts';
import { WEDGE_LIMITS, withoutPrefix } from '../../shared/devices/wedge.ts';
import type { WedgeLimits } from '../../shared/devices/wedge.ts';
import { millis } from '../../shared/lib/time.ts';
import { useQuery } from '../desk/use-live.ts';
import { useDeskTime } from '../desk/use-now.ts';
import { useSession } from '../desk/use-session.ts';
import { createKeyHandler } from '../keys/use-keys.ts';
import { usePageTurn } from './page-turn.ts';
import { useDeskScans } from './use-desk-scans.ts';
import { deliverScan } from './use-scan-target.ts';
import type { Scan } from './use-scan-target.ts';
import { listenToWedge } from './wedge-listener.ts';

/** Source of what a scanner in keyboard mode types. */
const KEYS = 'keys';

/** Starts listening; prefixes and suffixes come from the library's settings. */
export function useScanning(): void {
  const { info } = useSession();
  const onPage = usePageTurn();
  const heard = () => info.value !== undefined && !info.value.locked;
  let recent: RecentScans = [];
  let limits = WEDGE_LIMITS;
  /** A scanner that the desk reads may type as well; `at` in ms of the desk's clock. */
  const take = (scan: Scan, source: string, at: number) => {
    const heardOf = hearScan(recent, { text: scan.text, source, at });
    ({ recent } = heardOf);
    return heardOf.fresh ? onPage(() => deliverScan(scan)) : undefined;
  };
  const deskTime = useDeskTime();
  useDeskScans(({ text, source, aim, device, at }) => {
    // The desk may read the same keys as the page; what a tag says has no prefix.
    const code = source === 'hid' ? withoutPrefix(text, limits.prefixes) : text;
    return take({ text: code, source, aim }, device, millis(at));
  });
  const onKey = createKeyHandler({
    set: (run, ms) => window.setTimeout(run, ms),
    clear: (id) => window.clearTimeout(id),
  });
  const listener = listenToWedge(
    window,
    {
      listening: heard,
      onScan: (text) => void take({ text, source: 'wedge' }, KEYS, deskTime()),
      onKey,
    },
    limits,
  );
  onScopeDispose(listener.stop);
  const { data } = useQuery('settings.rows', () => ({ kind: 'policy' }));
  watch(data, (rows) => {
    if (!rows) return;
    limits = limitsOf(rows);
    listener.setLimits(limits);
  });
}

/** Limits with the library's signs; a setting of another form is left out. */
function limitsOf(rows: readonly Record<string, unknown>[]): WedgeLimits {
  const list = (id: string): string[] | null => {
    const value = rows.find((row) => row['id'] === id)?.['value'];
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : null;
  };
  return {
    ...WEDGE_LIMITS,
    prefixes: list('wedge.prefixes') ?? WEDGE_LIMITS.prefixes,
    suffixes: list('wedge.suffixes')?.flatMap(withNumpad) ?? WEDGE_LIMITS.suffixes,
  };
}

const withNumpad = (code: string) => (code === 'Enter' ? ['Enter', 'NumpadEnter'] : [code]);

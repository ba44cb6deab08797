// Scan anywhere: listens for scanner and keys while the frame stands; a locked desk hears nothing.

import { onScopeDispose, watch } from 'vue';
import { WEDGE_LIMITS } from '../../shared/devices/wedge.ts';
import type { WedgeLimits } from '../../shared/devices/wedge.ts';
import { useQuery } from '../desk/use-live.ts';
import { useSession } from '../desk/use-session.ts';
import { createKeyHandler } from '../keys/use-keys.ts';
import { deliverScan } from './use-scan-target.ts';
import { listenToWedge } from './wedge-listener.ts';

/** Starts listening; prefixes and suffixes come from the library's settings. */
export function useScanning(): void {
  const { info } = useSession();
  const heard = () => info.value !== undefined && !info.value.locked;
  const onKey = createKeyHandler({
    set: (run, ms) => window.setTimeout(run, ms),
    clear: (id) => window.clearTimeout(id),
  });
  const listener = listenToWedge(
    window,
    {
      listening: heard,
      onScan: (text) => deliverScan({ text, source: 'wedge' }),
      onKey,
    },
    WEDGE_LIMITS,
  );
  onScopeDispose(listener.stop);
  const { data } = useQuery('settings.rows', () => ({ kind: 'policy' }));
  watch(data, (rows) => rows && listener.setLimits(limitsOf(rows)));
}

/** Limits with the library's signs; a setting of another form is left out. */
export function limitsOf(rows: readonly Record<string, unknown>[]): WedgeLimits {
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

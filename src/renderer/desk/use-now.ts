// The desk's time on the page: real time moved by the desk's own offset (the demonstration has its own clock).

import { computed, onScopeDispose, ref } from 'vue';
import type { ComputedRef } from 'vue';
import { instantOf } from '../../shared/lib/time.ts';
import type { Instant } from '../../shared/lib/time.ts';
import { useSession } from './use-session.ts';

/** Milliseconds by the desk's clock, at the moment of each call. */
export function useDeskTime(): () => number {
  const { info } = useSession();
  return () => Date.now() + (info.value?.clockOffset ?? 0);
}

/** The present instant by the desk's clock, renewed every `every` milliseconds. */
export function useNow(every = 15_000): ComputedRef<Instant> {
  const { info } = useSession();
  const real = ref(Date.now());
  const timer = setInterval(() => void (real.value = Date.now()), every);
  onScopeDispose(() => clearInterval(timer));
  return computed(() => instantOf(real.value + (info.value?.clockOffset ?? 0)));
}

// Whether the prepared sums can be trusted, and counting them anew: with progress, stopped at will, what was done stays.

import { onScopeDispose, ref, shallowRef } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useDesk } from '../../desk/desk.ts';
import type { Output } from '../../desk/operations.ts';
import { useQuery } from '../../desk/use-live.ts';
import type { Live } from '../../desk/use-live.ts';
import { useToasts } from '../../stores/toasts.ts';

export interface Rebuild {
  live: Live<Output<'figures.state'>>;
  /** Null while nothing is counted anew. */
  progress: Readonly<ShallowRef<{ done: number; of: number } | null>>;
  failed: Readonly<Ref<boolean>>;
  start(): Promise<void>;
  stop(): void;
}

/** State and repair of the figures. */
export function useRebuild(): Rebuild {
  const { t } = useI18n();
  const { client } = useDesk();
  const toasts = useToasts();
  const live = useQuery('figures.state', () => ({}));
  const progress = shallowRef<{ done: number; of: number } | null>(null);
  const failed = ref(false);
  let running: AbortController | undefined;

  async function start(): Promise<void> {
    if (running) return;
    running = new AbortController();
    const { signal } = running;
    failed.value = false;
    progress.value = { done: 0, of: live.data.value?.of ?? 0 };
    try {
      for await (const step of client['figures.rebuild']({}, signal)) progress.value = step;
      if (!signal.aborted) toasts.say('good', t('figures.state.rebuilt'));
    } catch {
      failed.value = !signal.aborted;
    } finally {
      running = undefined;
      progress.value = null;
      live.refresh();
    }
  }
  const stop = () => running?.abort();
  onScopeDispose(stop);
  return { live, progress, failed, start, stop };
}

// A question that stays answered: asks again when its tables change or what it was asked with does.

import { onScopeDispose, ref, shallowRef, watchEffect } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import { RpcError } from '../../shared/rpc/failure.ts';
import type { DeskConnection } from './connect.ts';
import { useDesk } from './desk.ts';
import { topicsOf } from './operations.ts';
import type { Input, Output, QueryName } from './operations.ts';

export interface Live<T> {
  /** The last answer; kept while a newer one is on its way. */
  data: Readonly<ShallowRef<T | undefined>>;
  /** Why the last asking failed; null after a good one. A lost connection is no error: it asks again by itself. */
  error: Readonly<ShallowRef<RpcError | null>>;
  loading: Readonly<Ref<boolean>>;
  refresh(): void;
}

/** Changes within this many milliseconds are one. */
const BURST = 25;

/**
 * Asks and keeps the answer fresh. What `ask` reads before its first await is watched: when it changes, the call
 * under way is cancelled and a new one made. `ask` may give null: nothing to ask now.
 */
export function useLive<T>(
  ask: (signal: AbortSignal) => Promise<T> | null,
  topics: readonly string[],
  desk: Pick<DeskConnection, 'onChanges'> = useDesk(),
): Live<T> {
  const data = shallowRef<T>();
  const error = shallowRef<RpcError | null>(null);
  const loading = ref(true);
  const round = ref(0);
  let underWay = false;
  let stale = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = () => {
    loading.value = false;
    underWay = false;
    if (!stale) return;
    stale = false;
    round.value += 1;
  };
  watchEffect((onCleanup) => {
    if (round.value < 0) return;
    const controller = new AbortController();
    onCleanup(() => controller.abort());
    const asked = ask(controller.signal);
    underWay = asked !== null;
    loading.value = underWay;
    if (asked === null) {
      data.value = undefined;
      return;
    }
    asked.then(
      (answer) => {
        if (controller.signal.aborted) return;
        data.value = answer;
        error.value = null;
        settle();
      },
      (reason: unknown) => {
        if (controller.signal.aborted) return;
        if (isLost(reason)) return;
        error.value = reason instanceof RpcError ? reason : new RpcError({ code: 'internal' });
        settle();
      },
    );
  });

  const refresh = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (underWay) stale = true;
      else round.value += 1;
    }, BURST);
  };
  const stop = desk.onChanges((changed) => {
    if (changed === null) {
      underWay = false;
      round.value += 1;
    } else if (topics.some((topic) => changed.has(topic))) refresh();
  });
  onScopeDispose(() => {
    stop();
    clearTimeout(timer);
  });
  return { data, error, loading, refresh };
}

/** `useLive` for one query of the contract, with that query's own topics. `input` may give null: nothing to ask. */
export function useQuery<K extends QueryName>(
  name: K,
  input: () => Input<K> | null,
): Live<Output<K>> {
  const desk = useDesk();
  const call = desk.client[name] as (input: Input<K>, signal: AbortSignal) => Promise<Output<K>>;
  return useLive(
    (signal) => {
      const wanted = input();
      return wanted === null ? null : call(wanted, signal);
    },
    topicsOf(name),
    desk,
  );
}

/** A call lost with its connection is asked again by the next connection's "anything may have changed". */
function isLost(reason: unknown): boolean {
  return reason instanceof RpcError && reason.code === 'disconnected';
}

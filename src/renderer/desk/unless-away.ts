// An answer that somebody stands and waits for: a desk that is away for longer than a blink gives none.

import { watch } from 'vue';
import { RpcError } from '../../shared/rpc/failure.ts';
import type { DeskConnection } from './connect.ts';

/** What the call answers; rejects with `disconnected` as soon as the desk is away, so that nobody waits in vain. */
export async function unlessAway<T>(
  { state }: Pick<DeskConnection, 'state'>,
  call: Promise<T>,
): Promise<T> {
  const away = Promise.withResolvers<never>();
  const stop = watch(
    state,
    (now) => {
      if (now === 'away' || now === 'stranger') away.reject(new RpcError({ code: 'disconnected' }));
    },
    { immediate: true, flush: 'sync' },
  );
  // Nobody hears of a call that fails after the desk was given up.
  call.catch(() => undefined);
  away.promise.catch(() => undefined);
  try {
    return await Promise.race([away.promise, call]);
  } finally {
    stop();
  }
}

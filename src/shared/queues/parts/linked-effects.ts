// What a request does about its linked cases when it goes on without them.

import type { Context, Effect } from '../queue.ts';

/**
 * Ends the open linked cases of a request that turns to another copy, which frees it: cancelled, or asked to be where
 * the copy is in a hand.
 */
export function endLinked(context: Context, code: string): Effect[] {
  return context.children
    .filter((child) => child.endedOn === null)
    .map((child) => ({
      do: 'act',
      requestId: child.id,
      action: child.pickedOn === null ? 'cancel' : 'ask_cancel',
      input: { reason: 'other', note: code },
    }));
}

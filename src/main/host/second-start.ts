// A second start on one profile: asks the host that already runs for a fresh address.

import type { RunningNote } from './running.ts';

/** A fresh launch address of the running host; undefined when it does not answer as ours. */
export async function askFreshAddress(note: RunningNote): Promise<string | undefined> {
  if (note.address === null) return undefined;
  try {
    const answer = await fetch(`${note.address}/fresh-address`, {
      method: 'POST',
      headers: { origin: note.address, authorization: `Bearer ${note.secret}` },
      signal: AbortSignal.timeout(3000),
    });
    const text = answer.ok ? await answer.text() : '';
    return text.startsWith(`${note.address}/`) ? text : undefined;
  } catch {
    return undefined;
  }
}

// The desk's service has another address: it goes on there once the service has shown that it knows this desk.

import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { addressOf, told } from './join.ts';
import type { JoinParts } from './join.ts';
import { createLink } from './link.ts';

/** What moving works with. */
export type MoveParts = Pick<JoinParts, 'store' | 'network' | 'central' | 'real' | 'timers'>;

/** Moves; a refusal leaves everything as it was. A service that is another one does not know the desk. */
export async function moveService(parts: MoveParts, text: string): Promise<{ ok: true } | Refusal> {
  const { store, network, central, real, timers } = parts;
  const joined = store.joined();
  if (joined === null) return refuse('alone');
  const at = addressOf(text);
  if (!at.ok) return at;
  const { address } = at;
  const line = createLink({
    address,
    central: network.connect(address),
    timers,
    clock: real,
    deskId: () => store.deskId,
    key: () => central.keys.own(),
    onOpened: () => undefined,
  });
  const known = await told(() => line.session.token());
  if (!known.ok) return known;
  const { deskId, cardKey } = store;
  store.join({ ...joined, address }, { deskId, cardKey });
  central.begin();
  return { ok: true };
}

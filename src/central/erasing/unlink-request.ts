// Takes the reader out of an ended request, command by command until nothing of them is left in its rows.

import { isAccepted } from '../../shared/sync/protocol.ts';
import { hasFailed } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { Lane } from '../lane/lane-port.ts';
import type { Store } from '../store/port.ts';

/** What erasing works with. */
export interface ErasingParts {
  store: Store;
  lane: Lane;
  newId(): string;
}

/** Name of an entity whose old images and texts are to go. */
export type ErasedKey = Parameters<Store['eraseImages']>[0][number];

/** A command of the system about one entity. */
export function systemCommand(
  { lane, newId }: ErasingParts,
  type: string,
  entity: string,
  input: Record<string, unknown> = {},
) {
  const command = { id: newId(), actor: 'system', point: null, type, entity, expectHead: null };
  return lane.run({ ...command, input });
}

/** Everything around a request in which a reader may be named. */
export async function keysOf(
  { store, lane }: ErasingParts,
  requestId: string,
): Promise<ErasedKey[]> {
  const listed = await lane.look(async (world) => {
    const request = await world.get('request', requestId);
    const bundle = request?.bundleId ?? null;
    const keys: ErasedKey[] = [{ kind: 'request', id: requestId }];
    for (const { id } of await world.list('eventsOf', requestId)) keys.push({ kind: 'event', id });
    for (const { id } of await world.list('noticesOf', requestId))
      keys.push({ kind: 'notice', id });
    return bundle === null ? keys : [...keys, { kind: 'bundle' as const, id: bundle }];
  });
  const texts = await store.reads.textsOf([requestId]);
  const named = new Set(listed.map(({ kind, id }) => `${kind} ${id}`));
  return [...listed, ...texts.filter(({ kind, id }) => !named.has(`${kind} ${id}`))].map(
    ({ kind, id }) => ({ kind, id }),
  );
}

/** Unlinks one; gives what of it is to be blanked. A request that cannot be unlinked any more or yet gives nothing. */
export async function unlinkRequest(
  parts: ErasingParts,
  requestId: string,
): Promise<ErasedKey[] | Failure> {
  const keys = await keysOf(parts, requestId);
  const cases = keys.flatMap(({ kind, id }) => (kind === 'exception_case' ? [id] : []));
  for (;;) {
    const done = await systemCommand(parts, 'request.unlink', requestId, { cases });
    if (hasFailed(done)) return done;
    if (!isAccepted(done.code)) return [];
    const request = await parts.lane.look((world) => world.get('request', requestId));
    if (!request || request.readerId === null) return keys;
  }
}

// Copies of two readers in one slot of the hold shelf: they lie there, whoever put them, and a person has to part them.

import { refuse } from '../../lib/result.ts';
import type { Hold } from '../../library/entities.ts';
import { flagOf } from '../../queues/parts/input.ts';
import { shelfSlot } from '../../queues/request.ts';
import type { Request } from '../../queues/request.ts';
import type { Run } from '../../queues/engine/run.ts';
import type { Kind, Kinds } from '../../queues/world/world.ts';
import { openDoubt } from '../cases.ts';

/** A copy that waits for its reader in a slot. */
interface Lying {
  slot: string;
  readerId: string | null;
  copyId: string | null;
}

/** What a row has lying on the hold shelf; null for nothing. */
function lyingBy(kind: Kind, row: Kinds[Kind] | undefined): Lying | null {
  if (row === undefined || (kind !== 'hold' && kind !== 'request')) return null;
  const { readerId, copyId } = row as Hold | Request;
  const hold = row as Hold;
  const slot = kind === 'request' ? shelfSlot(row as Request) : hold.slot;
  const lies = kind === 'request' || hold.status === 'ready';
  return lies && typeof slot === 'string' ? { slot, readerId, copyId } : null;
}

/** Another reader's copy in the same slot. */
async function beside({ world }: Run, { slot, readerId, copyId }: Lying) {
  const there = [
    ...(await world.list('holdsInSlot', slot)),
    ...(await world.list('requestsInSlot', slot)),
  ];
  return there.find((each) => each.readerId !== readerId && each.copyId !== copyId);
}

/**
 * Opens a case where the command put a copy beside another reader's and nobody has said (`shared`) that both lie there: its
 * desk had not heard yet of what another one did. Called once all is decided, whatever put the copy there.
 */
export async function partSlots(run: Run): Promise<void> {
  const { world, env, command } = run;
  if (env.settings.policies.flag('hold.slot_shared') || flagOf(command.input, 'shared')) return;
  for (const { kind, before, after } of await world.changes()) {
    const own = lyingBy(kind, after);
    if (!own || lyingBy(kind, before)?.slot === own.slot) continue;
    const other = await beside(run, own);
    if (!other) continue;
    const reader = other.readerId === null ? undefined : await world.get('reader', other.readerId);
    const copy = other.copyId === null ? undefined : await world.get('copy', other.copyId);
    const facts = {
      place: env.settings.place(own.slot)?.code ?? own.slot,
      reader: reader?.nameMasked ?? null,
      barcode: copy?.barcode ?? null,
    };
    openDoubt(run, { copyId: own.copyId, readerId: own.readerId }, refuse('slot_double', facts));
  }
}

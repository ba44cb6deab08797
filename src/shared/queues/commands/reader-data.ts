// Readers' data that somebody sees in full, or takes out of a desk.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { writeSideEvent } from '../engine/event-row.ts';
import type { Run } from '../engine/run.ts';
import { signature } from '../engine/second-person.ts';
import { rightRefusal } from '../rights.ts';
import { anyStaffRole } from './lease.ts';

/** Carries out `reader.reveal`: a reader is seen in full, and where it is for a request, its record says so. */
export async function reveal(run: Run): Promise<Refusal | null> {
  const { entity, input } = run.command;
  const refused = rightRefusal(run, 'reader.reveal', 'reveal');
  if (refused) return refused;
  if (!(await run.world.get('reader', entity))) return refuse('not_found', { kind: 'reader' });
  const requestId = input['requestId'];
  if (typeof requestId !== 'string') return null;
  const request = await run.world.get('request', requestId);
  if (request?.readerId !== entity) return refuse('not_found', { kind: 'request' });
  const role = anyStaffRole(run);
  await writeSideEvent(run, request, { action: 'reveal', ...(role === null ? {} : { role }) });
  return null;
}

/**
 * Carries out `reader.export`: the word of two people that readers' data leave a desk; it changes nothing and is kept where
 * commands are.
 */
export async function exportReaders(run: Run): Promise<Refusal | null> {
  const refused = rightRefusal(run, 'reader.export', 'administer');
  if (refused) return refused;
  if (run.command.input['secondPerson'] === undefined) return refuse('second_person_needed');
  const signed = await signature(run);
  return 'ok' in signed ? signed : null;
}

// Ends the unpacking of a crate: what it should have held and did not is named, on the manifest and on each request.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { writeSideEvent } from '../engine/event-row.ts';
import { anyStaffRole } from './lease.ts';
import { rightRefusal } from '../rights.ts';
import { remark } from '../engine/run.ts';
import type { Run } from '../engine/run.ts';

function placeRefusal(run: Run, toCampus: string): Refusal | null {
  if (run.point?.campus === toCampus) return null;
  const at = run.point?.campus ?? null;
  return refuse('wrong_place', { action: 'close_crate', standing: 'target', at, needs: toCampus });
}

/**
 * Carries out `manifest.close` (entity: the manifest): whoever serves at its campus closes it with what has arrived. Each
 * line that has not gets an event on its request, which stays under way; a supervisor may declare it lost in time.
 */
export async function closeManifest(run: Run): Promise<Refusal | null> {
  const refused = rightRefusal(run, 'manifest.close', 'close_crate');
  if (refused) return refused;
  const manifest = await run.world.get('manifest', run.command.entity);
  if (!manifest) return refuse('not_found', { kind: 'manifest' });
  const { crate, lines } = manifest;
  if (manifest.closedOn !== null) return refuse('crate_closed', { crate });
  const elsewhere = placeRefusal(run, manifest.toCampus);
  if (elsewhere) return elsewhere;
  const role = anyStaffRole(run);
  const missing = lines.filter(({ arrivedOn }) => arrivedOn === null);
  for (const { requestId } of missing) {
    const request = await run.world.get('request', requestId);
    if (!request) continue;
    const side = { action: 'crate_missing', facts: { crate }, ...(role === null ? {} : { role }) };
    await writeSideEvent(run, request, side);
  }
  run.world.put('manifest', { ...manifest, closedOn: run.at });
  if (missing.length > 0) remark(run, 'crate_closed_short', { crate, missing: missing.length });
  return null;
}

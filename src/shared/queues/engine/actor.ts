// Who acts: the person's grants in force on the command's day, a reader's own right, or the system.

import { mergedReader } from '../../circulation/readers/reader-standing.ts';
import type { Day } from '../../lib/time.ts';
import type { Grant } from '../../library/entities.ts';
import type { Actor, ActorGrant } from '../command.ts';
import { SYSTEM } from './run.ts';
import type { World } from '../world/world.ts';

const READER: ActorGrant = { role: 'reader', campuses: null, collections: null, vendorId: null };

/** Whether a grant is in force on a day, both ends included. */
function isInForce(grant: Grant, today: Day): boolean {
  return (
    (grant.from === null || grant.from <= today) && (grant.until === null || today <= grant.until)
  );
}

/** Resolves a staff id, a reader id or `system` on a local day; null for nobody, or somebody who has left. */
export async function resolveActor(world: World, id: string, today: Day): Promise<Actor | null> {
  if (id === 'system') return SYSTEM;
  const staff = await world.get('staff', id);
  if (staff) {
    if (!staff.active) return null;
    const grants = staff.grants.filter((grant) => isInForce(grant, today));
    const own = staff.readerId === null ? undefined : await world.get('reader', staff.readerId);
    const readerId = own ? (await mergedReader(world, own)).id : staff.readerId;
    return { id, grants: [...grants.map(grantOf), ...(own ? [READER] : [])], readerId };
  }
  const reader = await world.get('reader', id);
  return reader ? { id, grants: [READER], readerId: id } : null;
}

function grantOf(grant: Grant): ActorGrant {
  const { role, campuses, collections, vendorId } = grant;
  return { role, campuses, collections, vendorId };
}

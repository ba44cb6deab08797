// Whose page somebody may open: everybody their own, administrators those of the campuses that they administer.

import type { Actor, ActorGrant } from '../queues/command.ts';
import { mayDo } from '../queues/rights.ts';

function staffGrants({ grants }: Pick<Actor, 'grants'>): ActorGrant[] {
  return grants.filter(({ role }) => role !== 'reader' && role !== 'system');
}

/** Whether all of one reach lies within another; null = everywhere. */
function within(inner: string[] | null, outer: string[] | null): boolean {
  return outer === null || (inner !== null && inner.every((campus) => outer.includes(campus)));
}

/** Whether somebody has a page: whoever works for the library, and not for a bookseller. */
function hasPage(person: Pick<Actor, 'grants'>): boolean {
  return staffGrants(person).some(({ role }) => role !== 'vendor');
}

/** Whether somebody's page shows accuracy and the learning curve only. */
export function isOnlyAssistant(person: Pick<Actor, 'grants'>): boolean {
  const grants = staffGrants(person);
  return grants.length > 0 && grants.every(({ role }) => role === 'assistant');
}

/** Campuses whose groups somebody may see; null = all, an empty list = none. */
export function groupCampuses(looker: Actor): string[] | null {
  const grants = looker.grants.filter(({ role }) => role === 'admin' || role === 'supervisor');
  if (grants.some(({ campuses }) => campuses === null)) return null;
  return [...new Set(grants.flatMap(({ campuses }) => campuses ?? []))];
}

/**
 * Whether somebody may open another's page: an administrator, if everything that the person may do lies within the
 * administrator's campuses. A person who works everywhere is seen by whoever administers everything.
 */
export function mayOpenPage(looker: Actor, person: Actor): boolean {
  if (looker.id === person.id) return mayDo('staff_page.own', looker);
  if (!mayDo('staff_page.open', looker) || !hasPage(person)) return false;
  const admins = looker.grants.filter(({ role }) => role === 'admin');
  const everywhere = admins.some(({ campuses }) => campuses === null);
  const reach = everywhere ? null : admins.flatMap(({ campuses }) => campuses ?? []);
  return staffGrants(person).every(({ campuses }) => within(campuses, reach));
}

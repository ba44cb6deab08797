// Whom a name stands for: staff with their grants of today, readers by their card.

import { readerOfCard } from '../../shared/circulation/readers/reader-standing.ts';
import type { Reader, Staff } from '../../shared/library/entities.ts';
import { resolveActor } from '../../shared/queues/engine/actor.ts';
import type { Actor } from '../../shared/queues/command.ts';
import type { World } from '../../shared/queues/world/world.ts';
import type { Lane } from '../lane/lane-port.ts';

/** A person who works here; `actor` is null for somebody who has left, and has the grants in force today. */
export interface KnownStaff {
  staff: Staff;
  actor: Actor | null;
}

type Looking = Pick<Lane, 'look' | 'now'>;

function lookUp(
  lane: Looking,
  find: (world: World) => Promise<Staff | undefined>,
): Promise<KnownStaff | null> {
  return lane.look(async (world, env) => {
    const staff = await find(world);
    if (!staff) return null;
    const today = env.settings.calendars.dayOf(lane.now());
    return { staff, actor: await resolveActor(world, staff.id, today) };
  });
}

/** Somebody by staff id. */
export function staffById(lane: Looking, id: string): Promise<KnownStaff | null> {
  return lookUp(lane, (world) => world.get('staff', id));
}

/** Somebody by login. */
export function staffByLogin(lane: Looking, login: string): Promise<KnownStaff | null> {
  return lookUp(lane, async (world) => (await world.list('staffByLogin', login))[0]);
}

/** Whether the person has any work here today. */
export function worksHere({ actor }: KnownStaff): boolean {
  return actor?.grants.some((grant) => grant.role !== 'reader') ?? false;
}

/** Whether one of the person's grants reaches a campus today. */
export function reachesCampus({ actor }: KnownStaff, campus: string): boolean {
  return (
    actor?.grants.some(
      (grant) =>
        grant.role !== 'reader' && (grant.campuses === null || grant.campuses.includes(campus)),
    ) ?? false
  );
}

/** The bookseller for whom the person works today, or null. */
export function vendorOf({ actor }: KnownStaff): string | null {
  const own = actor?.grants.find((grant) => grant.role === 'vendor' && grant.vendorId !== null);
  return own?.vendorId ?? null;
}

/** Whether the person is an administrator today. */
export function isAdmin({ actor }: KnownStaff): boolean {
  return actor?.grants.some((grant) => grant.role === 'admin') ?? false;
}

/** The reader with that card, or whom its reader was merged into, with the hash under which the card is known. */
export function readerByCard(
  lane: Looking,
  card: string,
): Promise<{ cardHash: string; reader: Reader | null }> {
  return lane.look(async (world, env) => {
    const cardHash = env.cardHash(card);
    return { cardHash, reader: (await readerOfCard(world, cardHash)) ?? null };
  });
}

/** A reader by id. */
export function readerById(lane: Looking, id: string): Promise<Reader | undefined> {
  return lane.look((world) => world.get('reader', id));
}

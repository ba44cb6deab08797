// Codes that are told at the terminal only: the first administrator's, and one for the first desk.

import type { Place } from '../../shared/library/entities.ts';
import type { Service } from '../service-port.ts';
import { StoreFault } from '../store/port.ts';
import type { Store } from '../store/port.ts';

/** Campuses in use, in their order. */
async function campusesOf(store: Store): Promise<Place[]> {
  const places = (await store.reads.all('place')).map(({ image }) => JSON.parse(image) as Place);
  return places
    .filter((place) => place.kind === 'campus' && place.active)
    .toSorted((a, b) => a.order - b.order || a.code.localeCompare(b.code));
}

/**
 * The campus that somebody named by code, name or id.
 * @throws Error with a sentence when there is none
 */
export async function campusNamed(store: Store, text: string): Promise<Place> {
  const campuses = await campusesOf(store);
  const names = ({ id, code, name }: Place) => [id, code, name.zh, name.en];
  const same = (a: string) => a.toLowerCase() === text.trim().toLowerCase();
  const found = campuses.find((campus) => names(campus).some(same));
  if (found) return found;
  const known = campuses.map((campus) => campus.code).join(', ');
  throw new Error(`There is no campus "${text}". The campuses are: ${known}.`);
}

/** Prints a code for one new desk of a campus. */
export async function tellDeskCode(
  service: Pick<Service, 'auth'>,
  campus: Place,
  print: (line: string) => void,
): Promise<void> {
  const { code, expiresOn } = await service.auth.consoleCode(campus.id);
  print(`  code for one new desk of ${campus.name.zh} (${campus.code}): ${code}`);
  print(`    it can be used once, until ${expiresOn}`);
}

/**
 * Lets one desk join with a code that was chosen outside.
 * @throws Error with a sentence where the library is a real one
 */
export async function takeFirstCode(service: Service, code: string): Promise<void> {
  if (!service.info().demo) throw new Error('--first-code is for the demonstration library only.');
  const [campus] = await campusesOf(service.store);
  if (!campus) return;
  try {
    await service.auth.consoleCode(campus.id, code);
  } catch (error) {
    // A code of an earlier start stays what it became.
    if (error instanceof StoreFault) throw error;
  }
}

/** Prints what a new service needs: who administers it, and the code of its first desk if nobody has one (`known`). */
export async function tellCodes(
  service: Service,
  print: (line: string) => void,
  known: boolean,
): Promise<void> {
  const { auth, store } = service;
  if (await auth.needsAdmin()) {
    print(`  code for the first administrator: ${await auth.adminCode()}`);
  }
  const [campus] = await campusesOf(store);
  const isNew = (await store.reads.desks()).length === 0;
  if (isNew && !known && campus) await tellDeskCode(service, campus, print);
}

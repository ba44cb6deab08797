// The library's own system, for administrators: how it goes, and a test of the connection.

import type { Staff } from '../../../shared/library/entities.ts';
import { librarySystemAnswer, librarySystemTest } from '../../../shared/sync/library-system.ts';
import { isAdmin, staffById } from '../../auth/known.ts';
import { failure } from '../../failure.ts';
import type { Failure } from '../../failure.ts';
import { builtIn } from '../../library-system/built-in.ts';
import { callsOf } from '../call.ts';
import type { App } from '../call.ts';
import { TAGS } from '../document.ts';
import type { RouteParts } from '../routes.ts';

const tag = TAGS.people;

/** Adds them. */
export function addLibrarySystemRoutes(app: App, { service, options }: RouteParts): void {
  const { call } = callsOf(app);
  const system = options.librarySystem ?? builtIn;
  const denied = async (staff: Staff): Promise<Failure | null> => {
    const known = await staffById(service.lane, staff.id);
    if (known && isAdmin(known)) return null;
    return failure(403, 'forbidden', { action: 'administer', roles: 'admin', reach: null });
  };
  call(['staff'], {
    method: 'GET',
    url: '/v1/library-system',
    summary:
      'Administrators: who keeps the ledger of loans, whether it answers, what waits for it.',
    tag,
    answer: librarySystemAnswer,
    run: async ({ who }) => (await denied(who.staff)) ?? system.state(),
  });
  call(['staff'], {
    method: 'POST',
    url: '/v1/library-system/test',
    summary: 'Administrators: tries the connection out on a line of its own; nothing is changed.',
    tag,
    answer: librarySystemTest,
    run: async ({ who }) => (await denied(who.staff)) ?? system.test(),
  });
}

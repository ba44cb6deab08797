// The library's own system as the service tells of it to an administrator who is signed in.

import { refuse } from '../../../shared/lib/result.ts';
import { instantOf, millis } from '../../../shared/lib/time.ts';
import { librarySystemAnswer, librarySystemTest } from '../../../shared/sync/library-system.ts';
import { asPerson } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';

/** A test asks several times and waits for each answer, milliseconds. */
const TEST_MS = 60_000;

/** Makes the handlers. */
export function librarySystemHandlers(
  context: DeskContext,
): DeskHandlers<'librarySystem.state' | 'librarySystem.test'> {
  const { store, session, access } = context;
  const alone = () => store.joined() === null;
  /** Instants of the service are real time; a page is told the library's. */
  const here = (at: string) => instantOf(millis(at) + store.clock.offset());
  return {
    async 'librarySystem.state'() {
      const { staff } = session.must();
      if (alone()) return refuse('alone');
      const call = { method: 'GET', path: '/v1/library-system' } as const;
      const asked = await access.ask(staff.id, call, librarySystemAnswer);
      if (!asked.ok) return asked;
      const { waitingSince, lastFault, lastTest } = asked.value;
      const state = {
        ...asked.value,
        waitingSince: waitingSince && here(waitingSince),
        lastFault: lastFault && { ...lastFault, at: here(lastFault.at) },
        lastTest: lastTest && { ...lastTest, at: here(lastTest.at) },
      };
      return { ok: true, state };
    },
    'librarySystem.test': () =>
      asPerson(context, async ({ staff }) => {
        if (alone()) return refuse('alone');
        const call = { method: 'POST', path: '/v1/library-system/test', body: {} } as const;
        const asked = await access.ask(staff.id, call, librarySystemTest, TEST_MS);
        return asked.ok ? { ok: true, test: asked.value } : asked;
      }),
  };
}

// The library's own system, for administrators: who keeps the ledger of loans, what waits for it, a test of the connection.

import * as z from 'zod';
import { command, query } from '../rpc/contract.ts';
import { librarySystemAnswer, librarySystemTest } from '../sync/library-system.ts';
import { refusal } from './views.ts';

/** Operations on it; all are the service's to answer. Instants are the library's. */
export const librarySystemContract = {
  'librarySystem.state': query(
    z.object({}),
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), state: librarySystemAnswer }),
      refusal,
    ]),
    ['sync', 'loan', 'circulation_case'],
  ),
  'librarySystem.test': command(
    z.object({}),
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), test: librarySystemTest }),
      refusal,
    ]),
  ),
};

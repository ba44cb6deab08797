// The service's own ledger: its rows are what counts, so that there is nothing to ask and nothing to wait for.

import type { LibrarySystemState, LibrarySystemTest } from '../../shared/sync/library-system.ts';

/** What administrators are told of the library's system. */
export interface SystemCalls {
  state(): Promise<LibrarySystemState>;
  test(): Promise<LibrarySystemTest>;
}

/** No probe was made. */
export const NOT_ASKED: LibrarySystemTest['encoding'] = {
  probe: 'not_asked',
  barcode: null,
  ours: null,
  theirs: null,
  better: null,
};

/** What is told where the service keeps the ledger. */
export const builtIn: SystemCalls = {
  state: async () => ({
    system: 'built_in',
    address: null,
    encoding: null,
    encrypted: null,
    holds: 'here',
    state: 'answers',
    waiting: 0,
    waitingSince: null,
    lastFault: null,
    settings: null,
    lastTest: null,
  }),
  test: async () => ({ ok: true, took: 0, fault: null, status: null, encoding: NOT_ASKED }),
};

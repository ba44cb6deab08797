// Gives an empty store its library: the rows of a base with their places in lists, and the demonstration's passwords.

import { baseId } from '../../node/base.ts';
import type { Base } from '../../node/base.ts';
import { millis } from '../../shared/lib/time.ts';
import type { Clock } from '../../shared/lib/time.ts';
import type { Staff } from '../../shared/library/entities.ts';
import { SETTINGS_KINDS, settingsOf } from '../../shared/queues/world/settings-of.ts';
import type { Kind, Kinds, Settings } from '../../shared/queues/world/world.ts';
import type { BaseRow, Group, Store } from '../store/port.ts';
import { listingsOf, partsOf, rowOf } from '../lane/stored.ts';
import { codeWatcher } from './used-codes.ts';

/** What a base is loaded with. */
export interface LoadParts {
  /** Real time. */
  clock: Clock;
  /** A random id, for the epoch. */
  newId(): string;
  /** A random key of 256 bits, for the readers' cards of a library that has none yet. */
  newKey(): string;
}

/** Settings are compiled at the first request, when all that they are made of has come. */
function settingsGatherer() {
  const rows: { [K in Kind]?: Kinds[K][] } = {};
  let settings: Settings | null = null;
  return {
    take(kind: Kind, row: Kinds[Kind]) {
      if (SETTINGS_KINDS.has(kind)) ((rows[kind] ??= []) as Kinds[Kind][]).push(row);
    },
    settings: () =>
      (settings ??= settingsOf(rows.policy ?? [], rows.calendar ?? [], rows.place ?? [])),
  };
}

function* storedRows(base: Base, codes: ReturnType<typeof codeWatcher>): Iterable<BaseRow> {
  const gathered = settingsGatherer();
  for (const { kind, row } of base.rows()) {
    gathered.take(kind, row);
    if (kind === 'request') codes.see(row.code);
    const { stored, text } = partsOf(kind, row);
    // Only requests stand in lists by what the settings say.
    const listings = listingsOf(kind, row, kind === 'request' ? gathered.settings : null);
    yield { row: stored, listings, text };
  }
}

function clockOffset(base: Base, clock: Clock): string {
  return base.start === null ? 'null' : String(millis(base.start) - millis(clock.now()));
}

const NOTHING: Group = {
  rows: [],
  unlisted: [],
  listed: [],
  log: [],
  results: [],
  texts: [],
  desks: [],
  counters: [],
  jobs: [],
};

/** A bookseller signs in as one too. */
function isBookseller({ grants }: Staff): boolean {
  return grants.some((grant) => grant.role === 'vendor');
}

async function givePasswords(store: Store, verifier: string, clock: Clock): Promise<void> {
  if ((await store.auth.countCredentials('staff')) > 0) return;
  for (const { image } of await store.reads.all('staff')) {
    const staff = rowOf('staff', image, undefined);
    if (!staff) continue;
    const now = clock.now();
    await store.auth.setCredential('staff', staff.id, verifier, false, now);
    if (isBookseller(staff)) {
      await store.auth.setCredential('vendor', staff.id, verifier, false, now);
    }
  }
}

/** Said where a store stands on another base than the one asked for. */
export const OTHER_LIBRARY =
  'The store already holds another library. Name another folder with --data, or another library in it with --library.';

/**
 * Loads a base into a store that has none; a store that stands on it already is left as it is.
 * @throws Error with a sentence when the store stands on another one
 */
export async function loadBase(store: Store, base: Base, parts: LoadParts): Promise<void> {
  const known = await store.reads.meta('baseId');
  if (known !== null && known !== baseId(base)) {
    throw new Error(OTHER_LIBRARY);
  }
  if (known === null) {
    const codes = codeWatcher();
    await store.load(storedRows(base, codes), {
      epoch: parts.newId(),
      baseId: baseId(base),
      cardKey: base.cardKey ?? parts.newKey(),
      clockOffset: clockOffset(base, parts.clock),
      demo: base.demo === null ? '0' : '1',
    });
    const counters = codes.counters();
    if (counters.length > 0) await store.lane((writes) => writes.write({ ...NOTHING, counters }));
  }
  if (base.demo !== null) await givePasswords(store, base.demo.verifier, parts.clock);
}

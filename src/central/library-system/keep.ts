// Puts the library's own system beside a service: adapter, ledger, what administrators are told, and the policy that desks go by.

import { LEDGER_POLICY } from '../../shared/circulation/loans/ledger.ts';
import type { Clock } from '../../shared/lib/time.ts';
import type { LibrarySystemState } from '../../shared/sync/library-system.ts';
import { isAccepted } from '../../shared/sync/protocol.ts';
import { hasFailed } from '../failure.ts';
import type { Lane } from '../lane/lane-port.ts';
import type { Log, Timers } from '../service-port.ts';
import type { Store } from '../store/port.ts';
import { builtIn } from './built-in.ts';
import type { SystemCalls } from './built-in.ts';
import { LEDGER_JOB } from './ledger-jobs.ts';
import { createLedger } from './ledger.ts';
import { createSip2 } from './sip2/system.ts';
import type { Sip2Settings } from './sip2/system.ts';
import { tryOut } from './try-out.ts';

/** What it is made from. */
export interface SystemParts {
  lane: Lane;
  store: Store;
  /** Real time. */
  clock: Clock;
  timers: Timers;
  /** From 0 to 1. */
  random(): number;
  newId(): string;
  log: Log;
}

/** The system beside a service. */
export interface KeptSystem extends SystemCalls {
  start(): void;
  close(): Promise<void>;
}

/** A text that the library sets. */
export function policyOf(lane: Pick<Lane, 'look'>, key: string): Promise<string> {
  return lane.look(async (_, env) => env.settings.policies.text(key));
}

/**
 * Says in the library's policies who keeps the ledger, so that every desk and every process goes by it.
 * @throws Error when the store does not take it
 */
export async function setLedger(
  { lane, newId }: Pick<SystemParts, 'lane' | 'newId'>,
  value: 'built_in' | 'sip2',
): Promise<void> {
  if ((await policyOf(lane, LEDGER_POLICY)) === value) return;
  const before = await lane.look((world) => world.get('policy', LEDGER_POLICY));
  const row = { id: LEDGER_POLICY, ver: before?.ver ?? 0, value };
  const saved = await lane.run({
    id: newId(),
    actor: 'system',
    point: null,
    type: 'policy.save',
    entity: LEDGER_POLICY,
    expectHead: null,
    input: { row },
  });
  // Another process that begins at the same time has saved it too.
  const again = hasFailed(saved) ? false : saved.refusal === 'row_changed';
  if (hasFailed(saved) || (!isAccepted(saved.code) && !again)) {
    throw new Error('It could not be written down who keeps the ledger of loans.');
  }
}

/** What administrators are told of how the service was started. */
function toldOf(settings: Sip2Settings): LibrarySystemState['settings'] {
  const { user, by, tls, lines, institution, location, dayOrder, pickups } = settings;
  const ownAuthority = tls !== null && tls.ca !== null;
  return { user, by, ownAuthority, lines, institution, location, dayOrder, pickups };
}

/** The system that is asked over SIP2. */
export async function keepSip2(parts: SystemParts, settings: Sip2Settings): Promise<KeptSystem> {
  const { lane, store, timers, random } = parts;
  const zone = await policyOf(lane, 'library.zone');
  // The library's time, which orders carry too: a system sees one clock.
  const clock = { now: () => lane.now() };
  const system = createSip2({ settings, zone, clock, timers, random });
  const ledger = createLedger({ ...parts, system });
  let lastTest: LibrarySystemState['lastTest'] = null;
  return {
    async state() {
      const { host, port, encoding, tls } = settings;
      const able = system.keepsHolds();
      return {
        system: 'sip2',
        address: `${host}:${port}`,
        encoding,
        encrypted: tls !== null,
        holds: able === null ? 'unknown' : able ? 'there' : 'here',
        ...(await ledger.state()),
        settings: toldOf(settings),
        lastTest,
      };
    },
    async test() {
      const test = await tryOut({ lane, store, clock }, system);
      lastTest = { ...test, at: parts.clock.now() };
      return test;
    },
    start: () => ledger.start(),
    close: () => ledger.close(),
  };
}

/** Nobody is asked: what waits for the library's system goes on waiting, also where the service keeps the ledger by now. */
export function keepNone({ lane, store }: Pick<SystemParts, 'lane' | 'store'>): KeptSystem {
  return {
    async state() {
      const { count, since } = await store.jobs.waiting(LEDGER_JOB);
      const mine = { ...(await builtIn.state()), waiting: count, waitingSince: since };
      if ((await policyOf(lane, LEDGER_POLICY)) === 'built_in') return mine;
      return { ...mine, system: 'sip2', state: 'unknown' };
    },
    test: builtIn.test,
    start: () => undefined,
    close: async () => undefined,
  };
}

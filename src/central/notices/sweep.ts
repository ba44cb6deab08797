// Forgets jobs of notices that have been over for weeks; nothing asks for them after a day.

import { DAY_MS, instantOf, millis } from '../../shared/lib/time.ts';
import type { Carrier } from './carrier.ts';
import { NOTICE_JOB, kindOf } from './keys.ts';
import type { NoticesOptions } from './notices-port.ts';

/** A correction asks for a day what became of its notice; whoever looks into a complaint may ask for some weeks. */
const KEPT_MS = 28 * DAY_MS;
const EVERY_MS = 3_600_000;
/** Jobs that go at once: a library that kept years of them is not held up by it. */
const PIECE = 1000;

/** Of every carrier that there can be, also of one that is set up no more. */
const CARRIERS: Record<Carrier['name'], true> = { email: true, webhook: true };
const KINDS = [NOTICE_JOB, ...Object.keys(CARRIERS).map(kindOf)];

/** Makes what sweeps a piece of each kind when it is time, and goes on at the next call where more is left. */
export function createSweep({ store, clock }: NoticesOptions): () => Promise<void> {
  let due = 0;
  return async () => {
    const now = millis(clock.now());
    if (now < due) return;
    const before = instantOf(now - KEPT_MS);
    let isAll = true;
    for (const kind of KINDS) {
      isAll = (await store.jobs.sweep(kind, before, PIECE)) < PIECE && isAll;
    }
    if (isAll) due = now + EVERY_MS;
  };
}

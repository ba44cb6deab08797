// Delivers notices: each job becomes one job a carrier, and each of those one letter, once, or a word why not.

import { instantOf, millis } from '../../shared/lib/time.ts';
import { LONGEST_ATTEMPT } from './carrier.ts';
import type { Carrier } from './carrier.ts';
import { doJob } from './delivery.ts';
import { NOTICE_JOB, kindOf } from './keys.ts';
import type { Notices, NoticesOptions } from './notices-port.ts';
import { plan } from './plan.ts';
import { createSweep } from './sweep.ts';

/** Jobs taken at once: to plan, and to send by one carrier. */
const PLANNED_AT_ONCE = 200;
const SENT_AT_ONCE = 4;
/** Milliseconds between two looks at what is due. */
const EVERY = 2_000;
/** Milliseconds that the end waits for letters under way. */
const CLOSING = 5_000;

function leaseOf({ clock }: NoticesOptions) {
  const now = clock.now();
  return { now, until: instantOf(millis(now) + 2 * LONGEST_ATTEMPT) };
}

async function planDue(parts: NoticesOptions, open: () => boolean): Promise<void> {
  while (open()) {
    const { now, until } = leaseOf(parts);
    const jobs = await parts.store.jobs.take(NOTICE_JOB, now, until, PLANNED_AT_ONCE);
    await plan(parts, jobs);
    if (jobs.length < PLANNED_AT_ONCE) return;
  }
}

/** Those who send by one carrier. */
interface Crew {
  /** Has one more look for work, unless enough do; whoever finds some calls the next. */
  call(): void;
  /** Once nobody is at work. */
  settled(): Promise<void>;
  sent(): number;
}

/** A letter that hangs holds up whoever sends it, and nobody else. */
function crewOf(parts: NoticesOptions, carrier: Carrier, open: () => boolean): Crew {
  const atWork = new Set<Promise<void>>();
  let sent = 0;
  const work = async (): Promise<void> => {
    while (open()) {
      const { now, until } = leaseOf(parts);
      const [job] = await parts.store.jobs.take(kindOf(carrier.name), now, until, 1);
      if (!job) return;
      call();
      if (await doJob(parts, job, carrier)) sent += 1;
    }
  };
  const call = (): void => {
    if (!open() || atWork.size >= SENT_AT_ONCE) return;
    const one = work()
      .catch((error: unknown) => parts.log(`notices by ${carrier.name}: ${String(error)}`))
      .finally(() => atWork.delete(one));
    atWork.add(one);
  };
  return {
    call,
    async settled() {
      while (atWork.size > 0) await Promise.all(atWork);
    },
    sent: () => sent,
  };
}

/** Makes the delivery of notices; nothing happens before `start` or `runDue`. */
export function createNotices(parts: NoticesOptions): Notices {
  let open = true;
  let cancel: () => void = () => undefined;
  const isOpen = () => open;
  const crews = parts.carriers.map((carrier) => crewOf(parts, carrier, isOpen));
  const settled = () => Promise.all(crews.map((crew) => crew.settled()));
  const sent = () => crews.reduce((sum, crew) => sum + crew.sent(), 0);

  const sweep = createSweep(parts);
  const begin = async (): Promise<void> => {
    await planDue(parts, isOpen);
    for (const crew of crews) crew.call();
    if (open) await sweep();
  };
  const tick = (): void => {
    void begin()
      .catch((error: unknown) => parts.log(`notices: ${String(error)}`))
      .finally(() => {
        if (open) cancel = parts.timers.after(EVERY, tick);
      });
  };

  return {
    start: tick,
    async runDue() {
      const before = sent();
      await begin();
      await settled();
      return sent() - before;
    },
    async close() {
      open = false;
      cancel();
      // What hangs is left to whoever takes it when its lease ends.
      const { promise, resolve } = Promise.withResolvers<void>();
      const stop = parts.timers.after(CLOSING, resolve);
      await Promise.race([settled(), promise]);
      stop();
    },
  };
}

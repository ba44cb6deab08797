// Puts lane, feed, timers and sign-in of one library together.

import { hasFailed } from './failure.ts';
import { createLane } from './lane/lane.ts';
import { openLibrary } from './library.ts';
import type { Service, ServiceInfo, ServiceOptions } from './service-port.ts';
import { createFeed } from './sync/feed.ts';
import { createRounds } from './timers/keep-running.ts';
import { unlinkLoans } from './timers/unlink-loans.ts';
import { unlinkOld } from './timers/unlink-old.ts';
import { unlinkOldVoices } from './timers/unlink-voices-old.ts';

/**
 * Opens the service over a store with a base in it.
 * @throws Error when the store holds no base; StoreFault when it cannot be read
 */
export async function createService(options: ServiceOptions): Promise<Service> {
  const { store, clock, timers, newId, log, primary = true } = options;
  const library = await openLibrary(store.reads, clock);
  const lane = await createLane({ store, library, newId, log });
  const feed = await createFeed({ store, lane, library, timers, log, primary });
  // The demonstration's readers are nobody, and its history is what it shows.
  const unlink = async () => {
    if (library.about().demo) return 0;
    const unlinking = { store, lane, newId };
    const requests = (await unlinkOld(unlinking)) + (await unlinkLoans(unlinking));
    return requests + (await unlinkOldVoices(unlinking));
  };
  const rounds = createRounds({ store, lane, log }, timers, unlink);
  const info = (): ServiceInfo => {
    const { policies } = lane.settings();
    const name = { zh: policies.text('library.name.zh'), en: policies.text('library.name.en') };
    return { ...library.about(), library: name, primary };
  };
  return {
    store,
    lane,
    feed,
    auth: options.auth({ store, lane, clock, newId, info, log }),
    info,
    start() {
      if (primary) rounds.start();
    },
    runDue: rounds.run,
    async advanceClock(ms) {
      const { demo, clockOffset } = library.about();
      if (!demo || clockOffset === null || !(ms > 0)) return false;
      const set = await lane.alone(async (writes) => {
        const offset = Number(await writes.meta('clockOffset'));
        await writes.setMeta('clockOffset', String(offset + ms));
        return { offset };
      });
      if (hasFailed(set)) return false;
      await library.refresh(store.reads);
      await rounds.run();
      return true;
    },
    async newEpoch() {
      const epoch = newId();
      const set = await lane.alone(async (writes) => {
        await writes.setMeta('epoch', epoch);
        return { epoch };
      });
      if (hasFailed(set)) throw new Error(`the epoch could not be written: ${set.body.code}`);
      await library.refresh(store.reads);
      return epoch;
    },
    async close() {
      await rounds.stop();
      await feed.close();
      await lane.close();
    },
  };
}

// Bugs of the service's store and of epochs: what is forgotten, answered too early, or never told apart.

import { hasFailed } from '../../../src/central/failure.ts';
import type { Service } from '../../../src/central/service-port.ts';
import type { Group, ResultRow, StoreReads } from '../../../src/central/store/port.ts';
import { millis } from '../../../src/shared/lib/time.ts';
import type { Bug } from './bug.ts';

const WINDOW_MS = 10_000;

/** Forgets results soon: a late repeat is taken for a new command. */
const shortWindow: Bug = {
  name: 'short_window',
  what: 'results are forgotten after ten seconds',
  twist: () => ({
    store(store, { clock }) {
      const young = ({ at }: ResultRow) => millis(clock.now()) - millis(at) < WINDOW_MS;
      const forgetful = <R extends StoreReads>(reads: R): R => ({
        ...reads,
        results: async (ids) => (await reads.results(ids)).filter(young),
        // Without its result nobody can say that a counter was used.
        async desk(id) {
          const desk = await reads.desk(id);
          if (!desk) return desk;
          const known = await reads.resultsOfDesk(id, Math.max(1, desk.last - 50), 60);
          const old = known.filter((each) => !young(each)).map((each) => each.cseq);
          return old.length === 0 ? desk : { ...desk, last: Math.min(...old) - 1 };
        },
      });
      return {
        ...store,
        lane: (work) =>
          store.lane((writes) =>
            work({
              ...forgetful(writes),
              async write(group) {
                const known = new Set(
                  (await writes.results(group.results.map(({ id }) => id))).map(({ id }) => id),
                );
                const results = group.results.filter(({ id }) => !known.has(id));
                await writes.write({ ...group, results });
              },
            }),
          ),
      };
    },
  }),
};

const LATE_MS = 400;

/** Answers before the commit: what is answered lies in memory for a moment, and a kill in that moment loses it. */
const ackBeforeCommit: Bug = {
  name: 'ack_before_commit',
  what: 'the answer goes out before the commit',
  twist: () => ({
    store(store, { timers }) {
      let waiting: Group[] = [];
      const flush = () => {
        const groups = waiting;
        waiting = [];
        return groups;
      };
      return {
        ...store,
        lane: (work) =>
          store.lane(async (writes) => {
            for (const group of flush()) await writes.write(group);
            return work({
              ...writes,
              async write(group) {
                waiting.push(group);
                timers.after(LATE_MS, () => {
                  const late = flush();
                  if (late.length === 0) return;
                  void store.lane(async (again) => {
                    for (const each of late) await again.write(each);
                  });
                });
              },
            });
          }),
      };
    },
  }),
};

/** Every epoch that a desk names is taken for the present one, and it is told its own. */
function withoutEpoch(service: Service): Service {
  const { feed, lane, info } = service;
  const now = () => info().epoch;
  return {
    ...service,
    lane: {
      ...lane,
      async push(desk, body) {
        const answer = await lane.push(desk, { ...body, epoch: now() });
        return hasFailed(answer) ? answer : { ...answer, epoch: body.epoch };
      },
    },
    feed: {
      ...feed,
      async pull(desk, query, signal) {
        const page = await feed.pull(desk, { ...query, epoch: now() }, signal);
        return hasFailed(page) ? page : { ...page, epoch: query.epoch };
      },
      subscribe: (desk, from, sink) =>
        feed.subscribe(
          desk,
          { ...from, epoch: now() },
          {
            ...sink,
            frame: (json) => sink.frame(JSON.stringify({ ...JSON.parse(json), epoch: from.epoch })),
          },
        ),
    },
  };
}

const noEpoch: Bug = {
  name: 'no_epoch',
  what: 'nothing carries an epoch',
  twist: () => ({ service: withoutEpoch }),
};

/** Only pushes are taken whatever epoch they name. */
const pushWithoutEpoch: Bug = {
  name: 'push_without_epoch',
  what: 'push does not carry the epoch',
  twist: () => ({
    service: (service) => ({
      ...service,
      lane: { ...service.lane, push: withoutEpoch(service).lane.push },
    }),
  }),
};

/** Bugs of store and epochs. */
export const STORE_BUGS: readonly Bug[] = [shortWindow, ackBeforeCommit, noEpoch, pushWithoutEpoch];

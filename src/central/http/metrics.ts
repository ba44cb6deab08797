// Figures for whoever watches the service: pushes, results, rows, listeners, the lane's groups, side jobs, calls.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { hasFailed } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { PushAnswer } from '../../shared/sync/protocol.ts';
import type { Service } from '../service-port.ts';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const COMMANDS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** What is counted; `text` is what `/v1/metrics` answers. */
export interface Metrics {
  called(request: FastifyRequest, reply: FastifyReply): void;
  pushed(answer: PushAnswer | Failure, seconds: number): void;
  /** Also counts what the process itself uses (memory, event loop); for a service at work. */
  watchProcess(): void;
  text(): Promise<string>;
  type: string;
  /** No longer hears the service. */
  stop(): void;
}

/** Asked anew each time that somebody looks. */
function gauges({ feed, store }: Service, registers: Registry[]): Gauge[] {
  return [
    new Gauge({
      name: 'shutai_live_subscribers',
      help: 'Desks that listen to the live stream of this process.',
      registers,
      collect() {
        this.set(feed.listeners());
      },
    }),
    new Gauge({
      name: 'shutai_log_head',
      help: 'Number of the last row of the log.',
      registers,
      async collect() {
        this.set((await store.reads.head()).seq);
      },
    }),
    new Gauge({
      name: 'shutai_jobs',
      help: 'Side jobs by kind and state.',
      labelNames: ['kind', 'state'],
      registers,
      async collect() {
        this.reset();
        for (const { kind, state, count } of await store.jobs.counts()) {
          this.set({ kind, state }, count);
        }
      },
    }),
  ];
}

function counters(registers: Registry[]) {
  return {
    pushes: new Counter({
      name: 'shutai_pushes_total',
      help: 'Pushes by status.',
      labelNames: ['status'] as const,
      registers,
    }),
    results: new Counter({
      name: 'shutai_results_total',
      help: 'Results of pushed commands by code.',
      labelNames: ['code'] as const,
      registers,
    }),
    rows: new Counter({
      name: 'shutai_log_rows_total',
      help: 'Rows that this process wrote into the log.',
      registers,
    }),
    pushSeconds: new Histogram({
      name: 'shutai_push_seconds',
      help: 'From the read push to its answer: waiting for the group, deciding, the commit.',
      buckets: SECONDS,
      registers,
    }),
    group: new Histogram({
      name: 'shutai_lane_group_commands',
      help: 'Commands with rows in one commit of the lane.',
      buckets: COMMANDS,
      registers,
    }),
    callSeconds: new Histogram({
      name: 'shutai_http_seconds',
      help: 'Calls by route and status, until the answer is out.',
      labelNames: ['route', 'method', 'status'] as const,
      buckets: SECONDS,
      registers,
    }),
  };
}

/** Makes the counters of one service. */
export function metricsOf(service: Service): Metrics {
  const registry = new Registry();
  const { pushes, results, rows, pushSeconds, group, callSeconds } = counters([registry]);
  gauges(service, [registry]);
  const stop = service.lane.onCommit((commit) => {
    rows.inc(commit.rows.length);
    group.observe(new Set(commit.rows.map((row) => row.commandId)).size);
  });
  return {
    type: registry.contentType,
    called(request, reply) {
      const route = request.routeOptions.url ?? 'none';
      if (route === '/v1/live') return;
      const labels = { route, method: request.method, status: String(reply.statusCode) };
      callSeconds.observe(labels, reply.elapsedTime / 1000);
    },
    pushed(answer, seconds) {
      pushSeconds.observe(seconds);
      if (hasFailed(answer)) return pushes.inc({ status: String(answer.status) });
      pushes.inc({ status: '200' });
      for (const { code } of answer.results) results.inc({ code });
      return undefined;
    },
    watchProcess: () => collectDefaultMetrics({ register: registry }),
    text: () => registry.metrics(),
    stop,
  };
}

// The service over HTTP before a lane and a feed that the test plays, for what belongs to HTTP alone.

import type { InjectOptions } from 'fastify';
import { buildApp } from '../../src/central/http/app.ts';
import { listen } from '../../src/central/http/listen.ts';
import type { HttpOptions } from '../../src/central/http/options.ts';
import type { Commit, Lane } from '../../src/central/lane/lane-port.ts';
import type { Service } from '../../src/central/service-port.ts';
import type { Feed, LiveSink } from '../../src/central/sync/feed-port.ts';
import { GENESIS, failureBody } from '../../src/shared/sync/protocol.ts';
import type { PullAnswer, PushAnswer, PushBody } from '../../src/shared/sync/protocol.ts';
import { SECRET, authScene, deskIn, mustBe } from './central-auth.ts';

/** What the played lane and feed do; a test puts something else in its place. */
export interface Played {
  push: (desk: string, body: PushBody) => Promise<PushAnswer>;
  pull: (signal?: AbortSignal) => Promise<PullAnswer>;
  lines: () => AsyncIterable<string>;
}

const emptyPage: PullAnswer = {
  epoch: 'epoch-1',
  from: { seq: 0, hash: GENESIS },
  rows: [],
  private: [],
  through: { seq: 0, hash: GENESIS },
  head: 0,
  more: false,
};

async function* noLines(): AsyncGenerator<string> {
  yield JSON.stringify({ epoch: 'epoch-1', through: emptyPage.through, rows: 0 });
}

function playedFeed(played: Played, sinks: Set<LiveSink>): Feed {
  return {
    pull: (_, __, signal) => played.pull(signal),
    async subscribe(_, __, sink) {
      sinks.add(sink);
      return () => void sinks.delete(sink);
    },
    listeners: () => sinks.size,
    snapshot: async () => played.lines(),
    checksum: async (_, { epoch }) => ({ epoch, through: emptyPage.through, differing: [] }),
    async close() {
      for (const sink of sinks) sink.end(null);
    },
  };
}

/** Results for every command, as a lane that accepts all would give them. */
export function allAccepted(body: PushBody): PushAnswer {
  const results = body.commands.map(({ id, cseq }) => ({
    id,
    cseq,
    code: 'ok' as const,
    refusal: null,
    seq: cseq,
    head: id,
    facts: {},
    at: '2018-06-06T00:30:00.000Z',
  }));
  return { epoch: body.epoch, last: body.commands.at(-1)?.cseq ?? 0, results };
}

/** Real timers, as the entry point makes them. */
export const realTimers = {
  after(ms: number, run: () => void) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Builds it; the log is kept line by line. */
export async function httpScene(set: Partial<HttpOptions> = {}) {
  const scene = await authScene({ demo: true });
  await scene.store.lane((writes) => writes.setMeta('epoch', 'epoch-1'));
  const sinks = new Set<LiveSink>();
  const heard = new Set<(commit: Commit) => void>();
  const played: Played = {
    push: async (_, body) => allAccepted(body),
    pull: async () => emptyPage,
    lines: noLines,
  };
  const lane: Lane = {
    ...scene.lane,
    push: (desk, body) => played.push(desk, body),
    onCommit(hear) {
      heard.add(hear);
      return () => void heard.delete(hear);
    },
  };
  const service: Service = {
    store: scene.store,
    lane,
    feed: playedFeed(played, sinks),
    auth: scene.auth,
    info: scene.info,
    start: () => undefined,
    runDue: async () => 0,
    advanceClock: async () => false,
    newEpoch: async () => 'epoch-2',
    close: async () => undefined,
  };
  const logged: string[] = [];
  let calls = 0;
  const options: HttpOptions = {
    program: '0.0.0',
    clock: { now: scene.now },
    timers: realTimers,
    newId: () => `call-${(calls += 1)}`,
    logTo: { write: (line) => void logged.push(line) },
    logLevel: 'trace',
    checkAnswers: true,
    ...set,
  };
  const built = buildApp(service, options);
  const routes: [method: string, url: string][] = [];
  built.app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) if (each !== 'HEAD') routes.push([each, url]);
  });
  await built.app.ready();
  return {
    ...scene,
    ...built,
    service,
    options,
    played,
    sinks,
    logged,
    routes,
    commit: (commit: Commit) => {
      for (const hear of heard) hear(commit);
    },
    inject: (call: InjectOptions | string) => built.app.inject(call),
    listen: () => listen(built, { host: '127.0.0.1', port: 0 }, options),
    /** A desk that has signed in. */
    async deskToken() {
      const { machine, row } = await scene.desk();
      const { token } = mustBe(await deskIn(scene.auth, machine));
      return { machine, row, token, auth: { authorization: `Bearer ${token}` } };
    },
    /** Somebody who has signed in at a desk. */
    async staffToken(login: string) {
      const { row } = await scene.desk();
      const asked = { login, password: SECRET };
      const { token } = mustBe(await scene.auth.personSession(row, asked, '10.0.0.9'));
      return { row, token, auth: { authorization: `Bearer ${token}` } };
    },
  };
}
/** Status and code of an answer, which must be a failure as all failures are. */
export function failed(answer: { statusCode: number; body: string }): string {
  const body = failureBody.strict().parse(JSON.parse(answer.body));
  return `${answer.statusCode} ${body.code}`;
}

/** A command that can be read. */
export function commandOf(desk: string, cseq: number) {
  return {
    id: `01890000-0000-7000-8000-${String(cseq).padStart(12, '0')}`,
    desk,
    point: null,
    cseq,
    actor: 'desk-a',
    type: 'request.note',
    v: 1,
    entity: 'request-1',
    expectHead: null,
    input: { note: 'x' },
    at: '2018-06-06T00:30:00.000Z',
  };
}

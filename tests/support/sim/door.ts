// The service's side of the simulated wire: its plain methods behind the paths that desks call, checked as HTTP checks them.

import * as z from 'zod';
import { hasFailed } from '../../../src/central/failure.ts';
import type { Failure } from '../../../src/central/failure.ts';
import { readPush } from '../../../src/central/http/readable.ts';
import type { Service } from '../../../src/central/service-port.ts';
import type { DeskRow } from '../../../src/central/store/auth-port.ts';
import type { CentralAnswer, CentralCall } from '../../../src/main/desk/sync/central-port.ts';
import {
  challengeBody,
  deskSessionBody,
  enrollAgainBody,
  enrollBody,
  forkBody,
  refreshBody,
} from '../../../src/shared/sync/entry.ts';
import {
  checksumBody,
  liveQuery,
  pullQuery,
  snapshotQuery,
} from '../../../src/shared/sync/protocol.ts';
import type { Life } from './life.ts';
import type { Door } from './wire.ts';

const NOBODY: Failure = { failed: true, status: 401, body: { code: 'no_token', facts: {} } };
const BAD_INPUT: Failure = { failed: true, status: 400, body: { code: 'bad_input', facts: {} } };
const NO_PATH: Failure = { failed: true, status: 404, body: { code: 'not_found', facts: {} } };
/** Address from which simulated desks call. */
const FROM = '10.0.0.1';

function answerOf(value: object): CentralAnswer {
  if (!hasFailed(value)) return { status: 200, body: value, retryAfter: null };
  const { status, body, retryAfter } = value;
  return { status, body, retryAfter: retryAfter ?? null };
}

/** Does the work with what was sent, if that has the right shape. */
async function checked<S extends z.ZodType>(
  schema: S,
  sent: unknown,
  work: (input: z.output<S>) => Promise<object>,
): Promise<object> {
  const parsed = schema.safeParse(sent);
  return parsed.success ? work(parsed.data) : BAD_INPUT;
}

type Route = (service: Service, call: CentralCall) => Promise<object>;

async function deskOf(service: Service, { token }: CentralCall): Promise<DeskRow | Failure> {
  const who = token === undefined ? NOBODY : await service.auth.who(token);
  if (hasFailed(who)) return who;
  return who.kind === 'desk' || who.kind === 'staff' ? who.desk : NOBODY;
}

/** A call that a desk makes with its token. */
function ofDesk<S extends z.ZodType>(
  schema: S,
  work: (service: Service, desk: DeskRow, input: z.output<S>) => Promise<object>,
): Route {
  return async (service, call) => {
    const desk = await deskOf(service, call);
    if (hasFailed(desk)) return desk;
    const sent = call.method === 'GET' ? (call.query ?? {}) : call.body;
    return checked(schema, sent, (input) => work(service, desk, input));
  };
}

const ROUTES: Record<string, Route> = {
  'POST /v1/enroll': ({ auth }, { body }) =>
    checked(enrollBody, body, (input) => auth.enroll(input, FROM)),
  'POST /v1/session/challenge': ({ auth }, { body }) =>
    checked(challengeBody, body, (input) => auth.challenge(input)),
  'POST /v1/session': ({ auth }, { body }) =>
    checked(deskSessionBody, body, (input) => auth.deskSession(input, FROM)),
  'POST /v1/session/refresh': ({ auth }, { body }) =>
    checked(refreshBody, body, ({ refresh }) => auth.refresh(refresh)),
  'POST /v1/desks/fork': ofDesk(forkBody, ({ auth }, desk, input) => auth.forkDesk(desk, input)),
  'POST /v1/push': ofDesk(z.unknown(), async ({ auth, lane }, desk, input) => {
    const read = readPush(input, desk.id);
    if (!read) return BAD_INPUT;
    await auth.admit(desk, read.receipts ?? []);
    return lane.push(desk.id, read);
  }),
  'GET /v1/pull': ofDesk(pullQuery, ({ feed }, desk, input) => feed.pull(desk, input)),
  'POST /v1/checksum': ofDesk(checksumBody, ({ feed }, desk, input) => feed.checksum(desk, input)),
  'POST /v1/desk': ofDesk(enrollAgainBody, ({ auth }, desk, input) =>
    auth.enrollAgain(desk, input),
  ),
  'GET /v1/desks': ofDesk(z.object({}), async ({ store }) => {
    const desks = await store.reads.desks();
    return { desks: desks.map(({ id, code, ...more }) => ({ ...more, desk: id, deskCode: code })) };
  }),
  'GET /v1/versions': async (service) => ({
    protocol: { newest: 1, oldest: 1 },
    program: 'simulated',
    baseId: service.info().baseId,
  }),
};

/** Opens the door of one run of the service. `failed` hears of what no caller should ever meet. */
export function createDoor(service: Service, life: Life, failed: (error: unknown) => void): Door {
  const guarded = async (work: () => Promise<object>): Promise<object> => {
    try {
      return await work();
    } catch (error) {
      if (life.alive()) failed(error);
      return { failed: true, status: 500, body: { code: 'internal', facts: {} } };
    }
  };
  return {
    life,
    async call(call) {
      const route = ROUTES[`${call.method} ${call.path}`];
      return answerOf(await guarded(async () => (route ? route(service, call) : NO_PATH)));
    },
    async live(call, listener) {
      let stop: (() => void) | null = null;
      const open = ofDesk(liveQuery, async ({ feed }, desk, from) => {
        const opened = await feed.subscribe(desk, from, {
          frame: (json) => (listener.event({ event: 'frame', data: json }), true),
          heartbeat: () => (listener.event({ event: 'heartbeat', data: '' }), true),
          end(reason) {
            listener.event({ event: 'end', data: JSON.stringify({ reason }) });
            listener.end();
          },
        });
        if (typeof opened === 'function') stop = opened;
        return opened;
      });
      const answer = await guarded(() => open(service, call));
      return stop ?? answerOf(answer);
    },
    async lines(call) {
      let lines: AsyncIterable<string> | null = null;
      const open = ofDesk(snapshotQuery, async ({ feed }, desk, { part, after }) => {
        const made = await feed.snapshot(desk, part, after);
        if (!hasFailed(made)) lines = made;
        return made;
      });
      const answer = await guarded(() => open(service, call));
      return lines ?? answerOf(answer);
    },
  };
}

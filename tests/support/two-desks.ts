// Desks and a real service over loopback HTTP, with a cable between each desk and the service that a test can pull.

import { connectCentral } from '../../src/main/host/central-client.ts';
import { NetworkFault } from '../../src/main/desk/sync/central-port.ts';
import type { ConnectCentral } from '../../src/main/desk/sync/central-port.ts';
import type { Output } from '../../src/renderer/desk/operations.ts';
import type { Base } from '../../src/node/base.ts';
import { commandId, openTestDesk } from './desk-core.ts';
import type { TestDesk } from './desk-core.ts';
import { realTimers } from './central-http.ts';
import { wholeService } from './central-service.ts';
import { modelBase } from './model-base.ts';

/** A cable that can be pulled out and put back. */
export interface Cable {
  pull(): void;
  plug(): void;
  /** Whether the answer of a call gets lost though the service has done it. */
  loses: (path: string) => boolean;
  /** Leads to another service under the same address; null for the one that is meant. */
  leadsTo: string | null;
  /** Nothing is answered any more, and nothing breaks. */
  hangs: boolean;
  connect: ConnectCentral;
}

function hanging(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new NetworkFault('cut')), { once: true });
  });
}

function cable(): Cable {
  let cut = new AbortController();
  const ended = (signal: AbortSignal | undefined) => {
    if (cut.signal.aborted) throw new NetworkFault('unreachable');
    return signal ? AbortSignal.any([signal, cut.signal]) : cut.signal;
  };
  const wire: Cable = {
    pull: () => cut.abort(),
    plug: () => void (cut = new AbortController()),
    loses: () => false,
    hangs: false,
    leadsTo: null,
    connect(address) {
      const meant = connectCentral(address);
      const there = () => (wire.leadsTo === null ? meant : connectCentral(wire.leadsTo));
      return {
        async call(call, signal) {
          const stop = ended(signal);
          if (wire.hangs) await hanging(stop);
          const answer = await there().call(call, stop);
          if (wire.loses(call.path)) throw new NetworkFault('cut');
          return answer;
        },
        async *live(call, signal) {
          if (wire.loses(call.path)) throw new NetworkFault('cut');
          yield* there().live(call, ended(signal));
        },
        async *lines(call, signal) {
          yield* there().lines(call, ended(signal));
        },
      };
    },
  };
  return wire;
}

/** A desk of the scene. */
export interface SceneDesk extends TestDesk {
  cable: Cable;
  status(): Promise<Output<'sync.status'>>;
  /** Waits until nothing waits and everything is read. */
  live(): Promise<void>;
  /** Does something to a request as the person who is signed in. */
  act(
    requestId: string,
    action: string,
    input?: Record<string, unknown>,
  ): Promise<Output<'requests.act'>>;
  state(requestId: string): Promise<string | undefined>;
}

/** Asks until the answer is as wanted; fails after five seconds. */
export async function until<T>(ask: () => Promise<T>, is: (value: T) => boolean): Promise<T> {
  for (let left = 400; ; left -= 1) {
    const value = await ask();
    if (is(value)) return value;
    if (left <= 0) throw new Error(`not in time: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function sceneDesk(desk: TestDesk, wire: Cable): SceneDesk {
  const { client } = desk;
  const detail = (requestId: string) => client['requests.detail']({ requestId });
  const status = () => client['sync.status']({});
  return {
    ...desk,
    cable: wire,
    status,
    async live() {
      await until(
        status,
        ({ state, waiting, received, lag }) =>
          state === 'live' && waiting === 0 && received === 0 && lag === 0,
      );
    },
    async act(requestId, action, input = {}) {
      const expectHead = (await detail(requestId))?.line.request.head ?? null;
      return client['requests.act']({
        commandId: commandId(),
        requestId,
        action,
        input,
        expectHead,
      });
    },
    state: async (requestId) => (await detail(requestId))?.line.request.state,
  };
}

/** The model library, with the mask of its first reader as the name has it. */
function sceneBase(): Base {
  const base = modelBase();
  return {
    ...base,
    *rows() {
      for (const each of base.rows()) {
        const first = each.kind === 'reader' && each.row.id === 'reader-1';
        yield first ? { ...each, row: { ...each.row, nameMasked: '王*' } } : each;
      }
    },
  };
}

/** A service that listens, and desks that can join it; on a backup of another one's store if it is given. */
export async function deskScene(backup?: Buffer) {
  const service = await wholeService(sceneBase(), backup);
  const listening = await service.listen();
  const { address } = listening;
  const desks: TestDesk[] = [];
  const open = async (options: { base?: Base; folder?: string } = {}): Promise<SceneDesk> => {
    const wire = cable();
    const { clock } = service;
    const network = { connect: wire.connect, random: () => 0 };
    const desk = await openTestDesk({
      base: sceneBase(),
      ...options,
      network,
      timers: realTimers,
      clock,
    });
    desks.push(desk);
    return sceneDesk(desk, wire);
  };
  const code = async (campus = 'north') => (await service.service.auth.consoleCode(campus)).code;
  const join = async (desk: SceneDesk, campus = 'north') => {
    const asked = { address, code: await code(campus), name: `Desk ${campus}` };
    const outcome = await desk.desk.join(asked);
    if (outcome?.ok !== true) throw new Error(JSON.stringify(outcome));
  };
  return {
    service,
    address,
    open,
    code,
    join,
    /** A desk that has joined, with somebody signed in. */
    async joined(login: string, campus: 'north' | 'south' = 'north'): Promise<SceneDesk> {
      const desk = await open();
      await join(desk, campus);
      await desk.signIn(login, campus === 'north' ? 'n-desk' : 's-desk');
      await desk.live();
      return desk;
    },
    async close() {
      for (const desk of desks) await desk.close();
      await listening.stop();
      await service.close();
    },
  };
}

// A central service for tests of the desk's sync: a log, results, keys and a live stream, and whatever goes wrong on the way.

import { createPublicKey, verify } from 'node:crypto';
import { NetworkFault } from '../../src/main/desk/sync/central-port.ts';
import type {
  Central,
  CentralAnswer,
  CentralCall,
  LiveEvent,
} from '../../src/main/desk/sync/central-port.ts';
import { sha256 } from '../../src/node/env.ts';
import { rowHash } from '../../src/shared/sync/chain.ts';
import { GENESIS } from '../../src/shared/sync/protocol.ts';
import type {
  CommandResult,
  Cursor,
  LogRow,
  PullAnswer,
  PushBody,
} from '../../src/shared/sync/protocol.ts';

interface FakeDesk {
  publicKey: string;
  last: number;
  results: Map<string, CommandResult>;
}

/** An answer with a status. */
export function answer(
  status: number,
  body: unknown,
  retryAfter: number | null = null,
): CentralAnswer {
  return { status, body: body === undefined ? null : structuredClone(body), retryAfter };
}

/** A refusal of the service. */
export function refused(
  status: number,
  code: string,
  more: Record<string, unknown> = {},
): CentralAnswer {
  return answer(status, { code, facts: {}, ...more });
}

type Listener = (event: LiveEvent | null) => void;

/** The service; `broken` may answer or throw in its place. */
export class FakeCentral implements Central {
  epoch = 'epoch-1';
  baseId = 'base-1';
  log: LogRow[] = [];
  desks = new Map<string, FakeDesk>();
  tokens = new Map<string, string>();
  listeners = new Set<Listener>();
  calls: CentralCall[] = [];
  /** Decides instead of the service where it gives something. */
  broken: (call: CentralCall) => CentralAnswer | NetworkFault | undefined = () => undefined;
  /** Other calls that a test answers. */
  routes: Record<string, (call: CentralCall) => CentralAnswer> = {};
  refuse: (commandId: string) => string | null = () => null;
  #tokens = 0;

  enroll(deskId: string, publicKey: string): void {
    this.desks.set(deskId, { publicKey, last: 0, results: new Map() });
  }

  cursor(seq = this.log.length): Cursor {
    return { seq, hash: this.log[seq - 1]?.hash ?? GENESIS };
  }

  /** Somebody else's command makes a row. */
  commit(commandId: string, desk = 'elsewhere'): number {
    const from = this.cursor();
    const fields = {
      seq: from.seq + 1,
      kind: 'fund' as const,
      id: `row-${from.seq + 1}`,
      ver: 1,
      commandId,
      actor: 'somebody',
      desk,
      serverTime: '2018-06-06T00:00:00.000Z',
    };
    const image = `{"id":"${fields.id}"}`;
    const hash = rowHash(from.hash, fields, sha256(image), sha256);
    this.log.push({ ...fields, image, imageHash: null, hash });
    const frame = JSON.stringify(this.page(from.seq));
    for (const listener of this.listeners) listener({ event: 'frame', data: frame });
    return fields.seq;
  }

  page(after: number, limit = 1000): PullAnswer {
    const rows = this.log.slice(after, after + limit);
    const through = this.cursor(after + rows.length);
    const head = this.log.length;
    const from = this.cursor(after);
    return { epoch: this.epoch, from, rows, private: [], through, head, more: through.seq < head };
  }

  endStreams(): void {
    for (const listener of this.listeners) listener(null);
  }

  async call(call: CentralCall, signal?: AbortSignal): Promise<CentralAnswer> {
    this.calls.push(call);
    await Promise.resolve();
    const instead = this.broken(call);
    if (instead instanceof NetworkFault) throw instead;
    if (instead) return instead;
    if (signal?.aborted) throw new NetworkFault('cut');
    const route = this.routes[`${call.method} ${call.path}`];
    return route ? route(call) : this.#serve(call);
  }

  async *live(call: CentralCall, signal: AbortSignal): AsyncIterable<LiveEvent | CentralAnswer> {
    this.calls.push(call);
    const instead = this.broken(call) ?? this.#readable(call);
    if (instead instanceof NetworkFault) throw instead;
    if (instead) return yield instead;
    const queue: (LiveEvent | null)[] = [{ event: 'heartbeat', data: '' }];
    let wake = () => undefined as void;
    const listener: Listener = (event) => {
      queue.push(event);
      wake();
    };
    this.listeners.add(listener);
    signal.addEventListener('abort', () => wake(), { once: true });
    try {
      for (;;) {
        if (signal.aborted) throw new NetworkFault('cut');
        const event = queue.shift();
        if (event) yield event;
        else if (event === null) return undefined;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.listeners.delete(listener);
    }
  }

  async *lines(call: CentralCall): AsyncIterable<string | CentralAnswer> {
    this.calls.push(call);
    const instead = this.broken(call);
    if (instead instanceof NetworkFault) throw instead;
    if (instead) return yield instead;
    yield JSON.stringify({ epoch: this.epoch, through: this.cursor(), rows: this.log.length });
    for (const { image } of this.log) yield image ?? '';
    return undefined;
  }

  #deskOf({ token = '' }: CentralCall): FakeDesk | undefined {
    return this.desks.get(this.tokens.get(token) ?? '');
  }

  /** Why the log cannot be read from there; undefined where it can. */
  #readable(call: CentralCall): CentralAnswer | undefined {
    if (!this.#deskOf(call)) return refused(401, 'bad_token');
    const { epoch, seq = 0, h } = call.query ?? {};
    if (epoch !== this.epoch) return refused(410, 'epoch');
    return this.cursor(Number(seq)).hash === h ? undefined : refused(410, 'diverged');
  }

  #serve(call: CentralCall): CentralAnswer {
    const body = (call.body ?? {}) as Record<string, string>;
    switch (`${call.method} ${call.path}`) {
      case 'POST /v1/session/challenge':
        return answer(200, { challenge: `challenge of ${body['desk']}` });
      case 'POST /v1/session':
        return this.#session(body);
      case 'POST /v1/push':
        return this.#push(call);
      case 'GET /v1/pull': {
        const { seq = 0, limit } = call.query ?? {};
        return this.#readable(call) ?? answer(200, this.page(Number(seq), Number(limit)));
      }
      case 'POST /v1/desks/fork':
        this.enroll(String(body['desk']), String(body['publicKey']));
        return answer(200, { desk: body['desk'], deskCode: 'D9', campus: 'north' });
      default:
        return refused(404, 'not_found');
    }
  }

  #session(body: Record<string, string>): CentralAnswer {
    const { desk = '', challenge = '', signature = '' } = body;
    const known = this.desks.get(desk);
    if (!known) return refused(401, 'unknown_desk');
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: known.publicKey },
      format: 'jwk',
    });
    const text = Buffer.from(`shutai-desk/${challenge}`);
    if (!verify(null, text, key, Buffer.from(signature, 'base64url'))) {
      return refused(401, 'bad_signature');
    }
    this.#tokens += 1;
    const token = `token ${this.#tokens}`;
    this.tokens.set(token, desk);
    const ends = { refresh: `refresh ${token}`, expiresIn: 900, endsIn: 43_200 };
    return answer(200, {
      token,
      ...ends,
      epoch: this.epoch,
      campus: 'north',
      deskCode: 'D1',
      clockOffset: null,
    });
  }

  #push(call: CentralCall): CentralAnswer {
    const desk = this.#deskOf(call);
    if (!desk) return refused(401, 'bad_token');
    const { epoch, from, commands } = call.body as PushBody;
    if (epoch !== this.epoch) return refused(410, 'epoch');
    if (from > desk.last + 1) return refused(409, 'gap', { last: desk.last });
    const results: CommandResult[] = [];
    for (const { id, cseq, desk: deskId } of commands) {
      const known = desk.results.get(id);
      if (!known && cseq <= desk.last) break;
      const result = known ?? this.#decide(desk, id, cseq, deskId);
      results.push(result);
    }
    return results.length === 0
      ? refused(409, 'forked')
      : answer(200, { epoch: this.epoch, last: desk.last, results });
  }

  #decide(desk: FakeDesk, id: string, cseq: number, deskId: string): CommandResult {
    const refusal = this.refuse(id);
    const seq = refusal === null ? this.commit(id, deskId) : null;
    const code = refusal === null ? ('ok' as const) : ('conflict' as const);
    const at = '2018-06-06T00:00:00.000Z';
    const result = { id, cseq, code, refusal, seq, head: id, facts: {}, at };
    desk.last = cseq;
    desk.results.set(id, result);
    return result;
  }
}

// A TCP proxy of our own that treats connections as bad networks and worse middle boxes do.

import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { Chance } from '../sim/random.ts';

/**
 * What becomes of a connection: `pass`; `reset` after some bytes; `half_open`: silent from some byte on, never closed;
 * `drip`: a few bytes at a time; `truncate`: closed in the middle of an answer; `denied`: the proxy answers 401 itself.
 */
export const PROXY_FATES = ['pass', 'reset', 'half_open', 'drip', 'truncate', 'denied'] as const;
/** What becomes of one connection. */
export type ProxyFate = (typeof PROXY_FATES)[number];

/** A running proxy. */
export interface Proxy {
  port: number;
  /** How many connections met each fate. */
  met: Record<ProxyFate, number>;
  /** From now on connections meet their fates; those that stand are cut. */
  arm(): void;
  /** From now on every connection passes; those that hang are cut. */
  heal(): void;
  close(): Promise<void>;
}

const DENIED = '{"code":"bad_token","facts":{}}';
const DENIAL = `HTTP/1.1 401 Unauthorized\r\ncontent-type: application/json\r\ncontent-length: ${DENIED.length}\r\nconnection: close\r\n\r\n${DENIED}`;
const DRIP_BYTES = 256;
const DRIP_MS = 20;

interface Pair {
  near: Socket;
  far: Socket;
  fate: ProxyFate;
  /** Bytes that still pass before the fate comes. */
  left: number;
}

function drip(to: Socket, data: Buffer, from: Socket): void {
  from.pause();
  let at = 0;
  const next = () => {
    if (to.destroyed || at >= data.length) return void from.resume();
    to.write(data.subarray(at, at + DRIP_BYTES));
    at += DRIP_BYTES;
    setTimeout(next, DRIP_MS);
  };
  next();
}

function passOn(pair: Pair, from: Socket, to: Socket, data: Buffer): void {
  const { fate, near, far } = pair;
  const spent = pair.left <= 0;
  pair.left -= data.length;
  if (fate === 'denied' && from === near && spent) {
    near.end(DENIAL);
    far.destroy();
  } else if (fate === 'half_open' && spent) {
    return;
  } else if (fate === 'reset' && spent) {
    near.resetAndDestroy();
    far.resetAndDestroy();
  } else if (fate === 'truncate' && from === far && pair.left <= 0) {
    near.end(data.subarray(0, Math.floor(data.length / 2)));
    far.destroy();
  } else if (fate === 'drip') drip(to, data, from);
  else if (!to.destroyed) to.write(data);
}

function join(pair: Pair, gone: () => void): void {
  const { near, far } = pair;
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    from.on('data', (data: Buffer) => passOn(pair, from, to, data));
    from.on('error', () => undefined);
    from.on('close', () => {
      gone();
      // A half-open connection hears nothing of the other side's end either.
      if (pair.fate !== 'half_open') to.destroy();
    });
  }
}

/** Starts a proxy before a port of this machine. Once it is armed, `fates` are drawn from for every connection. */
export async function startProxy(
  target: number,
  chance: Chance,
  fates: readonly ProxyFate[] = PROXY_FATES,
): Promise<Proxy> {
  const pairs = new Set<Pair>();
  const met = Object.fromEntries(PROXY_FATES.map((fate) => [fate, 0])) as Proxy['met'];
  let healed = true;
  const server = createServer((near) => {
    const fate = healed ? 'pass' : chance.oneOf(fates);
    met[fate] += 1;
    const far = connect(target, '127.0.0.1');
    const pair: Pair = { near, far, fate, left: chance.between(0, 6000) };
    pairs.add(pair);
    join(pair, () => pairs.delete(pair));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const { near, far } of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    port: (server.address() as AddressInfo).port,
    met,
    arm() {
      healed = false;
      cut();
    },
    heal() {
      healed = true;
      cut();
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

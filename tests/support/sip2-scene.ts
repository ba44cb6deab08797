// A library system over SIP2 for tests: a server with three copies and two readers, and the adapter that asks it.

import type { LineLimits } from '../../src/central/library-system/sip2/line.ts';
import { createSip2 } from '../../src/central/library-system/sip2/system.ts';
import type { Sip2Settings, Sip2System } from '../../src/central/library-system/sip2/system.ts';
import { realTimers } from './notice-scene.ts';
import type { Sip2Library } from './sip2-library.ts';
import { startSip2 } from './sip2-server.ts';
import type { Sip2Server } from './sip2-server.ts';

/** Starts the server. */
export function sip2There(over: Partial<Sip2Library> = {}): Promise<Sip2Server> {
  return startSip2({
    login: { user: 'desk', password: 'right' },
    copies: { N10000001: '数据库系统概论', N10000002: '亅书集', N10000003: '红楼梦' },
    cards: ['1800000001', '1800000002'],
    ...over,
  });
}

/** Waits as long as a test wants to. */
export const SHORT: LineLimits = { connect: 1000, answer: 250, tries: 2 };

/** The settings of a library whose system listens at that port. */
export const sip2Settings = (port: number, over: Partial<Sip2Settings> = {}): Sip2Settings => ({
  host: '127.0.0.1',
  port,
  user: 'desk',
  password: 'right',
  location: 'DESK',
  encoding: 'gbk',
  institution: '',
  dayOrder: null,
  lines: 2,
  by: 'message',
  tls: null,
  pickups: {},
  ...over,
});

/** The adapter. */
export function sip2To(
  port: number,
  over: Partial<Sip2Settings> = {},
  limits: Partial<LineLimits> = SHORT,
): Sip2System {
  return createSip2({
    settings: sip2Settings(port, over),
    zone: 'Asia/Shanghai',
    clock: { now: () => '2026-11-24T04:00:00.000Z' },
    timers: realTimers,
    random: () => 0.01,
    limits,
  });
}

/** A loan of the first copy to the first reader. */
export const order = (over = {}) => ({
  barcode: 'N10000001',
  card: '1800000001',
  former: [],
  /** Every other card is another reader's. */
  whose: async () => 'another' as const,
  at: '2026-11-24T04:00:00.000Z',
  due: '2026-12-20T15:59:59.000Z',
  happened: false,
  uncertain: false,
  ...over,
});

/** Its renewal. */
export const renewal = (over = {}) => ({
  ...order(),
  dueBefore: '2026-12-24T15:59:00.000Z',
  ...over,
});

/** Its return. */
export const back = (over = {}) => ({ ...order(), returned: '2026-11-24T04:00:00.000Z', ...over });

// Who works here and how the desk is: session, status, clock, what a page remembers, changes.

import * as z from 'zod';
import { command, feed, query } from '../rpc/contract.ts';
import { STAFF_ROLES } from '../library/entities.ts';
import {
  refusal,
  queueName,
  text,
  bilingual,
  pointView,
  person,
  outcome,
  signIn,
} from './views.ts';

/** Who works here and how the desk is: session, status, clock, what a page remembers, changes. */
export const sessionContract = {
  'session.info': query(
    z.object({}),
    z.object({
      /** Library's name; null while a new empty library has none. */
      library: bilingual,
      demo: z.boolean(),
      /** An empty library waits for its first administrator. */
      needsAdmin: z.boolean(),
      locked: z.boolean(),
      person: person.nullable(),
      /** The desk has joined a service. */
      joined: z.boolean(),
      /** The person signed in with the service reached: it knows them, so that they may administer and see full names. */
      online: z.boolean(),
      /** Somebody else gave the person this password; they are asked for one of their own. */
      mustChange: z.boolean(),
      /** Demo data only: the accounts with their shared password. */
      accounts: z.array(
        z.object({ login: z.string(), name: z.string(), roles: z.array(z.enum(STAFF_ROLES)) }),
      ),
      demoPassword: z.string().nullable(),
      points: z.array(pointView),
      lockAfterMinutes: z.number(),
      now: z.string(),
      /** The library's zone, an IANA name. */
      zone: z.string(),
      /** Milliseconds that the desk's clock is ahead of real time (the demo has its own). */
      clockOffset: z.number(),
      deskCode: z.string(),
      profile: z.string(),
    }),
    ['session', 'staff', 'place', 'policy', 'clock', 'sync'],
  ),
  'session.signIn': command(
    z.object({ login: text, password: z.string().max(128), point: z.string() }),
    signIn,
  ),
  'session.firstAdmin': command(
    z.object({ code: text, name: text, login: text, password: z.string().max(128), library: text }),
    signIn,
  ),
  'session.signOut': command(z.object({}), z.object({})),
  'session.lock': command(z.object({}), z.object({})),
  'session.unlock': command(z.object({ password: z.string().max(128) }), signIn),
  'session.touch': command(z.object({}), z.object({})),
  'session.point': command(z.object({ point: z.string() }), signIn),
  'session.password': command(
    z.object({ old: z.string().max(128), fresh: z.string().max(128) }),
    signIn,
  ),

  'status.bar': query(
    z.object({}),
    z.object({
      /** Commands accepted here and not yet received by a central service. */
      waiting: z.number(),
      doubtful: z.number(),
      /** Refused by the service and not put away. */
      refused: z.number(),
      central: z.enum(['alone', 'online', 'offline', 'joining', 'stopped']),
      /** Since when, in the library's time; null for a desk alone. */
      since: z.string().nullable(),
      problem: refusal.nullable(),
      queues: z.array(
        z.object({ queue: queueName, pending: z.number(), late: z.number(), open: z.number() }),
      ),
    }),
    ['request', 'outbox', 'sync', 'clock'],
  ),
  'clock.advance': command(z.object({ by: z.enum(['hour', 'day']) }), outcome),

  'memory.get': query(z.object({ key: z.string().max(60) }), z.object({ value: z.unknown() }), [
    'memory',
  ]),
  'memory.set': command(z.object({ key: z.string().max(60), value: z.unknown() }), z.object({})),

  /** Tables that changed, coalesced; the page asks its stale queries again. */
  changes: feed(z.object({}), z.object({ topics: z.array(z.string()) })),
};

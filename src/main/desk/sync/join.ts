// Joining a service: the address, what both sides speak and stand on, the one-time code, and what is kept of it.

import { basename } from 'node:path';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { enrollAnswer, versionsAnswer } from '../../../shared/sync/entry.ts';
import type { EnrollAgainBody, EnrollAnswer } from '../../../shared/sync/entry.ts';
import { PROTOCOL_VERSION } from '../../../shared/sync/protocol.ts';
import { createAsk, failingOf, isRefused } from './ask.ts';
import type { Ask, Timers } from './ask.ts';
import { isLoopback } from './central-port.ts';
import type { DeskCentral, Network } from './central.ts';
import type { DeskKey } from './keys.ts';
import type { Failing } from './loop-state.ts';
import { createLink } from './link.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import type { Store } from '../profile/store.ts';

/** What somebody fills in to join. */
export interface JoinAsked {
  address: string;
  code: string;
  name: string;
  /** What was done here alone is put aside first. */
  fresh: boolean;
}

/** The desk has joined, or why not. */
export type JoinOutcome = { ok: true; deskCode: string; aside: string | null } | Refusal;

/** What joining works with. */
export interface JoinParts {
  store: Store;
  network: Network;
  central: DeskCentral;
  /** Real time. */
  real: Clock;
  timers: Timers;
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Makes the replica anew over what the desk stands on now. */
  remake(): Promise<void>;
  /** File into which the outbox is copied before a fresh start. */
  aside: string;
  /** Nobody is signed in any more: from here on the service says who people are. */
  signOut(): void;
}

/** An address as it is kept: no path's end, nothing that does not belong in one. */
export function addressOf(text: string): { ok: true; address: string } | Refusal {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  const plain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!url || !plain || !/^https?:$/u.test(url.protocol)) return refuse('bad_address');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return refuse('plain_http');
  return { ok: true, address: url.origin + url.pathname.replace(/\/+$/u, '') };
}

/** Whether the desk has joined the service at that address. */
export function isJoinedTo(store: Store, address: string): boolean {
  const at = addressOf(address);
  return at.ok && store.joined()?.address === at.address;
}

/** Why a call came to nothing, as the person who joins is told it. */
function joinRefusal(failing: Failing): Refusal {
  if (failing.kind !== 'refused') return refuse(failing.code);
  const { code, facts, retryAfter } = failing;
  const seconds = retryAfter === null ? {} : { seconds: Math.ceil(retryAfter) };
  return refuse(code, { ...seconds, ...facts });
}

/** Does it, or says why it came to nothing. */
export async function told<T>(work: () => Promise<T>): Promise<{ ok: true; value: T } | Refusal> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const failing = failingOf(error);
    if (!failing) throw error;
    return joinRefusal(failing);
  }
}

/** Digest of the base on which the desk's rows stand; null where they are a service's. */
function ownBase(store: Store): string | null {
  const id = store.outbox.kept.get('desk', '', 'baseId');
  return typeof id === 'string' && store.joined()?.how !== 'snapshot' ? id : null;
}

/** Whether both speak and stand on the same; null when they do. */
async function mismatch(parts: JoinParts, ask: Ask, fresh: boolean): Promise<Refusal | null> {
  const call = { method: 'GET', path: '/v1/versions' } as const;
  const versions = await told(() => ask(call, versionsAnswer));
  if (!versions.ok) return versions;
  const { protocol, baseId } = versions.value;
  if (protocol.oldest > PROTOCOL_VERSION) return refuse('too_old');
  if (protocol.newest < PROTOCOL_VERSION) return refuse('too_new');
  const { store } = parts;
  const actions = store.outbox.count();
  const own = ownBase(store);
  const differs = baseId !== undefined && own !== null && own !== baseId;
  return differs && actions > 0 && !fresh ? refuse('base_differs', { actions }) : null;
}

/** Under what a desk joins. */
interface Identity {
  deskId: string;
  key: DeskKey;
}

/** What enrolling answered once more, for a desk whose answer was lost on the way. */
async function askAgain(
  parts: JoinParts,
  address: string,
  { deskId, key }: Identity,
  body: EnrollAgainBody,
): Promise<EnrollAnswer> {
  const { network, real, timers } = parts;
  const line = createLink({
    address,
    central: network.connect(address),
    timers,
    clock: real,
    deskId: () => deskId,
    key: async () => key,
    onOpened: () => undefined,
  });
  return line.askAsDesk({ method: 'POST', path: '/v1/desk', body }, enrollAnswer);
}

async function enroll(
  parts: JoinParts,
  ask: Ask,
  { code, name, fresh }: JoinAsked,
  address: string,
  identity: Identity,
): Promise<EnrollAnswer> {
  const { store } = parts;
  const { last, offset, count } = store.outbox;
  // What is put aside is nobody's concern; what was done on the service's own base is vouched for by the code.
  const brings = count() > 0 && !fresh;
  const alone = {
    baseId: brings ? ownBase(store) : null,
    madeAlone: brings ? last() - offset() : 0,
  };
  const { deskId: desk, key } = identity;
  const body = {
    ...alone,
    code: code.trim(),
    publicKey: key.publicKey,
    desk,
    name: name.trim(),
  };
  try {
    return await ask({ method: 'POST', path: '/v1/enroll', body }, enrollAnswer);
  } catch (error) {
    if (!isRefused(error, 409) || error.failing.code !== 'desk_known') throw error;
    return askAgain(parts, address, identity, alone).catch(() => {
      throw error;
    });
  }
}

/** Keeps what joining came to; gives the file with what was done before a fresh start. */
async function keep(
  { store, central, aside, remake }: JoinParts,
  asked: JoinAsked,
  address: string,
  answer: EnrollAnswer,
): Promise<string | null> {
  const anew = asked.fresh && store.outbox.count() > 0;
  const { desk: deskId, deskCode, campus, epoch, cardKey } = answer;
  const how = ownBase(store) === answer.baseId ? ('base' as const) : ('snapshot' as const);
  const joined = { address, campus, deskCode, name: asked.name.trim(), epoch, how };
  if (anew) store.outbox.startAnew(aside);
  store.join(joined, { deskId, cardKey });
  central.keys.useNext(deskId);
  if (anew) await remake();
  return anew ? basename(aside) : null;
}

/** Why a desk that has joined may join once more. */
const REJOINS: ReadonlyMap<string | undefined, 'again' | 'anew'> = new Map([
  // A service that was restored from before the desk joined.
  ['unknown_desk', 'again'],
  // Its id is of no use any more: what lies under it is put aside, and it comes in as another desk.
  ['desk_revoked', 'anew'],
  ['bad_signature', 'anew'],
]);

/** Whether and how a desk that has joined may join once more. */
export function rejoins({ engine }: Pick<DeskCentral, 'engine'>): 'again' | 'anew' | null {
  return REJOINS.get(engine.state().reason?.code) ?? null;
}

function notNow({ store, central }: JoinParts, { fresh }: JoinAsked): Refusal | null {
  if (store.joined() === null) return null;
  const how = rejoins(central);
  if (how === null) return refuse('already_joined');
  return how === 'anew' && !fresh ? refuse('joins_anew', { actions: store.outbox.count() }) : null;
}

async function identityOf({ store, central: { keys }, central }: JoinParts): Promise<Identity> {
  const anew = store.joined() !== null && rejoins(central) === 'anew';
  return anew ? keys.next() : { deskId: store.deskId, key: await keys.own() };
}

/** Joins; a refusal leaves everything as it was. */
export async function joinService(parts: JoinParts, asked: JoinAsked): Promise<JoinOutcome> {
  const early = notNow(parts, asked);
  if (early) return early;
  const at = addressOf(asked.address);
  if (!at.ok) return at;
  const { address } = at;
  const { network, timers, central, alone } = parts;
  const ask = createAsk(network.connect(address), timers);
  const wrong = await mismatch(parts, ask, asked.fresh);
  if (wrong) return wrong;
  const identity = await identityOf(parts);
  // Nothing is done beside it: what is done alone has to be counted to the last command.
  const joined = await alone(async () => {
    const enrolled = await told(() => enroll(parts, ask, asked, address, identity));
    if (!enrolled.ok) return enrolled;
    return { ...enrolled, aside: await keep(parts, asked, address, enrolled.value) };
  });
  if (!joined.ok) return joined;
  const { value, aside } = joined;
  central.link()?.session.forget();
  await central.adoptClock(value.clockOffset ?? 0);
  parts.signOut();
  central.begin();
  return { ok: true, deskCode: value.deskCode, aside };
}

// Staff at the service: sessions of the people who signed in at this desk while it was reached. Tokens stay in memory.

import type * as z from 'zod';
import { millis } from '../../../shared/lib/time.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { personSessionAnswer } from '../../../shared/sync/entry.ts';
import type { SignInReceipt } from '../../../shared/sync/protocol.ts';
import { failingOf, isRefused } from '../sync/ask.ts';
import type { Timers } from '../sync/ask.ts';
import type { CentralCall } from '../sync/central-port.ts';
import type { Link } from '../sync/link.ts';
import type { Failing } from '../sync/loop-state.ts';
import { hold, isFresh, refreshed } from '../sync/session.ts';
import type { HeldTokens } from '../sync/session.ts';

/** Somebody waits at the screen: after this long they are let in by what the desk itself knows (milliseconds). */
const SIGN_IN_MS = 5000;
/** … and sooner where nothing was heard of the service lately anyhow. */
const SIGN_IN_OFFLINE_MS = 2000;
/** … or told that the service does not answer. */
const ASK_MS = 15_000;

interface StaffSession {
  tokens: HeldTokens;
  mustChange: boolean;
}

/** What the service says of somebody who signs in; `away` when it says nothing of them. */
export type ServiceWord = { ok: true; staffId: string; mustChange: boolean } | Refusal | 'away';

/** Sessions of staff at the service. */
export interface StaffAccess {
  signIn(login: string, password: string): Promise<ServiceWord>;
  /** Whether the service knows this person as signed in here. */
  isOnline(staffId: string): boolean;
  mustChange(staffId: string): boolean;
  /** The person has chosen a password. */
  changed(staffId: string): void;
  /** Asks in the name of somebody: the answer, or a refusal that a page can show. */
  ask<T>(
    staffId: string,
    call: CentralCall,
    schema: z.ZodType<T>,
    /** Longest wait, milliseconds. */
    ms?: number,
  ): Promise<{ ok: true; value: T } | Refusal>;
  /** Ends the person's session, here at once and at the service if it can be reached. */
  forget(staffId: string): void;
  /** After joining, or under another desk id: nobody is known there any more. */
  forgetAll(): void;
}

/** What the service says of the desk and not of the person: work goes on here as without it, and can be exported. */
const OF_THE_DESK: ReadonlySet<string> = new Set([
  'desk_revoked',
  'unknown_desk',
  'bad_signature',
  'bad_challenge',
]);

function isOfTheDesk(failing: Failing): boolean {
  if (failing.kind !== 'refused') return false;
  return failing.status === 426 || OF_THE_DESK.has(failing.code);
}

/** A failing as a page is told it; null when nobody answered. */
export function refusalFor(failing: Failing): Refusal | null {
  if (failing.kind === 'local') return refuse(failing.code);
  if (failing.kind === 'fault' || failing.status >= 500) return null;
  const { code, facts, retryAfter } = failing;
  const seconds = retryAfter === null ? {} : { seconds: Math.ceil(retryAfter) };
  return refuse(code, { ...seconds, ...facts });
}

/** Runs a call; bugs go through, everything else becomes a refusal. */
export async function orRefusal<T>(
  work: () => Promise<T>,
): Promise<{ ok: true; value: T } | Refusal> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const failing = failingOf(error);
    if (!failing) throw error;
    return refusalFor(failing) ?? refuse('offline');
  }
}

/** The work's answer, or `late` when it takes too long; what comes after that is not waited for. */
function within<T>(timers: Timers, ms: number, work: Promise<T>, late: T): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancel = timers.after(ms, () => resolve(late));
    work.then(resolve, reject).finally(cancel);
  });
}

/** Tokens of the people who signed in here, each renewed when it is needed. */
function createTokens(clock: Clock) {
  const sessions = new Map<string, StaffSession>();
  return {
    sessions,
    /** Null where the service wants a sign-in. @throws CallFailed */
    async of(line: Link, staffId: string): Promise<string | null> {
      const session = sessions.get(staffId);
      if (!session || isFresh(session.tokens, millis(clock.now()))) {
        return session?.tokens.token ?? null;
      }
      const tokens = await refreshed(line.ask, session.tokens, clock);
      if (tokens) session.tokens = tokens;
      else sessions.delete(staffId);
      return tokens?.token ?? null;
    },
  };
}

/** What it is made from. */
export interface AccessParts {
  /** The line to the service; null on a desk that works alone. */
  link(): Link | null;
  /** The service did not answer last time. */
  isOffline(): boolean;
  /** Real time. */
  clock: Clock;
  timers: Timers;
  /** Whoever signs in gets it from the service, whether or not its answer came in time. */
  keepReceipt(receipt: SignInReceipt): void;
}

/** Makes it. */
export function createStaffAccess(parts: AccessParts): StaffAccess {
  const { link, clock, timers } = parts;
  const tokens = createTokens(clock);
  const { sessions } = tokens;
  const now = () => millis(clock.now());

  const signIn = async (line: Link, login: string, password: string): Promise<ServiceWord> => {
    const body = { login: login.trim(), password };
    const call = { method: 'POST', path: '/v1/session/person', body } as const;
    try {
      const answer = await line.askAsDesk(call, personSessionAnswer);
      const { staffId, mustChange, receipt } = answer;
      if (receipt) parts.keepReceipt(receipt);
      sessions.set(staffId, { tokens: hold(answer, now()), mustChange });
      return { ok: true, staffId, mustChange };
    } catch (error) {
      const failing = failingOf(error);
      if (!failing) throw error;
      return isOfTheDesk(failing) ? 'away' : (refusalFor(failing) ?? 'away');
    }
  };

  const ask = async <T>(
    line: Link,
    staffId: string,
    call: CentralCall,
    schema: z.ZodType<T>,
  ): Promise<{ ok: true; value: T } | Refusal> => {
    try {
      const token = await tokens.of(line, staffId);
      if (token === null) return refuse('needs_online');
      return { ok: true, value: await line.ask({ ...call, token }, schema) };
    } catch (error) {
      // The session was ended at the service; only a sign-in gives another.
      if (isRefused(error, 401) && error.failing.code !== 'bad_login') {
        sessions.delete(staffId);
        return refuse('needs_online');
      }
      const failing = failingOf(error);
      if (!failing) throw error;
      return refusalFor(failing) ?? refuse('offline');
    }
  };

  return {
    async signIn(login, password) {
      const line = link();
      if (!line) return 'away';
      const ms = parts.isOffline() ? SIGN_IN_OFFLINE_MS : SIGN_IN_MS;
      return within(timers, ms, signIn(line, login, password), 'away');
    },
    isOnline(staffId) {
      const session = sessions.get(staffId);
      return session !== undefined && now() < session.tokens.endsAt;
    },
    mustChange: (staffId) => sessions.get(staffId)?.mustChange ?? false,
    changed(staffId) {
      const session = sessions.get(staffId);
      if (session) session.mustChange = false;
    },
    async ask(staffId, call, schema, ms = ASK_MS) {
      const line = link();
      if (!line) return refuse('alone');
      return within(timers, ms, ask(line, staffId, call, schema), refuse('offline'));
    },
    forget(staffId) {
      const session = sessions.get(staffId);
      sessions.delete(staffId);
      const line = link();
      if (!session || !line) return;
      const call = { method: 'DELETE', path: '/v1/session', token: session.tokens.token } as const;
      // Only a courtesy: the token ends by itself where nobody hears it.
      line.central.call(call).catch(() => undefined);
    },
    forgetAll: () => sessions.clear(),
  };
}

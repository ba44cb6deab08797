// The desk's own session at the service: proved by its key, refreshed before it ends.

import { challengeAnswer, deskSessionAnswer, tokens } from '../../../shared/sync/entry.ts';
import type { DeskSessionAnswer, Tokens } from '../../../shared/sync/entry.ts';
import { millis } from '../../../shared/lib/time.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import { CallFailed } from './ask.ts';
import type { Ask } from './ask.ts';
import type { DeskKey } from './keys.ts';
import type { Failing } from './loop-state.ts';

/** A token is renewed this long before it ends, so that a call on its way does not outlive it. */
const EARLY_MS = 30_000;

/** Tokens with the moment, in milliseconds of real time, when each ends. */
export interface HeldTokens {
  token: string;
  refresh: string;
  expiresAt: number;
  endsAt: number;
}

/** Tokens as they came just now. */
export function hold({ token, refresh, expiresIn, endsIn }: Tokens, now: number): HeldTokens {
  return { token, refresh, expiresAt: now + expiresIn * 1000, endsAt: now + endsIn * 1000 };
}

/** Whether a token is still good for a call. */
export function isFresh(held: HeldTokens, now: number): boolean {
  return now < held.expiresAt - EARLY_MS;
}

/** The session cannot be carried on, whatever the service calls it; a full or absent service says nothing of that. */
function isOver(failing: Failing): boolean {
  return failing.kind === 'refused' && failing.status < 500 && failing.status !== 429;
}

/** New tokens for old; null when the service wants a sign-in. @throws CallFailed */
export async function refreshed(
  ask: Ask,
  held: HeldTokens,
  clock: Clock,
): Promise<HeldTokens | null> {
  if (millis(clock.now()) >= held.endsAt) return null;
  try {
    const body = { refresh: held.refresh };
    const call = { method: 'POST', path: '/v1/session/refresh', body } as const;
    return hold(await ask(call, tokens), millis(clock.now()));
  } catch (error) {
    if (error instanceof CallFailed && isOver(error.failing)) return null;
    throw error;
  }
}

/** The desk's session. */
export interface DeskSession {
  /** A token that is good now, had anew if need be. @throws CallFailed */
  token(): Promise<string>;
  /** The token was refused: the next one is had anew. */
  refused(token: string): void;
  forget(): void;
}

/** What it is made from. */
export interface SessionParts {
  ask: Ask;
  /** Real time. */
  clock: Clock;
  deskId(): string;
  key(): Promise<DeskKey>;
  /** Told what the service says of itself whenever the desk has proved who it is. */
  onOpened(answer: DeskSessionAnswer): void;
}

async function prove(parts: SessionParts): Promise<DeskSessionAnswer> {
  const { ask, deskId, key } = parts;
  const desk = deskId();
  const open = { method: 'POST', path: '/v1/session/challenge', body: { desk } } as const;
  const { challenge } = await ask(open, challengeAnswer);
  const signature = (await key()).sign(`shutai-desk/${challenge}`);
  const body = { desk, challenge, signature };
  const call = { method: 'POST', path: '/v1/session', body } as const;
  return ask(call, deskSessionAnswer);
}

/** Makes it; one renewal at a time, whoever asks, and nobody who gives up takes it from the others. */
export function createDeskSession(parts: SessionParts): DeskSession {
  const { ask, clock } = parts;
  let held: HeldTokens | null = null;
  let renewing: Promise<string> | null = null;
  const renew = async (): Promise<string> => {
    const again = held && (await refreshed(ask, held, clock));
    if (again) {
      held = again;
      return again.token;
    }
    held = null;
    const answer = await prove(parts);
    held = hold(answer, millis(clock.now()));
    parts.onOpened(answer);
    return held.token;
  };
  return {
    async token() {
      if (held && isFresh(held, millis(clock.now()))) return held.token;
      renewing ??= renew().finally(() => (renewing = null));
      return renewing;
    },
    refused(token) {
      if (held?.token === token) held = { ...held, expiresAt: 0 };
    },
    forget: () => void (held = null),
  };
}

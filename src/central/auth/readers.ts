// Readers sign in with the number of their card and a PIN, and choose another PIN.

import { OTHER_RIGHTS, mayDo } from '../../shared/queues/rights.ts';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { AuthContext } from './auth-context.ts';
import type { Auth } from './auth-port.ts';
import type { CheckSecret } from './check-secret.ts';
import { readerByCard, readerById, staffById } from './known.ts';
import { justOpened } from './people.ts';
import { blindName } from './secrets.ts';
import type { Sessions } from './sessions.ts';

type ReaderAuth = Pick<Auth, 'readerSession' | 'readerPin' | 'givePin'>;

/** Demo cards end in the PIN that they begin with. */
const DEMO_PIN_LENGTH = 6;
const STEPS = '01234567890 09876543210';

/** Whether a PIN may be chosen: six to twelve digits that are neither one digit nor a row of them. */
function isWeak(pin: string): boolean {
  return !/^\d{6,12}$/u.test(pin) || /^(.)\1*$/u.test(pin) || STEPS.includes(pin);
}

async function nameOf(context: AuthContext, cardHash: string): Promise<string> {
  return blindName(await context.key(), 'card', cardHash);
}

async function signIn(
  context: AuthContext,
  check: CheckSecret,
  body: { card: string; pin: string },
  from: string,
) {
  const card = body.card.trim();
  const { cardHash, reader } = await readerByCard(context.lane, card);
  const fallback = context.info().demo ? card.slice(-DEMO_PIN_LENGTH) : null;
  return check({
    name: await nameOf(context, cardHash),
    kind: 'reader',
    secret: body.pin,
    from,
    desk: null,
    find: async () => reader && { id: reader.id, who: reader, fallback },
  });
}

async function changePin(
  context: AuthContext,
  check: CheckSecret,
  [readerId, body, session]: Parameters<Auth['readerPin']>,
): Promise<{ ok: true } | Failure> {
  const reader = await readerById(context.lane, readerId);
  if (!reader) return failure(404, 'not_found', { kind: 'reader' });
  const { lane, store } = context;
  const row = await lane.look((world) => world.get('private', readerId));
  const fallback = context.info().demo ? (row?.card.slice(-DEMO_PIN_LENGTH) ?? null) : null;
  const checked = await check({
    name: await nameOf(context, reader.cardHash),
    kind: 'reader',
    secret: body.old,
    from: `reader ${readerId}`,
    desk: null,
    find: async () => ({ id: readerId, who: reader, fallback }),
  });
  if (checked.failed) return checked;
  if (isWeak(body.fresh) || body.fresh === body.old) return failure(400, 'weak_pin');
  const phc = await context.passwords.hash(body.fresh);
  await store.auth.setCredential('reader', readerId, phc, false, context.now());
  await store.auth.revokeOwner('reader', readerId, session);
  await context.audit('pin', readerId, null);
  return { ok: true };
}

/** Six digits that a reader could have chosen, too. */
function newPin(random: AuthContext['random']): string {
  for (;;) {
    const pin = String(Buffer.from(random(4)).readUInt32BE() % 1_000_000).padStart(6, '0');
    if (!isWeak(pin)) return pin;
  }
}

async function givePin(
  context: AuthContext,
  [staff, deskId, readerId]: Parameters<Auth['givePin']>,
): ReturnType<Auth['givePin']> {
  const known = await staffById(context.lane, staff.id);
  if (!known?.actor || !mayDo('reader.pin', known.actor)) {
    const roles = OTHER_RIGHTS['reader.pin'].join(' ');
    return failure(403, 'forbidden', { action: 'give_pin', roles, reach: null });
  }
  const reader = await readerById(context.lane, readerId);
  if (!reader) return failure(404, 'not_found', { kind: 'reader' });
  const { status } = reader;
  if (status === 'left' || status === 'merged') return failure(409, 'reader_gone', { status });
  const pin = newPin(context.random);
  const phc = await context.passwords.hash(pin);
  await context.store.auth.setCredential('reader', readerId, phc, true, context.now());
  await context.store.auth.revokeOwner('reader', readerId);
  await context.audit('pin_given', staff.id, deskId, { reader: readerId });
  return { pin };
}

/** Makes the part of sign-in that is about readers; blocked and expired ones may still see their requests. */
export function readerAuth(
  context: AuthContext,
  sessions: Sessions,
  check: CheckSecret,
): ReaderAuth {
  return {
    async readerSession(body, from) {
      const checked = await signIn(context, check, body, from);
      if (checked.failed) return checked;
      const { id } = checked.who;
      const opened = await sessions.open({ kind: 'reader', desk: null, owner: id });
      await context.audit('sign_in', id, null, { from: context.address(from) });
      return { ...justOpened(opened).tokens, readerId: id, mustChange: checked.mustChange };
    },
    givePin: (...asked) => givePin(context, asked),
    readerPin: (...asked) => changePin(context, check, asked),
  };
}

// How a desk proves who it is, and how it is taken out of the library again.

import { failure } from '../failure.ts';
import type { AuthContext } from './auth-context.ts';
import type { Auth } from './auth-port.ts';
import { adminFailure } from './enrol.ts';
import {
  challengeText,
  isOpenChallenge,
  isSigned,
  newChallenge,
  sessionIdOfChallenge,
} from './secrets.ts';
import type { Sessions } from './sessions.ts';

type DeskAuth = Pick<Auth, 'challenge' | 'deskSession' | 'revokeDesk'>;

async function deskSession(
  context: AuthContext,
  sessions: Sessions,
  body: Parameters<Auth['deskSession']>[0],
  from: string,
): ReturnType<Auth['deskSession']> {
  const { challenge, signature } = body;
  const { store } = context;
  if (!isOpenChallenge(await context.key(), body.desk, challenge, context.nowMs())) {
    return failure(401, 'bad_challenge');
  }
  const desk = await store.reads.desk(body.desk);
  if (!desk) return failure(401, 'unknown_desk');
  if (!isSigned(challengeText(challenge), signature, desk.publicKey)) {
    await context.audit('desk_refused', null, desk.id, { from: context.address(from) });
    return failure(401, 'bad_signature');
  }
  if (desk.revoked) return failure(403, 'desk_revoked', { desk: desk.code });
  const id = sessionIdOfChallenge(challenge);
  const opened = await sessions.open({ id, kind: 'desk', desk: desk.id, owner: desk.id });
  if (!opened) return failure(401, 'bad_challenge');
  await store.auth.setDesk({ id: desk.id, seenOn: context.now() });
  await context.audit('desk_sign_in', null, desk.id, { from: context.address(from) });
  const { epoch, clockOffset } = context.info();
  const { campus, code: deskCode } = desk;
  return { ...opened.tokens, epoch, campus, deskCode, clockOffset };
}

/** Makes the part of sign-in that is about desks that are known. */
export function deskAuth(context: AuthContext, sessions: Sessions): DeskAuth {
  const { store } = context;
  return {
    async challenge({ desk }) {
      const key = await context.key();
      return { challenge: newChallenge(key, desk, context.nowMs(), context.random) };
    },
    deskSession: (body, from) => deskSession(context, sessions, body, from),
    async revokeDesk(staff, deskId) {
      const denied = await adminFailure(context, staff);
      if (denied) return denied;
      const desk = await store.reads.desk(deskId);
      if (!desk) return failure(404, 'not_found', { kind: 'desk' });
      await store.auth.setDesk({ id: deskId, revoked: true });
      await store.auth.revokeOwner('desk', deskId);
      await context.audit('revoke_desk', staff.id, deskId, { code: desk.code });
      return { ok: true };
    },
  };
}

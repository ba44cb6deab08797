// How a machine becomes a desk, proves who it is, learns of the others, and is taken out again.

import * as z from 'zod';
import {
  challengeAnswer,
  challengeBody,
  deskSessionAnswer,
  deskSessionBody,
  desksAnswer,
  enrollAgainBody,
  enrollAnswer,
  enrollBody,
  enrollCodeAnswer,
  enrollCodeBody,
  forkAnswer,
  forkBody,
  refreshBody,
  revokeDeskBody,
  tokens,
} from '../../../shared/sync/entry.ts';
import { hasFailed } from '../../failure.ts';
import { callsOf } from '../call.ts';
import type { App, Calls } from '../call.ts';
import { TAGS } from '../document.ts';
import type { RouteParts } from '../routes.ts';

/** The answer of a call that has nothing to tell. */
export const done = z.object({ ok: z.literal(true) });
const tag = TAGS.desks;

function addSessions({ open, call }: Calls, { service: { auth } }: RouteParts): void {
  open({
    method: 'POST',
    url: '/v1/enroll',
    summary: 'A one-time code of an administrator makes this machine a desk.',
    tag,
    signIn: true,
    body: enrollBody,
    answer: enrollAnswer,
    run: ({ body, from }) => auth.enroll(body, from),
  });
  open({
    method: 'POST',
    url: '/v1/session/challenge',
    summary: 'What a desk has to sign; for one minute and once.',
    tag,
    proto: 'old',
    body: challengeBody,
    answer: challengeAnswer,
    run: ({ body }) => auth.challenge(body),
  });
  open({
    method: 'POST',
    url: '/v1/session',
    summary: 'The signed challenge becomes the token of a desk.',
    tag,
    proto: 'old',
    signIn: true,
    body: deskSessionBody,
    answer: deskSessionAnswer,
    run: ({ body, from }) => auth.deskSession(body, from),
  });
  open({
    method: 'POST',
    url: '/v1/session/refresh',
    summary: 'New tokens for old; an old refresh token that comes twice ends the session.',
    tag,
    proto: 'old',
    body: refreshBody,
    answer: tokens,
    run: ({ body }) => auth.refresh(body.refresh),
  });
  call(['desk', 'staff', 'reader', 'vendor'], {
    method: 'DELETE',
    url: '/v1/session',
    summary: 'Ends the session of the token at once.',
    tag,
    proto: 'old',
    unchanged: true,
    answer: done,
    async run({ who }) {
      await auth.end(who.session);
      return { ok: true as const };
    },
  });
}

function addAdministration({ call }: Calls, { service, live }: RouteParts): void {
  const { auth, store } = service;
  call(['desk', 'staff'], {
    method: 'GET',
    url: '/v1/desks',
    summary: 'All desks of the library.',
    tag,
    answer: desksAnswer,
    async run() {
      const desks = await store.reads.desks();
      return {
        desks: desks.map(({ id, code, name, campus, vouched, enrolledOn, seenOn, revoked }) => ({
          desk: id,
          deskCode: code,
          name,
          campus,
          madeAlone: vouched,
          enrolledOn,
          seenOn,
          revoked,
        })),
      };
    },
  });
  call(['desk'], {
    method: 'POST',
    url: '/v1/desk',
    summary: 'What enrolling answered, once more: for a desk that the answer did not reach.',
    tag,
    body: enrollAgainBody,
    answer: enrollAnswer,
    run: ({ who, body }) => auth.enrollAgain(who.desk, body),
  });
  call(['desk'], {
    method: 'POST',
    url: '/v1/desks/fork',
    summary:
      'After 409 forked: an id of its own for one of two machines that count under the same.',
    tag,
    body: forkBody,
    answer: forkAnswer,
    run: ({ who, body }) => auth.forkDesk(who.desk, body),
  });
  call(['staff'], {
    method: 'POST',
    url: '/v1/desks/revoke',
    summary: 'Administrators: takes a desk out at once.',
    tag,
    body: revokeDeskBody,
    answer: done,
    async run({ who, body }) {
      const answer = await auth.revokeDesk(who.staff, body.desk);
      if (!hasFailed(answer)) live.cut(body.desk, 'revoked');
      return answer;
    },
  });
  call(['staff'], {
    method: 'POST',
    url: '/v1/enroll-codes',
    summary: 'Administrators: a code for one new desk of a campus, for ten minutes.',
    tag,
    body: enrollCodeBody,
    answer: enrollCodeAnswer,
    run: ({ who, body }) => auth.enrollCode(who.staff, body.campus),
  });
}

/** Adds them. */
export function addDeskRoutes(app: App, parts: RouteParts): void {
  const calls = callsOf(app);
  addSessions(calls, parts);
  addAdministration(calls, parts);
}

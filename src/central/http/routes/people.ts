// Staff: signing in at a desk, passwords, readers in full, the audit trail, the demonstration's clock.

import {
  auditAnswer,
  auditQuery,
  clockAnswer,
  clockBody,
  eraseReaderAnswer,
  eraseReaderBody,
  findReadersAnswer,
  findReadersBody,
  firstAdminBody,
  passwordBody,
  personSessionAnswer,
  personSessionBody,
  givePinAnswer,
  givePinBody,
  revealAnswer,
  revealBody,
} from '../../../shared/sync/entry.ts';
import type { Staff } from '../../../shared/library/entities.ts';
import { OTHER_RIGHTS, mayDo } from '../../../shared/queues/rights.ts';
import { eraseReader } from '../../erasing/erase-reader.ts';
import { failure } from '../../failure.ts';
import type { Failure } from '../../failure.ts';
import { isAdmin, staffById } from '../../auth/known.ts';
import type { Service } from '../../service-port.ts';
import { callsOf } from '../call.ts';
import type { App, Calls } from '../call.ts';
import { TAGS } from '../document.ts';
import { findReaders } from '../find-readers.ts';
import type { RouteParts } from '../routes.ts';
import { done } from './desks.ts';
import { DAY_MS } from '../../../shared/lib/time.ts';

const tag = TAGS.people;
const STEPS = { hour: 3_600_000, day: DAY_MS };

function addSignIn({ open, call }: Calls, { service: { auth } }: RouteParts): void {
  call(['desk'], {
    method: 'POST',
    url: '/v1/session/person',
    summary: 'Somebody signs in at the desk of the token.',
    tag,
    body: personSessionBody,
    answer: personSessionAnswer,
    run: ({ who, body, from }) => auth.personSession(who.desk, body, from),
  });
  call(['staff', 'vendor'], {
    method: 'POST',
    url: '/v1/password',
    summary:
      'One’s own password by the old one; administrators: somebody’s next one, to be changed.',
    tag,
    unchanged: true,
    body: passwordBody,
    answer: done,
    run: ({ who, body }) => auth.password(who, body),
  });
  open({
    method: 'POST',
    url: '/v1/first-admin',
    summary: 'The code that the service of an empty library prints makes its first administrator.',
    tag,
    signIn: true,
    body: firstAdminBody,
    answer: done,
    run: ({ body, from }) => auth.firstAdmin(body, from),
  });
}

/** Refuses somebody without the right to see readers in full. */
async function revealFailure(service: Service, staff: Staff): Promise<Failure | null> {
  const known = await staffById(service.lane, staff.id);
  if (known?.actor && mayDo('reader.reveal', known.actor)) return null;
  const roles = OTHER_RIGHTS['reader.reveal'].join(' ');
  return failure(403, 'forbidden', { action: 'reveal', roles, reach: null });
}

function addReaders({ call }: Calls, { service, options }: RouteParts): void {
  const { auth, store, lane } = service;
  const audit = (what: string, who: Staff, desk: string, facts: Record<string, string | number>) =>
    store.auth.audit({ at: options.clock.now(), what, who: who.id, desk, facts });
  call(['staff'], {
    method: 'POST',
    url: '/v1/reveal',
    summary:
      'A reader in full, after the command reader.reveal; both are noted in the audit trail.',
    tag,
    body: revealBody,
    answer: revealAnswer,
    async run({ who, body }) {
      const denied = await revealFailure(service, who.staff);
      if (denied) return denied;
      const row = await lane.look((world) => world.get('private', body.readerId));
      if (!row) return failure(404, 'not_found', { kind: 'reader' });
      await audit('reveal_sent', who.staff, who.desk.id, { reader: body.readerId });
      const { name, card, phone, email } = row;
      return { name, card, phone, email };
    },
  });
  call(['staff'], {
    method: 'POST',
    url: '/v1/readers/pin',
    summary: 'A PIN for a reader who has none or has forgotten it; it has to be changed at once.',
    tag,
    body: givePinBody,
    answer: givePinAnswer,
    run: ({ who, body }) => auth.givePin(who.staff, who.desk.id, body.readerId),
  });
  call(['staff'], {
    method: 'POST',
    url: '/v1/readers/find',
    summary: 'Ids of readers whose name begins so, at most 50.',
    tag,
    body: findReadersBody,
    answer: findReadersAnswer,
    async run({ who, body }) {
      const denied = await revealFailure(service, who.staff);
      if (denied) return denied;
      const ids = await findReaders(store.reads, body.name);
      await audit('find_readers', who.staff, who.desk.id, { found: ids.length });
      return { ids };
    },
  });
}

function addAdministration({ call }: Calls, { service, options }: RouteParts): void {
  call(['staff'], {
    method: 'GET',
    url: '/v1/audit',
    summary: 'Administrators: who came in and what was administered, newest first.',
    tag,
    query: auditQuery,
    answer: auditAnswer,
    async run({ who, query }) {
      const known = await staffById(service.lane, who.staff.id);
      if (!known || !isAdmin(known)) {
        return failure(403, 'forbidden', { action: 'administer', roles: 'admin', reach: null });
      }
      const { limit, before = null } = query;
      return { lines: await service.store.auth.auditLines(limit, before) };
    },
  });
  call(['staff'], {
    method: 'POST',
    url: '/v1/readers/erase',
    summary: 'Administrators: erases a reader; refused while a request, loan or hold is open.',
    tag,
    body: eraseReaderBody,
    answer: eraseReaderAnswer,
    // The right is asked by the command itself, whose line in the audit trail says who.
    run: ({ who, body }) =>
      eraseReader({ ...service, newId: options.newId }, body.readerId, who.staff.id),
  });
  call(['staff'], {
    method: 'POST',
    url: '/v1/clock',
    summary: 'Sets the demonstration’s clock forward for every desk.',
    tag,
    body: clockBody,
    answer: clockAnswer,
    async run({ who, body }) {
      const moved = await service.advanceClock(STEPS[body.by]);
      const { clockOffset } = service.info();
      if (!moved || clockOffset === null) return failure(403, 'not_demo');
      const line = { at: options.clock.now(), what: 'clock', who: who.staff.id, desk: who.desk.id };
      await service.store.auth.audit({ ...line, facts: { by: body.by } });
      return { clockOffset };
    },
  });
}

/** Adds them. */
export function addPeopleRoutes(app: App, parts: RouteParts): void {
  const calls = callsOf(app);
  addSignIn(calls, parts);
  addReaders(calls, parts);
  addAdministration(calls, parts);
}

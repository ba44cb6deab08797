// The demo as tests see it: every row of one seed by kind, and its calendars and policies compiled.

import { createHash, createHmac } from 'node:crypto';
import { compileCalendars } from '../../shared/library/calendar.ts';
import { policiesOf } from '../../shared/library/policies.ts';
import { POLICY_DEFAULTS } from '../../shared/queues/policies.ts';
import type { Kind, Kinds } from '../../shared/queues/world/world.ts';
import { demoLibrary } from '../library.ts';

/** Hash of a card as a desk makes it. */
export const cardHash = (card: string) => createHmac('sha256', 'key').update(card).digest('hex');
/** Hex SHA-256 by the platform. */
export const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex');
/** The demo. */
export const library = demoLibrary({ cardHash });

const rows = new Map<Kind, Kinds[Kind][]>();
for (const { kind, row } of library.rows()) {
  const list = rows.get(kind);
  if (list) list.push(row);
  else rows.set(kind, [row]);
}

/** All rows of a kind. */
export const all = <K extends Kind>(kind: K) => (rows.get(kind) ?? []) as Kinds[K][];
/** Rows of a kind by id. */
export const byId = <K extends Kind>(kind: K) =>
  new Map<string, Kinds[K]>(all(kind).map((row) => [row.id, row]));

const campuses = all('place').filter((place) => place.kind === 'campus');
/** Opening hours. */
export const calendars = compileCalendars(
  all('calendar'),
  Object.fromEntries(campuses.map((campus) => [campus.id, campus.calendarId ?? ''])),
  'Asia/Shanghai',
);
/** Policies. */
export const policies = policiesOf(POLICY_DEFAULTS, all('policy'));

// Policies, calendars and places as decisions read them, compiled from rows and kept until one of those rows changes.

import { compileCalendars } from '../../../shared/library/calendar.ts';
import type { Place } from '../../../shared/library/entities.ts';
import { policiesOf } from '../../../shared/library/policies.ts';
import { isZone } from '../../../shared/library/zone.ts';
import { POLICY_DEFAULTS } from '../../../shared/queues/policies.ts';
import type { Kind, Settings } from '../../../shared/queues/world.ts';
import { allRows } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';

/** Kinds that settings are made from. */
export const SETTINGS_KINDS: ReadonlySet<Kind> = new Set<Kind>(['policy', 'calendar', 'place']);

/** Compiles the settings that lie in a replica. */
export function compileSettings(statements: Statements): Settings {
  const policies = policiesOf(POLICY_DEFAULTS, allRows(statements, 'policy'));
  const places = allRows(statements, 'place');
  const byId = new Map(places.map((each) => [each.id, each]));
  const byCode = new Map(places.map((each) => [each.code, each]));
  const ofCampus: Record<string, string> = {};
  for (const each of places) {
    if (each.kind === 'campus' && each.calendarId !== null) ofCampus[each.id] = each.calendarId;
  }
  const named = policies.text('library.zone');
  // A zone that this machine does not know must not keep the desk shut.
  const zone = isZone(named) ? named : policiesOf(POLICY_DEFAULTS, []).text('library.zone');
  return {
    policies,
    calendars: compileCalendars(allRows(statements, 'calendar'), ofCampus, zone),
    place: (id: string): Place | undefined => byId.get(id),
    placeByCode: (code: string): Place | undefined => byCode.get(code),
  };
}

// Policies, calendars and places as decisions read them, compiled from their rows.

import { compileCalendars } from '../../library/calendar.ts';
import type { Calendar, Place, Policy } from '../../library/entities.ts';
import { policiesOf } from '../../library/policies.ts';
import { rangeKeyed } from '../../library/shelf-keys.ts';
import { isZone } from '../../library/zone.ts';
import { POLICY_DEFAULTS } from '../policies.ts';
import type { Kind, Settings } from './world.ts';

/** Kinds that settings are made from. */
export const SETTINGS_KINDS: ReadonlySet<Kind> = new Set<Kind>(['policy', 'calendar', 'place']);

/** Compiles settings from all rows of their kinds. */
export function settingsOf(
  policyRows: Policy[],
  calendarRows: Calendar[],
  places: readonly Place[],
): Settings {
  const policies = policiesOf(POLICY_DEFAULTS, policyRows);
  const stored = new Map(places.map((each) => [each.id, each]));
  const keyed = places.map((each) =>
    rangeKeyed(each, policies, stored.get(each.parentId ?? '') ?? null),
  );
  const byId = new Map(keyed.map((each) => [each.id, each]));
  const byCode = new Map(keyed.map((each) => [each.code, each]));
  const ofCampus: Record<string, string> = {};
  for (const each of places) {
    if (each.kind === 'campus' && each.calendarId !== null) ofCampus[each.id] = each.calendarId;
  }
  const named = policies.text('library.zone');
  // A zone that this machine does not know must not keep the desk shut.
  const zone = isZone(named) ? named : policiesOf(POLICY_DEFAULTS, []).text('library.zone');
  return {
    policies,
    calendars: compileCalendars(calendarRows, ofCampus, zone),
    place: (id) => byId.get(id),
    placeByCode: (code) => byCode.get(code),
  };
}

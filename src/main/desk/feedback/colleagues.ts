// Who else may do something, by name.

import type { OTHER_RIGHTS } from '../../../shared/queues/rights.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import { grantsInForce } from '../auth/session.ts';
import { allRows } from '../db/statements.ts';
import type { VoiceSource } from './source.ts';

/** Somebody with their own reader's row. */
export interface Colleague {
  id: string;
  name: string;
  readerId: string | null;
}

/** Active staff whose roles of today carry the right, by name. */
export function colleaguesWith(
  { statements, settings, now }: VoiceSource,
  right: keyof typeof OTHER_RIGHTS,
): Colleague[] {
  const today = settings.calendars.dayOf(now);
  return allRows(statements, 'staff')
    .filter((staff) => staff.active)
    .filter(({ id, readerId, ...staff }) =>
      mayDo(right, { id, readerId, grants: grantsInForce({ id, readerId, ...staff }, today) }),
    )
    .map(({ id, name, readerId }) => ({ id, name, readerId }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'zh'));
}

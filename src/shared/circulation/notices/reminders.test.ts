// Where loans are looked for that somebody is to be reminded of.

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { START, modelEnv } from '../../../../tests/support/model-library.ts';
import { daysAfter, instantOf, millis } from '../../lib/time.ts';
import type { Loan } from '../../library/entities.ts';
import { duesToRemind, reminderNow, remindersOf } from './reminders.ts';

const { settings } = modelEnv;
const MINUTE = 60_000;
const lent = { copyId: 'c1', readerId: 'reader-1', lentOn: daysAfter(START, -90), channel: 'desk' };
const open = { requestId: null, closedOn: null, charge: null } as const;

it('every loan of which a reader is reminded now is due in one of the spans', () => {
  const minutes = fc.integer({ min: -50 * 1440, max: 50 * 1440 });
  const hours = fc.integer({ min: 0, max: 1440 });
  fc.assert(
    fc.property(minutes, hours, (late, hour) => {
      const now = instantOf(millis(START) + hour * MINUTE);
      const dueOn = instantOf(millis(now) + late * MINUTE);
      const loan = { id: 'l1', ver: 1, ...lent, ...open, dueOn } as Loan;
      if (reminderNow(remindersOf('loan', loan, settings), dueOn, now) === null) return;
      const spans = duesToRemind(settings, now);
      expect(spans.some(({ from, to }) => from <= dueOn && dueOn <= to)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

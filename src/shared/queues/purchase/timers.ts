// When a waiting purchase line moves by itself, and until when its clock stands still.

import type { Calendars } from '../../library/calendar.ts';
import type { Policies } from '../../library/policies.ts';
import { addDays } from '../../library/zone.ts';
import { addMinutes } from '../../lib/time.ts';
import type { Instant } from '../../lib/time.ts';
import type { Due } from '../queue.ts';
import type { Request } from '../request.ts';
import { purchaseFields } from './fields.ts';

const MINUTES_OF_A_DAY = 1440;

/** End of the last day on which a question may be answered. */
export function answerBy(request: Request, policies: Policies, calendars: Calendars): Instant {
  const asked = calendars.dayOf(request.enteredOn);
  return calendars.endOf(addDays(asked, policies.number('purchase.answer_days')));
}

/** When a deferred line comes back for review. */
export function deferredUntil(
  request: Request,
  _policies: Policies,
  calendars: Calendars,
): Instant | null {
  const day = purchaseFields(request).deferredUntil;
  return day === null ? null : calendars.startOf(day);
}

/** End of the day on which the vendor expects to ship. */
export function expectedUntil(
  request: Request,
  _policies: Policies,
  calendars: Calendars,
): Instant | null {
  const day = purchaseFields(request).expectedOn;
  return day === null ? null : calendars.endOf(day);
}

/** When the reader's loan falls due. */
export function loanUntil(request: Request): Instant | null {
  return purchaseFields(request).dueOn;
}

/** First instant at which a book not returned is charged. */
export function writeOffOn(request: Request, policies: Policies): Instant | null {
  const dueOn = purchaseFields(request).dueOn;
  if (dueOn === null) return null;
  return addMinutes(dueOn, policies.number('purchase.write_off_days') * MINUTES_OF_A_DAY);
}

function deferredDue(request: Request, policies: Policies, calendars: Calendars): Due | null {
  const end = purchaseFields(request).fundYearEnd;
  const resumeAt = deferredUntil(request, policies, calendars);
  const endAt = end === null ? null : calendars.endOf(end);
  if (endAt !== null && (resumeAt === null || endAt <= resumeAt)) {
    return { action: 'cancel', at: endAt, input: { reason: 'budget' } };
  }
  return resumeAt === null ? null : { action: 'resume', at: resumeAt, input: {} };
}

/** What the system does with a line by itself, and when: no answer, deferral over, book not returned. */
export function purchaseDue(
  request: Request,
  policies: Policies,
  calendars: Calendars,
): Due | null {
  switch (request.state) {
    case 'needs_info':
      return {
        action: 'cancel',
        at: answerBy(request, policies, calendars),
        input: { reason: 'no_answer' },
      };
    case 'deferred':
      return deferredDue(request, policies, calendars);
    case 'with_reader': {
      const at = writeOffOn(request, policies);
      return at === null ? null : { action: 'write_off', at, input: {} };
    }
    default:
      return null;
  }
}

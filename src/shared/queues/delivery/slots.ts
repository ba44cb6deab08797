// Delivery slots: a day and a window of the day's list, `2018-06-06 10:00-12:00`, in the library's zone.

import type { Calendars } from '../../library/calendar.ts';
import type { Policies } from '../../library/policies.ts';
import { addDays, minutesOf } from '../../library/zone.ts';
import type { Refusal } from '../../lib/result.ts';
import { addMinutes } from '../../lib/time.ts';
import type { Day, Instant } from '../../lib/time.ts';
import type { Context } from '../queue.ts';
import { refuseDelivery } from './refusals.ts';

function partsOf(slot: string): { day: Day; window: string; from: string; to: string } {
  const [day = '', window = ''] = slot.split(' ');
  const [from = '00:00', to = '24:00'] = window.split('-');
  return { day, window, from, to };
}

/** When a slot begins; throws where the window is no time of day. */
export function slotStart(slot: string, calendars: Calendars): Instant {
  const { day, from } = partsOf(slot);
  return addMinutes(calendars.startOf(day), minutesOf(from));
}

/** When a slot ends; throws where the window is no time of day. */
export function slotEnd(slot: string, calendars: Calendars): Instant {
  const { day, to } = partsOf(slot);
  return addMinutes(calendars.startOf(day), minutesOf(to));
}

/** Slots that can still be chosen for a campus, soonest first; how full they are is not looked at. */
export function slotsAhead(
  now: Instant,
  campus: string,
  policies: Policies,
  calendars: Calendars,
): string[] {
  const today = calendars.dayOf(now);
  const calendar = calendars.ofCampus(campus);
  const days = Array.from({ length: policies.number('delivery.slot_days') }, (_, ahead) =>
    addDays(today, ahead),
  );
  return days
    .flatMap((day) => policies.list('delivery.slots').map((window) => `${day} ${window}`))
    .filter((slot) => {
      const start = slotStart(slot, calendars);
      return start > now && calendars.isOpen(calendar, start);
    });
}

/** Refuses a slot that is none, is over, lies too far ahead, when the campus is closed, or that is full. */
export function slotCheck(slot: string, campus: string, context: Context): Refusal | null {
  const { policies, calendars, now } = context;
  const { day, window } = partsOf(slot);
  if (!policies.list('delivery.slots').includes(window)) {
    return refuseDelivery('bad_input', { field: 'slot', problem: 'options' });
  }
  const start = slotStart(slot, calendars);
  if (start <= now) return refuseDelivery('slot_over', { slot });
  const last = addDays(context.today, policies.number('delivery.slot_days') - 1);
  if (day > last) return refuseDelivery('slot_too_far', { slot, day: last });
  if (!calendars.isOpen(calendars.ofCampus(campus), start)) {
    return refuseDelivery('slot_closed', { slot, campus });
  }
  const ceiling = policies.number('delivery.slot_ceiling');
  const taken = context.slotLoad;
  return taken >= ceiling ? refuseDelivery('slot_full', { slot, taken, ceiling }) : null;
}

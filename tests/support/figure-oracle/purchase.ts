// What first reads cost, how they came back and how often they were lent afterwards, by hand.

import { addMonths } from '../../../src/shared/figures/periods.ts';
import { fold } from '../../../src/shared/queues/engine/fold.ts';
import { QUEUES } from '../../../src/shared/queues/index.ts';
import type { Request, RequestEvent } from '../../../src/shared/queues/request.ts';
import { at, asked, counting, dayOf, part, stepOf, until } from './scene.ts';
import type { Oracle, Part, Scene } from './scene.ts';

/** What an event of those that count spent, from which fund. */
function spendings(scene: Scene, request: Request) {
  const events = counting(scene.eventsOf(request.id));
  return events.flatMap((event, place) => {
    const before = fold(QUEUES[request.queue], events.slice(0, Math.max(1, place)));
    const isWaived = event.action === 'settle' && event.facts['outcome'] === 'waived';
    const invoice = event.action === 'accept' ? Number(event.patch?.fields?.['invoice'] ?? 0) : 0;
    const amount = invoice + (isWaived ? before.encumbered : 0);
    return amount === 0 ? [] : [{ day: dayOf(scene, event.at), fund: before.fundId, amount }];
  });
}

const cost: Oracle = (scene) =>
  asked(scene).flatMap((request) => {
    const { to } = scene.question;
    const onDays = scene.eventsOf(request.id).map((event) => dayOf(scene, event.at));
    const wasRead = onDays.some(
      (day) =>
        day <= to && at(scene, request, day)?.events.some((event) => event.to === 'with_reader'),
    );
    if (!wasRead) return [];
    return spendings(scene, request).flatMap(({ day, amount }) => {
      const step = stepOf(scene, day);
      return step === undefined ? [] : [part(step, 'cost', request.id, amount)];
    });
  });

const trial: Oracle = (scene) => {
  const { to } = scene.question;
  const today = dayOf(scene, scene.now);
  const last = to < today ? to : today;
  return asked(scene).flatMap((request) => {
    const spent = spendings(scene, request).filter(
      ({ day, fund }) =>
        day <= to && scene.funds.some(({ id, lastDay }) => id === fund && lastDay < last),
    );
    const amount = spent.reduce((sum, each) => sum + each.amount, 0);
    const fund = spent.at(-1)?.fund ?? '';
    if (amount === 0) return [];
    return [part(fund, 'lines', request.id), part(fund, 'spent', request.id, amount)];
  });
};

/** Each time that a book had been with its reader and came back, or was given up. */
function returns(events: readonly RequestEvent[]) {
  return events.filter((event, place) => {
    if (event.to === event.from || !['returned', 'not_returned'].includes(event.to)) return false;
    const before = events.slice(0, place).filter(({ from, to }) => from !== to);
    const last = before.findLast(({ to }) => to !== 'exception');
    return last?.to === 'with_reader';
  });
}

const onTime: Oracle = (scene) =>
  asked(scene).flatMap((request) => {
    const events = counting(scene.eventsOf(request.id));
    return returns(events).flatMap((event) => {
      const step = stepOf(scene, dayOf(scene, event.at));
      const until = fold(QUEUES.purchase, events.slice(0, events.indexOf(event))).fields['dueOn'];
      if (step === undefined || typeof until !== 'string') return [];
      const inTime = event.to === 'returned' && event.at <= until;
      return [part(step, 'in_time', request.id, inTime ? 1 : 0)];
    });
  });

const loansAfter: Oracle = (scene) =>
  asked(scene).flatMap((request) =>
    counting(scene.eventsOf(request.id)).flatMap((event): Part[] => {
      if (event.action !== 'shelve' || event.from !== 'accepted' || event.to !== 'done') return [];
      const day = dayOf(scene, event.at);
      const step = stepOf(scene, day);
      const first = scene.loans.map(({ lentOn }) => lentOn).toSorted()[0];
      if (step === undefined || first === undefined || day < dayOf(scene, first)) return [];
      const end = scene.settings.calendars.endOf(dayOf(scene, until(scene)));
      const lent = scene.loans.filter(
        ({ copyId, requestId, lentOn }) =>
          copyId === request.copyId &&
          requestId !== request.id &&
          dayOf(scene, lentOn) >= day &&
          dayOf(scene, lentOn) < addMonths(day, 12) &&
          lentOn < end,
      );
      return [part(step, 'loans', request.id, lent.length)];
    }),
  );

/** They by name. */
export const PURCHASE = {
  read_first_cost: cost,
  trial,
  on_time_returns: onTime,
  loans_after: loansAfter,
};

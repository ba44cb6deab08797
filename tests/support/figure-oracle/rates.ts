// Rates and ways of copies, by hand.

import { QUEUES } from '../../../src/shared/queues/index.ts';
import { labelOf } from '../../../src/shared/queues/states.ts';
import { ENDED, part, counting, asked, isHere, stepOf, dayOf, open } from './scene.ts';
import type { Oracle, Part } from './scene.ts';

const rates: Oracle = (scene) =>
  asked(scene).flatMap((request) => {
    const all = scene.eventsOf(request.id);
    const alive = counting(all);
    const label = (state: string | null) => labelOf(QUEUES[request.queue], state ?? '');
    return all.flatMap((event) => {
      const key = stepOf(scene, dayOf(scene, event.at));
      if (key === undefined) return [];
      const counts = alive.includes(event);
      const moved = event.from !== null && event.from !== event.to;
      const parts: Part[] = [];
      const say = (series: string, value: number, weight: number, isSo: boolean) => {
        const listed = series === 'scan' ? value === 0 : weight === 0;
        if (isSo) parts.push(part(key, series, request.id, value, { weight, listed }));
      };
      say('undo', 1, 0, event.undoes !== null);
      say('undo', 0, 1, event.undoes === null && moved);
      const wasEnded = ENDED.has(label(event.from));
      const isEnded = ENDED.has(label(event.to));
      say('reopen', 1, 0, counts && moved && wasEnded && !isEnded);
      say('reopen', 0, 1, counts && moved && !wasEnded && isEnded);
      say('lapse', 1, 0, counts && moved && event.action === 'expire');
      const over = event.from === 'ready' && event.to !== 'exception';
      say('lapse', 0, 1, counts && moved && over);
      const problem =
        event.action === 'report_problem' &&
        ['misrouted', 'wrong_item'].includes(event.reason ?? '');
      const wrong = event.action === 'seen_at' || problem;
      say('misship', 1, 0, counts && wrong);
      const there = ['receive', 'receive_home', 'ship', 'hand_over'].includes(event.action);
      say('misship', 0, 1, counts && (wrong || (moved && there)));
      const scanned = event.undoes === null && event.evidence?.scan !== undefined;
      say('scan', event.evidence?.source === 'typed' ? 0 : 1, 1, scanned);
      return parts;
    });
  });

const transit: Oracle = (scene) =>
  scene.requests.flatMap((request) => {
    const { question } = scene;
    if (request.queue !== 'reallocation') return [];
    if (question.collection !== null && request.collection !== question.collection) return [];
    const parts: Part[] = [];
    const events = counting(scene.eventsOf(request.id));
    for (const [place, event] of events.entries()) {
      if (event.action !== 'receive' && event.action !== 'receive_home') continue;
      const before = events.slice(0, place);
      const start = before.findLast(
        ({ from, to }) => from !== to && (to === 'picked' || to === 'returning'),
      );
      const used = before.slice(start ? before.indexOf(start) : 0);
      const taken = used.some(({ action }) => action === 'receive' || action === 'receive_home');
      const day = dayOf(scene, event.at);
      const from = start?.campus ?? '';
      const to = event.campus ?? '';
      if (!start || taken || from === to || !isHere(scene, from)) continue;
      if (day < question.from || day > question.to) continue;
      parts.push(part(`${from}>${to}`, 'p50', request.id, open(scene, from, start.at, event.at)));
    }
    return parts;
  });

/** They by name. */
export const RATES = { rates, transit_routes: transit };

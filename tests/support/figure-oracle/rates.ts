// Rates and ways of copies, by hand.

import { addMinutes } from '../../../src/shared/lib/time.ts';
import { isAside } from '../../../src/shared/queues/engine/fold.ts';
import type { RequestEvent } from '../../../src/shared/queues/request.ts';
import { QUEUES } from '../../../src/shared/queues/index.ts';
import { labelOf } from '../../../src/shared/queues/states.ts';
import { ENDED, part, counting, asked, isHere, stepOf, dayOf, open, lastInstant } from './scene.ts';
import type { Oracle, Part, Scene } from './scene.ts';

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

/** Claims by hand: at each of the events that give one, what came of it until the next claim or the end of the record. */
function claimsOf(events: readonly RequestEvent[], isEnd: (state: string) => boolean) {
  const over: { at: string; lapsed: boolean }[] = [];
  for (const [place, begun] of events.entries()) {
    if (begun.action !== 'claim' && begun.action !== 'take_over') continue;
    const minutes = (Date.parse(String(begun.facts['until'])) - Date.parse(begun.at)) / 60_000;
    let until = String(begun.facts['until']);
    let end: { at: string; lapsed: boolean } | null = null;
    for (const event of events.slice(place + 1)) {
      if (event.at >= until) break;
      // Claiming again renews: what is told of it is told of the later claim.
      const isRenewed = event.action === 'claim';
      const isGivenUp = event.action === 'release' || event.action === 'take_over';
      const isClosed = event.from !== event.to && isEnd(event.to);
      if (isRenewed || isGivenUp || isClosed) {
        end = { at: isRenewed ? '' : event.at, lapsed: false };
        break;
      }
      const isStep = event.actor === begun.actor && event.undoes === null && !isAside(event);
      if (isStep) until = addMinutes(event.at, minutes);
    }
    over.push(end ?? { at: until, lapsed: true });
  }
  return over.filter(({ at }) => at !== '');
}

const claims: Oracle = (scene) =>
  asked(scene).flatMap((request) => {
    const isEnd = (state: string) => ENDED.has(labelOf(QUEUES[request.queue], state));
    return claimsOf(scene.eventsOf(request.id), isEnd).flatMap(({ at, lapsed }) => {
      const step = stepOf(scene, dayOf(scene, at));
      if (step === undefined || at.slice(0, 19) > lastInstant(scene).slice(0, 19)) return [];
      return [part(step, 'claim_lapse', request.id, lapsed ? 1 : 0, { listed: lapsed })];
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
export const RATES = {
  rates: (scene: Scene) => [...rates(scene), ...claims(scene)],
  transit_routes: transit,
};

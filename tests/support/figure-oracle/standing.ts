// Where requests stood, by hand.

import { addDays } from '../../../src/shared/library/zone.ts';
import { part, at, asked, isHere, stepOf, days, dayOf, lastInstant } from './scene.ts';
import type { Oracle, Part } from './scene.ts';

const status: Oracle = (scene) =>
  scene.requests.flatMap((request) => {
    const { queue, collection, to } = scene.question;
    if (request.queue !== queue) return [];
    if (collection !== null && request.collection !== collection) return [];
    const standing = at(scene, request, to);
    if (!standing || !isHere(scene, standing.campus)) return [];
    return [part(standing.label, standing.bySystem ? 'system' : 'requests', request.id)];
  });

const trend: Oracle = (scene) =>
  asked(scene, false).flatMap((request) => {
    const step = stepOf(scene, dayOf(scene, request.submittedOn));
    const standing = at(scene, request, scene.question.to);
    if (step === undefined || !standing || !isHere(scene, standing.campus)) return [];
    return [part(step, standing.label, request.id)];
  });

const backlog: Oracle = (scene) =>
  scene.steps.flatMap((step) =>
    asked(scene, false).flatMap((request) => {
      const standing = at(scene, request, step.to ?? '');
      if (!standing || standing.ended || !isHere(scene, standing.campus)) return [];
      return [part(step.key, standing.label, request.id)];
    }),
  );

const backlogAge: Oracle = (scene) =>
  asked(scene, false).flatMap((request) => {
    const { settings, question } = scene;
    const standing = at(scene, request, question.to);
    if (!standing || standing.ended || !isHere(scene, standing.campus)) return [];
    const calendar = settings.calendars.ofCampus(standing.campus);
    const { submittedOn } = request;
    const end = lastInstant(scene);
    const age = settings.calendars.openDaysBetween(calendar, submittedOn, end);
    const band = age <= 1 ? '0-1' : age <= 3 ? '2-3' : age <= 7 ? '4-7' : '8+';
    return [part(band, standing.label, request.id)];
  });

/** What changed overnight: asked for, ended or opened again, and from one campus to another while at work. */
const netFlow: Oracle = (scene) =>
  asked(scene, false).flatMap((request) =>
    days(scene.question.from, scene.question.to).flatMap((day) => {
      const now = at(scene, request, day);
      const before = at(scene, request, addDays(day, -1));
      if (!now) return [];
      const parts: Part[] = [];
      const say = (campus: string, series: string, value: number, net: number) => {
        if (!isHere(scene, campus)) return;
        const step = stepOf(scene, day) ?? '';
        parts.push(part(step, series, request.id, value), part(step, 'net', request.id, net));
      };
      if (!before) say(now.campus, 'created', 1, 1);
      if (
        before &&
        !before.ended &&
        before.campus !== now.campus &&
        scene.question.campus !== null
      ) {
        say(before.campus, 'moved', -1, -1);
        say(now.campus, 'moved', 1, 1);
      }
      const closed = Number(now.ended) - Number(before?.ended === true);
      if (closed !== 0) say(now.campus, 'closed', closed, -closed);
      return parts;
    }),
  );

/** They by name. */
export const STANDING = { status, trend, backlog, backlog_age: backlogAge, net_flow: netFlow };

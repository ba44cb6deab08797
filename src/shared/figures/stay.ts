// How long a request stayed where, on which ways its copy went, and what money it held and spent: one replay of what counts.

import { applyEvent } from '../queues/engine/fold.ts';
import type { Request, RequestEvent } from '../queues/request.ts';
import { holdsMoney, labelOf } from '../queues/states.ts';
import { millis } from '../lib/time.ts';
import type { Instant } from '../lib/time.ts';
import type { CourseRequest, CourseTools } from './course-input.ts';

/** A visit to a state. Undone moves are none. */
export interface Visit {
  /** An exception is a visit to the state that it came from. */
  state: string;
  /** Day on which it was left; 0 while the request is still there. */
  leftDay: number;
  /** Open minutes from entering to leaving; of a visit that goes on, 0. */
  minutes: number;
  /** Seconds since the epoch when it was entered. */
  enteredAt: number;
  /** 0 nothing was due, or a visit that goes on · 1 left in time · 2 left late. */
  late: number;
  /** Seconds since the epoch when it was due; 0 where nothing was. */
  dueAt: number;
  /** 1 where the request came to this state more than once. */
  again: number;
}

/** A copy's way from one campus to another, from its picking to its receipt. */
export interface Leg {
  day: number;
  from: string;
  to: string;
  minutes: number;
}

/** Money that a line commits, releases or spends; fen. */
export interface MoneyMove {
  day: number;
  fund: string;
  committed: number;
  spent: number;
}

/** What one replay gives. */
export interface Stay {
  visits: Visit[];
  legs: Leg[];
  money: MoneyMove[];
}

interface Pass {
  known: CourseRequest;
  tools: CourseTools;
  stay: Stay;
  dayAt(at: Instant): number;
  /** Whole open minutes on the calendar of a campus. */
  open(campus: string, a: Instant, b: Instant): number;
  /** Where and when the copy was picked for its present way. */
  picked: { at: Instant; campus: string } | null;
}

const seconds = (at: Instant) => Math.floor(millis(at) / 1000);

function passOf(known: CourseRequest, tools: CourseTools, dayAt: Pass['dayAt']): Pass {
  const { calendars } = tools;
  return {
    known,
    tools,
    stay: { visits: [], legs: [], money: [] },
    dayAt,
    open: (campus, a, b) => Math.floor(calendars.bh(calendars.ofCampus(campus), a, b)),
    picked: null,
  };
}

function visited({ state, cameFrom }: Request): string {
  return state === 'exception' ? (cameFrom ?? state) : state;
}

/** The visit that an event ends. */
function leave({ stay, tools, dayAt, open }: Pass, before: Request, event: RequestEvent): void {
  const due = tools.dueOf(before);
  stay.visits.push({
    state: visited(before),
    leftDay: dayAt(event.at),
    minutes: open(before.campus, before.enteredOn, event.at),
    enteredAt: seconds(before.enteredOn),
    late: due === null ? 0 : event.at > due ? 2 : 1,
    dueAt: due === null ? 0 : seconds(due),
    again: 0,
  });
}

/** Begins a way where a copy is taken up for one, ends it where it is received at another campus. */
function carry(pass: Pass, before: Request, event: RequestEvent): void {
  const starts = event.to === 'picked' || event.to === 'returning';
  if (starts && event.from !== event.to) {
    pass.picked = { at: event.at, campus: event.campus ?? before.campus };
  }
  if (event.action !== 'receive' && event.action !== 'receive_home') return;
  const { picked, stay, dayAt, open } = pass;
  const to = event.campus ?? before.campus;
  pass.picked = null;
  if (!picked || picked.campus === to) return;
  const minutes = open(picked.campus, picked.at, event.at);
  stay.legs.push({ day: dayAt(event.at), from: picked.campus, to, minutes });
}

/** Expenditure of an event: an invoice that is accepted, or the price of a book whose loss is waived. */
function spentBy(event: RequestEvent, before: Request | null): number {
  const fields = event.patch?.fields;
  if (event.action === 'accept') {
    const invoice = fields?.['invoice'];
    return typeof invoice === 'number' ? invoice : 0;
  }
  const waived = event.action === 'settle' && event.facts['outcome'] === 'waived';
  return waived ? (before?.encumbered ?? 0) : 0;
}

function held(tools: CourseTools, request: Request | null) {
  const holds = request !== null && holdsMoney(tools.definition, request);
  return { fund: request?.fundId ?? '', amount: holds ? request.encumbered : 0 };
}

function pay(pass: Pass, before: Request | null, now: Request, event: RequestEvent): void {
  const { stay, tools } = pass;
  const had = held(tools, before);
  const has = held(tools, now);
  const spent = spentBy(event, before);
  const day = pass.dayAt(event.at);
  const add = (fund: string, committed: number, paid: number) => {
    if (committed !== 0 || paid !== 0) stay.money.push({ day, fund, committed, spent: paid });
  };
  if (had.fund === has.fund) add(has.fund, has.amount - had.amount, spent);
  else {
    add(had.fund, -had.amount, had.fund === '' ? 0 : spent);
    add(has.fund, has.amount, had.fund === '' ? spent : 0);
  }
}

/** The visit that goes on; none at an end. */
function remain({ stay, known, tools }: Pass, now: Request): void {
  const label = labelOf(tools.definition, now.state);
  if (label !== 'pending' && label !== 'in_progress') return;
  stay.visits.push({
    state: visited(now),
    leftDay: 0,
    minutes: 0,
    enteredAt: seconds(now.enteredOn),
    late: 0,
    dueAt: known.dueAt === null ? 0 : seconds(known.dueAt),
    again: 0,
  });
}

function markRepeated(visits: readonly Visit[]): void {
  for (const visit of visits) {
    const isAgain = visits.some((other) => other !== visit && other.state === visit.state);
    visit.again = isAgain ? 1 : 0;
  }
}

/** Replays the events that count. */
export function stayOf(
  known: CourseRequest,
  alive: readonly RequestEvent[],
  tools: CourseTools,
  dayAt: (at: Instant) => number,
): Stay {
  const pass = passOf(known, tools, dayAt);
  const withMoney = tools.definition.name === 'purchase';
  const withWays = tools.definition.actions['send'] !== undefined;
  let now: Request | null = null;
  for (const event of alive) {
    const before: Request | null = now;
    now = applyEvent(tools.definition, before, event);
    if (before && event.from !== event.to) leave(pass, before, event);
    if (before && withWays) carry(pass, before, event);
    if (withMoney) pay(pass, before, now, event);
  }
  if (now) remain(pass, now);
  markRepeated(pass.stay.visits);
  return pass.stay;
}

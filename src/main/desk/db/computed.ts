// Columns of a request that follow from its rows, policies and calendars; made where a row is applied.

import type { Copy, Title } from '../../../shared/library/entities.ts';
import { shelfKeys } from '../../../shared/library/shelf-keys.ts';
import { foldText } from '../../../shared/library/search-tokens.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import type { Label, Request } from '../../../shared/queues/request.ts';
import type { StateSpec } from '../../../shared/queues/queue.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import { labelOf, markedState } from '../../../shared/queues/states.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';
import type { RequestComputed } from './tables.ts';

/** When a request is due in its present state, or until when its clock stands. */
export interface RequestClock {
  dueAt: string | null;
  pausedUntil: string | null;
  /** Target of the state in opening minutes; null where a promised day counts instead, or nothing does. */
  allowed: number | null;
}

const NOTHING_DUE: RequestClock = { dueAt: null, pausedUntil: null, allowed: null };

/** Due so many opening minutes after the clock began to run, or on the promised day. */
function runningClock(
  spec: StateSpec,
  request: Request,
  settings: Settings,
  from: Instant,
): RequestClock {
  const { policies, calendars } = settings;
  const promised = spec.dueOn?.(request, policies, calendars) ?? null;
  if (promised !== null) return { ...NOTHING_DUE, dueAt: promised };
  if (spec.target === undefined) return NOTHING_DUE;
  const allowed = policies.number(spec.target);
  const calendar = calendars.ofCampus(request.campus);
  return { dueAt: calendars.addOpenMinutes(calendar, from, allowed), pausedUntil: null, allowed };
}

/**
 * The clock of a request: late is `dueAt` before now. It stands up to the limit of a waiting
 * state and runs from there; an exception keeps the target of where it came from.
 */
export function clockOf(request: Request, settings: Settings): RequestClock {
  const spec = markedState(QUEUES[request.queue], request);
  if (!spec || request.endedOn !== null) return NOTHING_DUE;
  const { policies, calendars } = settings;
  const waits = request.state === 'exception' ? undefined : spec.pausedUntil;
  const until = waits?.(request, policies, calendars) ?? null;
  const clock = runningClock(spec, request, settings, until ?? request.enteredOn);
  return until === null ? clock : { ...clock, dueAt: clock.dueAt ?? until, pausedUntil: until };
}

/** From when a timer of the definition wants to act; null when none does. */
function timerOf(request: Request, settings: Settings): string | null {
  const due = QUEUES[request.queue].due?.(request, settings.policies, settings.calendars);
  return due?.at ?? null;
}

function textField(request: Pick<Request, 'fields'>, name: string): string | null {
  const value = request.fields[name];
  return typeof value === 'string' ? value : null;
}

/** What a request shows of its title and its copy. */
export interface BookText {
  title: Pick<Title, 'title' | 'callNumber' | 'isbn'> | undefined;
  copy: (Pick<Copy, 'barcode' | 'callNumber'> & { shelfKey: string }) | undefined;
}

/** Where its book stands, and what a list is searched in: code, title, call number, barcode. */
export function bookColumns(
  request: Pick<Request, 'code' | 'collection' | 'fields'>,
  { title, copy }: BookText,
  settings: Settings,
): Pick<RequestComputed, 'callKey' | 'search'> {
  const named = title?.title ?? textField(request, 'bookTitle') ?? '';
  const callNumber = copy?.callNumber ?? title?.callNumber ?? '';
  const isbn = title?.isbn ?? textField(request, 'isbn') ?? '';
  return {
    callKey:
      copy?.shelfKey ?? (title ? shelfKeys(settings).ofTitle(title, request.collection) : ''),
    search: foldText([request.code, named, callNumber, copy?.barcode ?? '', isbn].join(' ')),
  };
}

/** Computes every such column. */
export function computeRequest(
  request: Request,
  book: BookText,
  settings: Settings,
): RequestComputed {
  const label: Label = labelOf(QUEUES[request.queue], request.state);
  const clock = clockOf(request, settings);
  return {
    isOpen: request.endedOn === null ? 1 : 0,
    label,
    dueAt: clock.dueAt,
    pausedUntil: clock.pausedUntil,
    timerAt: timerOf(request, settings),
    month: request.submittedOn.slice(0, 7),
    kind: textField(request, 'kind'),
    vendorId: textField(request, 'vendorId'),
    isbn: textField(request, 'isbn'),
    slot: textField(request, 'slot'),
    courier: textField(request, 'courier'),
    claimBy: request.claim?.by ?? null,
    claimUntil: request.claim?.until ?? null,
    ...bookColumns(request, book, settings),
  };
}

/** Column names of `RequestComputed`, in the order in which they are written. */
export const COMPUTED_COLUMNS = [
  'isOpen',
  'label',
  'dueAt',
  'pausedUntil',
  'timerAt',
  'month',
  'callKey',
  'kind',
  'vendorId',
  'isbn',
  'slot',
  'courier',
  'claimBy',
  'claimUntil',
  'search',
] as const satisfies readonly (keyof RequestComputed)[];

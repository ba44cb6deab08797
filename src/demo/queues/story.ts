// One request told step by step: its events as the engine would write them, and its row as the fold of them.

import type { Notice } from '../../shared/library/entities.ts';
import { instantOf, millis } from '../../shared/lib/time.ts';
import type { Instant } from '../../shared/lib/time.ts';
import { fold } from '../../shared/queues/engine/fold.ts';
import type { QueueDefinition } from '../../shared/queues/queue.ts';
import type { Evidence, Request, RequestEvent, RequestPatch } from '../../shared/queues/request.ts';
import { hasEnded, holdsCopy } from '../../shared/queues/states.ts';
import { DEMO_START } from '../about.ts';
import { diceOf, idOf } from '../dice.ts';
import type { Dice } from '../dice.ts';
import type { Book } from './book.ts';
import { LAST_MOMENT, SYSTEM } from './stage.ts';
import type { Actor, Stage } from './stage.ts';
import { TRACES_SINCE } from './story-parts.ts';
import type { Opening, Step, Story, StoryCopy, Submission } from './story-parts.ts';

/** Room that one request leaves for its events, custody rows and notices in their numbering. */
const EVENTS = 32;
const CUSTODIES = 8;
const NOTICES = 16;

/** Begins a story of a queue. */
export function tell(
  stage: Stage,
  book: Book,
  definition: QueueDefinition,
  opening: Opening,
): Story {
  return new Teller(stage, book, definition, opening);
}

class Teller implements Story {
  readonly id: string;
  readonly code: string;
  readonly dice: Dice;
  readonly #stage: Stage;
  readonly #book: Book;
  readonly #definition: QueueDefinition;
  readonly #opening: Opening;
  readonly #events: RequestEvent[] = [];
  readonly #notices: Notice[] = [];
  #state = 'new';
  #cameFrom: string | null = null;
  #at: number;
  /** The moment as text, made once. */
  #now: { at: number; text: Instant } | null = null;
  #pace = 1;
  #copy: StoryCopy | null = null;
  #linked = false;
  #readerId: string | null = null;
  #custody: { since: Instant; copy: StoryCopy } | null = null;
  #custodies = 0;

  constructor(stage: Stage, book: Book, definition: QueueDefinition, opening: Opening) {
    this.id = idOf(stage.seed, opening.kind, opening.index);
    this.code = opening.code;
    this.dice = diceOf(stage.seed, opening.kind, opening.index);
    this.#stage = stage;
    this.#book = book;
    this.#definition = definition;
    this.#opening = opening;
    this.#at = opening.at;
  }

  now(): Instant {
    if (this.#now?.at !== this.#at) this.#now = { at: this.#at, text: instantOf(this.#at) };
    return this.#now.text;
  }

  head(): string {
    return fold(this.#definition, this.#events).head;
  }

  turnTo(copy: StoryCopy): void {
    this.#copy = copy;
  }

  hurry(part: number): void {
    this.#pace = part;
  }

  waitUntil(instant: Instant): void {
    this.#at = Math.max(this.#at, millis(instant));
  }

  pass(by: Actor, [low, high]: readonly [number, number]): void {
    if (high === 0) return;
    const minutes =
      Math.ceil(this.dice.between(low, high) * this.#pace) + this.dice.between(1, 59) / 60;
    const calendar = by.point?.calendarId ?? by.calendarId;
    this.#at = calendar
      ? millis(this.#stage.calendars.addOpenMinutes(calendar, this.now(), minutes))
      : this.#at + Math.round(minutes * 60_000);
  }

  submit(submission: Submission): void {
    const { by, readerIndex, facts = {}, notice, noticeFacts } = submission;
    this.#copy = submission.copy;
    this.#linked = submission.linked ?? false;
    this.#readerId = readerIndex === null ? null : this.#stage.readers.id(readerIndex);
    this.#append('submit', submission.first, {
      by,
      patch: this.#opened(submission),
      facts,
      ...(notice === undefined ? {} : { notice }),
      ...(noticeFacts === undefined ? {} : { noticeFacts }),
    });
  }

  act(action: string, step: Step): void {
    this.pass(step.by, step.after ?? [20, 200]);
    this.#append(action, step.to ?? this.#state, step);
    const seenAt = step.place?.id ?? step.by.point?.id;
    if (step.scan && seenAt) this.#copy?.set({ seenAt, seenOn: this.now() });
  }

  note(action: string, facts: Record<string, unknown>): void {
    this.#append(action, this.#state, { by: SYSTEM, facts });
  }

  end(more: Partial<Pick<Request, 'leaderId' | 'blockedBy'>> = {}): Request {
    if (this.#custody) this.#writeCustody(this.#custody, null);
    const request = { ...fold(this.#definition, this.#events), ...more, ver: 1 };
    const old = this.now() < TRACES_SINCE && hasEnded(this.#definition, request);
    if (!old) this.#book.notices.push(...this.#notices);
    this.#book.events.push(...this.#events);
    this.#book.requests.push(request);
    return request;
  }

  /** Requests of earlier years have ids of their own beside those of the report. */
  #idOf(what: 'event' | 'command' | 'custody' | 'notice', number: number): string {
    const { seed } = this.#stage;
    return idOf(this.#opening.kind === 'history' ? ~seed : seed, what, number);
  }

  #append(action: string, to: string, step: Step): void {
    const at = this.now();
    const byStaff = step.by.role !== 'reader' && step.by.role !== 'system';
    if (at > (byStaff ? LAST_MOMENT : DEMO_START)) {
      throw new Error(`${this.code} ${action} happens after the last day: ${at}`);
    }
    const from = this.#state === 'new' ? null : this.#state;
    this.#events.push(this.#event(action, from, to, step));
    if (to === 'exception' && from !== 'exception') this.#cameFrom = from;
    this.#state = to;
    this.#followCustody(at);
    this.#tellReader(step);
  }

  #event(action: string, from: string | null, to: string, step: Step): RequestEvent {
    const { point, role, id } = step.by;
    const number = this.#opening.index * EVENTS + this.#events.length;
    return {
      id: this.#idOf('event', number),
      ver: 1,
      requestId: this.id,
      seq: this.#events.length + 1,
      action,
      from,
      to,
      actor: id,
      role,
      desk: point?.code ?? (role === 'system' ? 'system' : 'app'),
      point: point?.id ?? null,
      campus: point?.campus ?? null,
      at: this.now(),
      reason: step.reason ?? null,
      note: step.note ?? null,
      readerText: step.readerText ?? null,
      evidence: this.#evidence(step),
      patch: step.patch ?? null,
      facts: step.facts ?? {},
      undoes: null,
      commandId: this.#idOf('command', number),
    };
  }

  #evidence(step: Step): Evidence | null {
    const copy = step.scan ? this.#copy : null;
    if (!copy && step.handover === undefined) return null;
    const source = this.dice.chance(0.93) ? 'wedge' : 'typed';
    return {
      ...(copy ? { scan: copy.barcode, copyId: copy.id, source } : {}),
      ...(copy && step.place ? { place: step.place.code } : {}),
      ...(step.handover === undefined ? {} : { handover: step.handover }),
    };
  }

  #followCustody(at: Instant): void {
    const { state, cameFrom } = { state: this.#state, cameFrom: this.#cameFrom };
    const holds = !this.#linked && holdsCopy(this.#definition, { state, cameFrom });
    if (this.#custody && (!holds || this.#custody.copy !== this.#copy)) {
      this.#writeCustody(this.#custody, at);
      this.#custody = null;
    }
    if (holds && !this.#custody && this.#copy) this.#custody = { since: at, copy: this.#copy };
  }

  #writeCustody(held: { since: Instant; copy: StoryCopy }, until: Instant | null): void {
    const id = this.#idOf('custody', this.#opening.index * CUSTODIES + this.#custodies);
    this.#custodies += 1;
    const { since, copy } = held;
    this.#book.custodies.push({ id, ver: 1, copyId: copy.id, requestId: this.id, since, until });
  }

  #tellReader(step: Step): void {
    if (step.notice === undefined || this.#readerId === null) return;
    this.#notices.push({
      id: this.#idOf('notice', this.#opening.index * NOTICES + this.#notices.length),
      ver: 1,
      requestId: this.id,
      readerId: this.#readerId,
      code: step.notice,
      facts: { code: this.code, ...step.noticeFacts },
      text: step.readerText ?? null,
      at: this.now(),
      corrects: null,
    });
  }

  /** The patch of a submission: what the definition says, and the columns that a request has from the beginning. */
  #opened(submission: Submission): RequestPatch {
    const { by } = submission;
    const columns = {
      code: this.code,
      readerId: this.#readerId,
      enteredBy: by.role === 'reader' ? null : by.id,
      parentId: submission.parentId ?? null,
      bundleId: submission.bundleId ?? null,
      titleId: submission.titleId,
      copyId: submission.copy?.id ?? null,
      collection: submission.collection,
      campus: submission.campus,
      targetCampus: submission.targetCampus,
    };
    return { ...columns, ...submission.patch };
  }
}

// What a story of a request is told with: its steps, its submission, its copy.

import type { Copy } from '../../shared/library/entities.ts';
import type { Facts } from '../../shared/lib/result.ts';
import { millis } from '../../shared/lib/time.ts';
import type { Instant } from '../../shared/lib/time.ts';
import type { Request, RequestPatch } from '../../shared/queues/request.ts';
import type { CopyPlan } from '../copies.ts';
import type { Dice, DiceKind } from '../dice.ts';
import { setCopy } from './book.ts';
import type { Book } from './book.ts';
import type { Actor, Stage } from './stage.ts';

/** Ended stories before this leave no trace on their copy: it has been lent and shelved since. */
export const TRACES_SINCE = '2018-05-07T00:00:00.000Z';

/** One action of a story. */
export interface Step {
  by: Actor;
  /** The state it leads to; the same when left out. */
  to?: string;
  /** Minutes after the step before, open ones for staff at a point; default 20 to 200, `NOW` for none. */
  after?: readonly [number, number];
  reason?: string;
  note?: string;
  readerText?: string;
  /** The copy is scanned where the actor stands. */
  scan?: boolean;
  /** Place code and id where the scan was, if not the actor's point. */
  place?: { id: string; code: string };
  handover?: string;
  patch?: RequestPatch;
  facts?: Record<string, unknown>;
  /** Message to the asker; only recent ones are kept. */
  notice?: string;
  noticeFacts?: Facts;
}

/** No time passes before the step. */
export const NOW: readonly [number, number] = [0, 0];

/** A copy in a story: one of the catalogue, or one that the story itself brings into being. */
export interface StoryCopy {
  id: string;
  barcode: string;
  set(values: Partial<Copy>): void;
}

/** Where a story stands among all, and how it begins. */
export interface Opening {
  kind: DiceKind;
  index: number;
  code: string;
  at: number;
}

/** What a submission says. */
export interface Submission {
  by: Actor;
  first: string;
  readerIndex: number | null;
  titleId: string | null;
  copy: StoryCopy | null;
  collection: string | null;
  campus: string;
  targetCampus: string | null;
  patch: RequestPatch;
  parentId?: string;
  bundleId?: string;
  facts?: Record<string, unknown>;
  notice?: string;
  noticeFacts?: Facts;
  /** A case that serves its parent, under the parent's custody. */
  linked?: boolean;
}

/** A story as it is told. */
export interface Story {
  id: string;
  code: string;
  dice: Dice;
  /** Instant of the last step. */
  now(): Instant;
  /** Id of the last command that changed state or fields. */
  head(): string;
  submit(submission: Submission): void;
  act(action: string, step: Step): void;
  /** From now on every step takes this part of its usual time. */
  hurry(part: number): void;
  /** Lets time pass for a step whose patch depends on its moment. */
  pass(by: Actor, after: readonly [number, number]): void;
  /** Moves the clock of the story to an instant that lies ahead. */
  waitUntil(instant: Instant): void;
  /** Folds, writes the rows into the book and gives the request. */
  end(more?: Partial<Pick<Request, 'leaderId' | 'blockedBy'>>): Request;
  /** The request has this copy from the next step on. */
  turnTo(copy: StoryCopy): void;
  /** Notes something that changes no state, by the system. */
  note(action: string, facts: Record<string, unknown>): void;
}

/** Where the linked case of a story stands: its code has the other queue's letter. */
export function childOf(opening: Opening, story: Story, letter: string): Opening {
  return {
    kind: opening.kind,
    index: 0x4_0000 + opening.index,
    code: story.code + letter,
    at: millis(story.now()),
  };
}

/** A copy of the catalogue in a story; what old stories did to its place has been undone since. */
export function catalogued(stage: Stage, book: Book, plan: CopyPlan): StoryCopy {
  const { copies } = stage;
  return {
    id: copies.id(plan.index),
    barcode: copies.barcode(plan),
    set: (values) => {
      if ((values.seenOn ?? TRACES_SINCE) >= TRACES_SINCE) setCopy(book, plan.index, values);
    },
  };
}

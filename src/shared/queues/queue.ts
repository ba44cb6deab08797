// `defineQueue`: what a workflow definition says, and the types that decide, fold, page and tests read it by.

import type { Calendars } from '../library/calendar.ts';
import type { Role } from '../library/entities.ts';
import type { Policies } from '../library/policies.ts';
import type { Refusal } from '../lib/result.ts';
import type { Instant } from '../lib/time.ts';
import type { Precondition } from './command.ts';
import type { Context } from './context.ts';
import type { Decision } from './effect.ts';
import type { Label, QueueName, Request, RequestEvent, RequestPatch } from './request.ts';

// What a definition's author needs beside `defineQueue` comes from one place.
export { CREATED } from './effect.ts';
export type { Context } from './context.ts';
export type { Decision, Effect } from './effect.ts';

/** One state: its public label, what it holds, and whether its clock stops. */
export interface StateSpec {
  label: Label;
  /** ● the request has custody of the copy. */
  holdsCopy?: true;
  /** ¥ its price is encumbered. */
  holdsMoney?: true;
  /** ⏸ the clock stops while it waits for the reader or the vendor; the policy or field gives the limit (Instant or Day). */
  pausedUntil?: (request: Request, policies: Policies, calendars: Calendars) => Instant | null;
  /** Policy key of its target in opening minutes; none for ended states. */
  target?: string;
  /** ● but on its way or with the reader: nobody at a desk can scan the copy. */
  away?: true;
  /** When it is due where a promised day says so, instead of `target`. */
  dueOn?: (request: Request, policies: Policies, calendars: Calendars) => Instant | null;
}

/** What kind of control and check one input of an action needs. */
export type FieldKind =
  | 'scan' // copy barcode: evidence
  | 'reader_card' // reader's card, scanned or typed
  | 'reader' // reader id, chosen by search
  | 'title' // title id, chosen by search
  | 'copy' // copy id: of this request's title, or chosen by search on submission
  | 'reason' // code of the shared list; `options` narrows it
  | 'text' // staff's words
  | 'reader_text' // text for the reader, prefilled from a template
  | 'choice' // one of `options`
  | 'flag'
  | 'day'
  | 'money' // fen
  | 'number'
  | 'campus' // place id
  | 'collection' // place id
  | 'point' // place id
  | 'shelf' // place code, scanned or typed
  | 'hold_slot' // hold-shelf place code
  | 'crate' // crate code, scanned or typed
  | 'bag' // bag number
  | 'places_looked' // list of place kinds or codes
  | 'isbn'
  | 'barcode' // a new copy's barcode
  | 'call_number'
  | 'fund' // fund id
  | 'vendor' // vendor id
  | 'address' // place id of kind address
  | 'slot' // `2018-06-06 10:00-12:00`
  | 'evidence_choice'; // one of the hand-over proofs; `options` names them

/** One input of an action, as data: the form, the check and the tests are all made from it. */
export interface FieldSpec {
  kind: FieldKind;
  /** Default: required. A function is asked with what the form holds so far. */
  optional?: true | ((input: Record<string, unknown>, request: Request | null) => boolean);
  options?: readonly string[];
  /** Shown only when this is true. */
  when?: (input: Record<string, unknown>, request: Request | null) => boolean;
}

/** Where the scope of a person's grant is measured for an action. */
export type Reach =
  | 'any' // role alone
  | 'owner' // the campus and collection that own the copy
  | 'campus' // the request's present campus
  | 'target' // the request's target campus
  | 'orders' // vendor: own orders (`fields.vendorId`)
  | 'rounds'; // courier: own rounds (`fields.courier`, free until somebody departs)

/** Where the person must stand (service point's campus) for an action. */
export type Standing = 'anywhere' | 'target' | 'not_target' | 'home' | 'not_home' | 'campus';

/** Who may act: a role, optionally with a narrower reach than `campus`. */
export interface Who {
  role: Role;
  reach?: Reach;
  /** Only from these of the action's states; default: all of them. */
  states?: readonly string[];
  /** Only with such an input; an input not yet filled in must pass. */
  when?: (input: Record<string, unknown>) => boolean;
  /** Where this role must stand, if not where the action says. */
  standing?: Standing;
}

/** Letters that the page keeps for itself: down, up, select, claim, undo, note, go to a page; no action may have one. */
const PAGE_KEYS: readonly string[] = ['j', 'k', 'x', 'c', 'u', 'n', 'g'];

/** One action of a queue. */
export interface ActionSpec {
  /** States it may start from; `new` for a submission. */
  from: readonly string[] | 'new';
  /** Every state it may lead to; `same` keeps the state. */
  to: readonly string[];
  who: readonly Who[];
  /** Default `anywhere`. */
  standing?: Standing;
  input?: Record<string, FieldSpec>;
  /** Default `fact` where a scan or a hand-over is required, else `head`. */
  precondition?: Precondition;
  /** A follower may have it in advance: it takes effect when the copy (or the turn) becomes its own. */
  inAdvance?: true;
  /** Another copy of the same title and owner may take the request's copy's place (pick). */
  swap?: true;
  /** May enter a ● state while another request has custody; that request keeps it (found). */
  guest?: true;
  /** Whether the page should offer it at all, where its rule would refuse it whatever was typed; absent = yes. */
  offered?: (request: Request, context: Context) => boolean;
  /** Letter that fires it on the queue page; unique within what one state offers, none of `PAGE_KEYS`. */
  key?: string;
  /** Rule 9: the asker may not. */
  notByAsker?: true;
  /** May be undone (default true unless a loan, a hand-over or another's step came of it). */
  undo?: false;
  /**
   * For a submission `request` is a blank one that already has id, code, asker (`readerId`), `enteredBy`, `parentId`,
   * `bundleId`, the point's campus and the title and copy that its inputs name; the rest is the patch's to say.
   * Only `reads` may be looked at. Called after state, role, reach, standing, input and scan were checked. */
  decide: (
    request: Request,
    input: Record<string, unknown>,
    context: Context,
  ) => Decision | Refusal;
}

/** A timer's wish: what the system should do with a request, and from when. */
export interface Due {
  action: string;
  at: Instant;
  input: Record<string, unknown>;
}

/** What of the context a definition looks at. */
export type Read =
  | 'copy'
  | 'custody'
  | 'loan'
  | 'holds'
  | 'reader'
  | 'readerOpen'
  | 'copies'
  | 'fund'
  | 'linked'
  | 'followers'
  | 'bundle'
  | 'events'
  | 'slotLoad'
  | 'sameWork';

/** A workflow definition. */
export interface QueueDefinition {
  name: QueueName;
  /** Letter that opens the queue and starts its linked codes. */
  letter: string;
  /** First state: a follower waits in it. */
  first: string;
  states: Record<string, StateSpec>;
  actions: Record<string, ActionSpec>;
  /** States besides `cameFrom` that `resolve` (and `correct`) may choose. */
  resolveTo: readonly string[];
  /** Inputs that `resolve` and `correct` need besides choice, reason, note, scan, copyId and copyStatus. */
  resolveInput?: Record<string, FieldSpec>;
  /** What resolving to a state brings with it in this queue (a new provisional copy …): patch, effects, facts, or a refusal. */
  onResolve?: (
    request: Request,
    to: string,
    input: Record<string, unknown>,
    context: Context,
  ) => Omit<Decision, 'to'> | Refusal;
  /**
   * Whom a request joins as a follower: whoever has custody of its copy (default); the oldest open request of the same
   * queue on the same copy; the oldest of the same queue on the same title or ISBN; nobody.
   */
  joins?: 'custody' | 'copy' | 'work' | 'none';
  /** What a follower takes over when it leads on after a leader of the same queue (rounds of a search). */
  leadsOn?: (follower: Request, leader: Request) => RequestPatch | null;
  /** Rule 11: does a loan of the copy to the same reader complete it; absent = yes; `false`: loans are its own actions, none clashes. */
  lentCompletes?: false | ((request: Request) => boolean);
  /** The system's action that brings back a line waiting for money when its fund has enough for it; null = waits for none. */
  waitsForMoney?: (request: Request) => string | null;
  /** Whether somebody may walk to the shelf for it now, where the state alone does not say so (a search whose round is due). */
  walkable?: (
    request: Request,
    walker: string,
    now: Instant,
    policies: Policies,
    calendars: Calendars,
  ) => boolean;
  reads: readonly Read[];
  /** The queue's own fields; checked when a request is submitted and after each patch. */
  checkFields: (fields: Record<string, unknown>) => { ok: true } | { ok: false; problem: string };
  /** Timers: what the system should do by itself and when; null when nothing is due ever. */
  due?: (request: Request, policies: Policies, calendars: Calendars) => Due | null;
  /** Time points: the states or actions that pass each of them. */
  points: {
    decided: (event: RequestEvent) => boolean;
    picked: (event: RequestEvent) => boolean;
    ready: (event: RequestEvent) => boolean;
  };
}

/** Checks a definition while the program starts (labels of ended states, from and to exist, keys unique) and returns it. */
export function defineQueue(definition: QueueDefinition): QueueDefinition {
  for (const [name, action] of Object.entries(definition.actions)) {
    if (action.key !== undefined && PAGE_KEYS.includes(action.key)) {
      throw new Error(`${definition.name}.${name}: the page keeps the letter ${action.key}`);
    }
    const named = [...(action.from === 'new' ? [] : action.from), ...action.to];
    for (const state of named) {
      if (state !== 'same' && state !== 'exception' && !definition.states[state]) {
        throw new Error(`${definition.name}.${name} names no state: ${state}`);
      }
    }
  }
  return definition;
}

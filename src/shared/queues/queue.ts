// `defineQueue`: what a workflow definition says, and the types that decide, fold, page and tests read it by.

import type { Calendars } from '../library/calendar.ts';
import type {
  Copy,
  Fund,
  Hold,
  Loan,
  Place,
  Reader,
  Role,
  Row,
  Title,
} from '../library/entities.ts';
import type { Policies } from '../library/policies.ts';
import type { Facts, Refusal } from '../lib/result.ts';
import type { Day, Instant } from '../lib/time.ts';
import type { Actor, Precondition } from './command.ts';
import type {
  Bundle,
  Custody,
  Evidence,
  ExceptionCase,
  Label,
  QueueName,
  Request,
  RequestEvent,
  RequestPatch,
} from './request.ts';

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

/**
 * Inputs that the engine itself understands in every action, besides those that an action names:
 * `code` (submission: the request's code), `readerId` (submission: the asker), `bundleId` (submission: lines of one
 * application or set), `source` (how the scan was read; absent = typed), `swap` (another copy of the title is accepted),
 * `override` (a supervisor passes an earlier hold, with `reason`), `note` (staff's words), `readerText`.
 * A `scan` input holds the barcode as read, a `reader_card` the card's number; the engine checks both
 * (the card must be the asker's) and keeps them out of the event's facts.
 */
export const ENGINE_INPUTS = [
  'code',
  'readerId',
  'bundleId',
  'parentId',
  'source',
  'swap',
  'override',
  'note',
  'readerText',
] as const;

/** Everything a definition's rule may look at; `reads` of the definition says what of it is loaded. */
export interface Context {
  now: Instant;
  today: Day;
  actor: Actor;
  /** The role under which the action was allowed. */
  role: Role;
  /** Service point of the command; null for readers and timers. */
  point: Place | null;
  title: Title | null;
  copy: Copy | null;
  /** Collection that owns the copy. */
  home: Place | null;
  /** Copy named by a scan in the input; null when the barcode is unknown (the field check refuses that). */
  scanned: Copy | null;
  custody: Custody | null;
  /** The request that `custody` names. */
  holder: Request | null;
  loan: Loan | null;
  holds: Hold[];
  reader: Reader | null;
  readerOpen: Request[];
  /** Copies of the title; with them their open loans and custodies. */
  copies: Copy[];
  copyLoans: Loan[];
  copyCustodies: Custody[];
  fund: Fund | null;
  parent: Request | null;
  children: Request[];
  leader: Request | null;
  followers: Request[];
  bundle: Bundle | null;
  /** The request's own events, oldest first. */
  events: RequestEvent[];
  policies: Policies;
  calendars: Calendars;
  /** Places by id, for codes and campuses. */
  place: (id: string) => Place | undefined;
  placeByCode: (code: string) => Place | undefined;
  /** Open deliveries in the slot that the input names. */
  slotLoad: number;
  /** Others' open requests for the same ISBN or title (purchase). */
  sameWork: Request[];
  /** HMAC of a card, and hash of a hand-over code. */
  cardHash: (card: string) => string;
  sha256: (text: string) => string;
  /** Rows that inputs of kind reader, title, copy, fund, vendor, barcode and isbn name, by input; null = there is none. */
  named?: Record<string, Row | null>;
  /** Open cases of rule 14 on the request. */
  cases?: ExceptionCase[];
  /** The action comes of another one: role, standing and claim are not asked again. */
  cascade?: true;
}

/** In `copyId` and `titleId` of an effect: the copy or title that an earlier effect of the same decision creates. */
export const CREATED = 'created';

/** What an action does besides changing the state: data that `perform` carries out in the same transaction. */
export type Effect =
  | { do: 'notice'; code: string; facts?: Facts; readerId?: string }
  | { do: 'slip'; slip: 'pull' | 'transit' | 'reroute' | 'hold' | 'delivery' | 'return' }
  /** The copy was here: place id of the last scan. */
  | { do: 'seen'; copyId: string; placeId: string }
  | { do: 'copy'; copyId: string; set: Partial<Copy> }
  | { do: 'create_copy'; copy: Omit<Copy, 'id' | 'ver'>; asRequestCopy: boolean }
  /** A brief record of a title that the catalogue lacks; it becomes the request's title. */
  | { do: 'create_title'; title: Omit<Title, 'id' | 'ver'> }
  /** The reader waits for the title from now on. */
  | { do: 'place_hold'; titleId: string; readerId: string; pickupCampus: string }
  | { do: 'lend'; copyId: string; readerId: string; dueOn: Instant; channel: Loan['channel'] }
  | { do: 'close_loan'; copyId: string; waiveCharge?: boolean }
  | { do: 'charge_loan'; copyId: string; charge: number }
  /** Money moves that the ¥ marks do not already say: an encumbrance turns into expenditure of `amount`. */
  | { do: 'spend'; amount: number }
  /** A linked request of another queue that blocks this one. */
  | { do: 'link'; queue: QueueName; input: Record<string, unknown>; blocks: boolean }
  /** A request by the system that stands for itself (a return reallocation). */
  | { do: 'open'; queue: QueueName; input: Record<string, unknown> }
  /** A system action on another request (its copy's next, its parent, its child …). */
  | { do: 'act'; requestId: string; action: string; input: Record<string, unknown> }
  /** The copy goes to whoever is next: parent, earlier hold, first approved follower. */
  | { do: 'pass_on' }
  | { do: 'free_parent'; reason: string }
  | { do: 'shelf_task'; collection: string; aroundKey: string }
  | { do: 'reoffer_holds' }
  | { do: 'manifest_add'; crate: string; toCampus: string }
  | { do: 'manifest_tick' }
  | { do: 'round_add'; bag: string }
  | { do: 'round_close'; outcome: 'handed' | 'failed' | 'back' }
  | { do: 'reader_count'; readFirst?: 1; onTime?: 1 }
  /** Closes the request's open cases of rule 14. */
  | { do: 'close_case' }
  | { do: 'remark'; code: string; facts?: Facts };

/** An accepted action: where it goes and what comes with it. */
export interface Decision {
  ok: true;
  to: string;
  patch?: RequestPatch;
  effects?: Effect[];
  /** More for the event's `facts` than the input already gives. */
  facts?: Record<string, unknown>;
  /** More evidence than the scan and the card that the engine notes by itself. */
  evidence?: Evidence;
}

/** Letters that the queue page keeps for itself: down, up, select, claim, undo, note; no action may have one. */
export const PAGE_KEYS: readonly string[] = ['j', 'k', 'x', 'c', 'u', 'n'];

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
  /** Rule 11: does a loan of the copy to the same reader complete it; absent = yes. */
  lentCompletes?: (request: Request) => boolean;
  reads: readonly Read[];
  /** The queue's own fields; checked when a request is submitted and after each patch. */
  checkFields: (fields: Record<string, unknown>) => { ok: true } | { ok: false; problem: string };
  /** Timers: what the system should do by itself and when; null when nothing is due ever. */
  due?: (request: Request, policies: Policies, calendars: Calendars) => Due | null;
  /** Time points (workflows.md, "What analytics count"): the states or actions that pass each of them. */
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

/** True for a state whose label ends a request. */
export function isEnded(definition: QueueDefinition, state: string): boolean {
  const label = definition.states[state]?.label;
  return label === 'done' || label === 'cancelled' || label === 'rejected';
}

export type { Evidence };

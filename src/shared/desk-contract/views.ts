// The shapes that answers of the desk share: lines, details, cards.

import * as z from 'zod';
import { copyDeed, copyUse } from './copy-uses.ts';
import { LABELS, QUEUE_NAMES } from '../queues/request.ts';
import { STAFF_ROLES } from '../library/entities.ts';
import type { Copy, Place, Reader, Title } from '../library/entities.ts';
import type { Bundle, ExceptionCase, Request, RequestEvent } from '../queues/request.ts';

/** What sentences are filled from. */
export const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
/** A refusal as it crosses. */
export const refusal = z.object({ ok: z.literal(false), code: z.string(), facts });
/** A queue. */
export const queueName = z.enum(QUEUE_NAMES);
/** Rows cross as their shared types; the schema only says that they are objects (input is checked in full, always). */
export const row = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);
/** An id of a command or a row. */
export const id = z.uuid();
/** A short text. */
export const text = z.string().max(200);

/** What a scanner may read, QR codes included, or somebody may type instead. */
export const scanText = z.string().max(8000);
/** A local day between 1900 and 2199: instants around it can be counted. */
export const day = z.iso.date().regex(/^(?:19|20|21)/u);
/** Inputs of an action; the definition checks them. */
export const freeInput = z.record(z.string(), z.unknown());
/** A text in both languages. */
export const bilingual = z.object({ zh: z.string(), en: z.string() });

/** A grant as the page sees it. */
const grantView = z.object({
  role: z.enum(STAFF_ROLES),
  campuses: z.array(z.string()).nullable(),
  collections: z.array(z.string()).nullable(),
});
/** A service point. */
export const pointView = z.object({
  id: z.string(),
  campus: z.string(),
  code: z.string(),
  name: bilingual,
});
/** Who is signed in, with the service point. */
export const person = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  grants: z.array(grantView),
  point: pointView,
});

/** What one command came to: saved on this desk, or refused with nothing changed. */
export const outcome = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    requestId: z.string().nullable(),
    remarks: z.array(z.object({ code: z.string(), facts })),
    /** Event that `undo` may name, and until when; null when it cannot be undone. */
    undo: z.object({ requestId: z.string(), commandId: z.string(), until: z.string() }).nullable(),
  }),
  refusal,
]);

/** A line of a list: the request with what its row shows. */
export const requestLine = z.object({
  request: row<Request>(),
  title: z.string(),
  callNumber: z.string(),
  barcode: z.string().nullable(),
  reader: z.string().nullable(),
  label: z.enum(LABELS),
  dueOn: z.string().nullable(),
  /** Why it is late or will be: `late`, `paused`, `due`, `none`; the page makes the sentence. */
  clock: z.enum(['late', 'paused', 'due', 'none']),
  claimedByName: z.string().nullable(),
  /** Something happened to it that no longer fitted; a supervisor has not corrected it yet (rule 14). */
  hasCase: z.boolean(),
});
export type RequestLine = z.output<typeof requestLine>;

/** Filters of a list; all of them are answered by the desk. */
export const filters = z.object({
  states: z.array(z.string()).optional(),
  label: z.enum(LABELS).optional(),
  campus: z.string().optional(),
  targetCampus: z.string().optional(),
  collection: z.string().optional(),
  kind: z.string().optional(),
  late: z.boolean().optional(),
  priority: z.enum(['normal', 'urgent']).optional(),
  claimedBy: z.string().optional(),
  /** Title, call number, code or barcode. */
  text: text.optional(),
  /** Submitted on these local days, both included. */
  from: day.optional(),
  to: day.optional(),
});
export type RequestFilters = z.output<typeof filters>;
/** Tabs of the queue page. */
export const tab = z.enum(['mine', 'unclaimed', 'open', 'closed']);
export type QueueTab = z.output<typeof tab>;
/** Orders of a list. */
export const sort = z.enum(['due', 'oldest', 'newest', 'shelf', 'code']);
export type RequestSort = z.output<typeof sort>;

/** Exact up to the limit; `more` says "1,000+". */
export const count = z.object({ total: z.number(), more: z.boolean() });

/** One line of advice or of a decision card, with what it rests on; `weight` colours it. */
const adviceLine = z.object({
  code: z.string(),
  facts,
  weight: z.enum(['for', 'against', 'info', 'stop']),
});
export type AdviceLine = z.output<typeof adviceLine>;

/** An action that this person may take now. */
export const legalAction = z.object({
  action: z.string(),
  key: z.string().nullable(),
  /** Choices computed from rows: copies of the title, funds with balance, slots with room, shelves … by input name. */
  choices: z.record(
    z.string(),
    z.array(z.object({ value: z.string(), text: bilingual, hint: z.string() })),
  ),
  /** Prefilled values by input name. */
  prefill: freeInput,
  /** A scan is its evidence: scanning this copy does it. */
  scan: z.boolean(),
});
export type LegalAction = z.output<typeof legalAction>;

/** Why a row is due when it is. */
export const clockStory = z.object({
  dueOn: z.string().nullable(),
  /** Open minutes used and allowed in this state, pause since, paused until. */
  used: z.number(),
  allowed: z.number().nullable(),
  pausedUntil: z.string().nullable(),
  calendar: bilingual.nullable(),
});

/** One request with everything around it. */
export const requestDetail = z.object({
  line: requestLine,
  title: row<Title>().nullable(),
  copy: row<Copy>().nullable(),
  home: row<Place>().nullable(),
  /** The range in which the copy stands when it is on its shelf; null where no range has its call number. */
  shelf: row<Place>().nullable(),
  seenPlace: row<Place>().nullable(),
  reader: row<Reader>().nullable(),
  bundle: row<Bundle>().nullable(),
  bundleLines: z.array(requestLine),
  events: z.array(row<RequestEvent>()),
  /** Cases for a supervisor that are open: something happened here that no longer fitted where it arrived. */
  cases: z.array(row<ExceptionCase>()),
  /** Joined desks: own actions on it that the service has not confirmed yet, by command id. */
  unsent: z.record(z.string(), z.enum(['saved', 'received', 'doubtful'])),
  /** Names of the people in events, cases and claims, by staff id. */
  names: z.record(z.string(), z.string()),
  /** Names of places, funds, vendors and copies (barcodes) that the page mentions, by id. */
  words: z.record(z.string(), bilingual),
  /** Who had the copy, newest first. */
  custodyLine: z.array(
    z.object({
      requestId: z.string(),
      code: z.string(),
      queue: queueName,
      since: z.string(),
      until: z.string().nullable(),
    }),
  ),
  linked: z.array(
    z.object({ how: z.enum(['parent', 'child', 'leader', 'follower']), line: requestLine }),
  ),
  notices: z.array(
    z.object({ at: z.string(), code: z.string(), text: bilingual, correction: z.boolean() }),
  ),
  advice: z.array(adviceLine),
  clock: clockStory,
  actions: z.array(legalAction),
  undo: z.object({ commandId: z.string(), action: z.string(), until: z.string() }).nullable(),
});
export type RequestDetail = z.output<typeof requestDetail>;

/** A copy with its live status. */
export const holding = z.object({
  copy: row<Copy>(),
  collection: bilingual,
  campus: z.string(),
  seenPlace: bilingual.nullable(),
  /** Live status code: on_shelf, on_loan, in_custody, missing … */
  status: z.string(),
  dueOn: z.string().nullable(),
});

/** One of several things that a scan may mean; `kind` and `id` name it when a person picks it. */
export const scanMeaning = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('copy'),
    id: z.string(),
    barcode: z.string(),
    title: z.string(),
    callNumber: z.string(),
    collection: bilingual,
  }),
  z.object({
    kind: z.literal('reader'),
    id: z.string(),
    nameMasked: z.string(),
    cardMasked: z.string(),
  }),
  /** `id`: the ISBN. */
  z.object({
    kind: z.literal('title'),
    id: z.string(),
    titleId: z.string(),
    title: z.string(),
    more: z.number(),
  }),
  z.object({
    kind: z.literal('place'),
    id: z.string(),
    code: z.string(),
    name: bilingual,
    placeKind: z.string(),
  }),
]);
export type ScanMeaning = z.output<typeof scanMeaning>;

/** What a person says that a scan means. */
export const scanPick = z.object({
  kind: z.enum(['copy', 'reader', 'title', 'place']),
  id: z.string().max(100),
});
export type ScanPick = z.output<typeof scanPick>;

/** What a scan on any page says. */
export const scanCard = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('copy'),
    holding,
    title: row<Title>(),
    home: row<Place>().nullable(),
    tasks: z.array(z.object({ line: requestLine, actions: z.array(legalAction) })),
    /** The one next step, done by Enter or by scanning again where the scan is its evidence. */
    next: z.object({ requestId: z.string(), action: z.string() }).nullable(),
    /** What this person may do with the copy itself, and what was done with it, the latest first. */
    deeds: z.array(copyDeed),
    uses: z.array(copyUse),
    remarks: z.array(z.object({ code: z.string(), facts })),
  }),
  z.object({ kind: z.literal('reader'), reader: row<Reader>(), open: z.array(requestLine) }),
  z.object({ kind: z.literal('title'), titles: z.array(row<Title>()), isbn: z.string() }),
  z.object({ kind: z.literal('place'), place: row<Place>() }),
  /** Rows answer several readings: a person says which is meant. */
  z.object({ kind: z.literal('choice'), meanings: z.array(scanMeaning) }),
  z.object({ kind: z.literal('unknown'), code: z.string(), facts }),
]);
export type ScanCard = z.output<typeof scanCard>;

/** One action on one request. */
export const act = z.object({
  commandId: id,
  requestId: id,
  action: z.string().max(40),
  input: freeInput,
  expectHead: z.string().nullable(),
});

/** Kinds of row that settings pages save. */
export const settingsKind = z.enum([
  'staff',
  'policy',
  'calendar',
  'reason',
  'template',
  'fund',
  'vendor',
  'place',
]);
export type SettingsKind = z.output<typeof settingsKind>;

/** What signing in came to. */
export const signIn = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true) }), refusal]);

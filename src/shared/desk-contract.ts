// What a page may ask of a desk core: session, lists, actions, search, workbench, settings. The only way between them.

import * as z from 'zod';
import { command, feed, query } from './rpc/contract.ts';
import { LABELS, QUEUE_NAMES } from './queues/request.ts';
import { STAFF_ROLES } from './library/entities.ts';
import type { Copy, Place, Reader, Title } from './library/entities.ts';
import type { Bundle, Request, RequestEvent } from './queues/request.ts';

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const refusal = z.object({ ok: z.literal(false), code: z.string(), facts });
const queueName = z.enum(QUEUE_NAMES);
/** Rows cross as their shared types; the schema only says that they are objects (input is checked in full, always). */
const row = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);
const id = z.uuid();
const text = z.string().max(200);
const freeInput = z.record(z.string(), z.unknown());
const bilingual = z.object({ zh: z.string(), en: z.string() });

const grantView = z.object({
  role: z.enum(STAFF_ROLES),
  campuses: z.array(z.string()).nullable(),
  collections: z.array(z.string()).nullable(),
});
const pointView = z.object({ id: z.string(), campus: z.string(), code: z.string(), name: bilingual });
const person = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  grants: z.array(grantView),
  point: pointView,
});

/** What one command came to: saved on this desk, or refused with nothing changed. */
const outcome = z.discriminatedUnion('ok', [
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
const requestLine = z.object({
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
});
export type RequestLine = z.output<typeof requestLine>;

const filters = z.object({
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
  from: z.string().optional(),
  to: z.string().optional(),
});
export type RequestFilters = z.output<typeof filters>;
const tab = z.enum(['mine', 'unclaimed', 'open', 'closed']);
export type QueueTab = z.output<typeof tab>;
const sort = z.enum(['due', 'oldest', 'newest', 'shelf', 'code']);
export type RequestSort = z.output<typeof sort>;

/** Exact up to the limit; `more` says "1,000+". */
const count = z.object({ total: z.number(), more: z.boolean() });

/** One line of advice or of a decision card, with what it rests on; `weight` colours it. */
const adviceLine = z.object({
  code: z.string(),
  facts,
  weight: z.enum(['for', 'against', 'info', 'stop']),
});
export type AdviceLine = z.output<typeof adviceLine>;

const legalAction = z.object({
  action: z.string(),
  key: z.string().nullable(),
  /** Choices computed from rows: copies of the title, funds with balance, slots with room, shelves … by input name. */
  choices: z.record(z.string(), z.array(z.object({ value: z.string(), text: bilingual, hint: z.string() }))),
  /** Prefilled values by input name. */
  prefill: freeInput,
  /** A scan is its evidence: scanning this copy does it. */
  scan: z.boolean(),
});
export type LegalAction = z.output<typeof legalAction>;

const clockStory = z.object({
  dueOn: z.string().nullable(),
  /** Open minutes used and allowed in this state, pause since, paused until. */
  used: z.number(),
  allowed: z.number().nullable(),
  pausedUntil: z.string().nullable(),
  calendar: bilingual.nullable(),
});

const requestDetail = z.object({
  line: requestLine,
  title: row<Title>().nullable(),
  copy: row<Copy>().nullable(),
  home: row<Place>().nullable(),
  seenPlace: row<Place>().nullable(),
  reader: row<Reader>().nullable(),
  bundle: row<Bundle>().nullable(),
  bundleLines: z.array(requestLine),
  events: z.array(row<RequestEvent>()),
  /** Names of the people in events and claims, by staff id. */
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
  linked: z.array(z.object({ how: z.enum(['parent', 'child', 'leader', 'follower']), line: requestLine })),
  notices: z.array(z.object({ at: z.string(), code: z.string(), text: bilingual, correction: z.boolean() })),
  advice: z.array(adviceLine),
  clock: clockStory,
  actions: z.array(legalAction),
  undo: z.object({ commandId: z.string(), action: z.string(), until: z.string() }).nullable(),
});
export type RequestDetail = z.output<typeof requestDetail>;

const holding = z.object({
  copy: row<Copy>(),
  collection: bilingual,
  campus: z.string(),
  seenPlace: bilingual.nullable(),
  /** Live status code: on_shelf, on_loan, in_custody, missing … */
  status: z.string(),
  dueOn: z.string().nullable(),
});

/** What a scan on any page says. */
const scanCard = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('copy'),
    holding,
    title: row<Title>(),
    home: row<Place>().nullable(),
    tasks: z.array(z.object({ line: requestLine, actions: z.array(legalAction) })),
    /** The one next step, done by Enter or by scanning again where the scan is its evidence. */
    next: z.object({ requestId: z.string(), action: z.string() }).nullable(),
    remarks: z.array(z.object({ code: z.string(), facts })),
  }),
  z.object({ kind: z.literal('reader'), reader: row<Reader>(), open: z.array(requestLine) }),
  z.object({ kind: z.literal('title'), titles: z.array(row<Title>()), isbn: z.string() }),
  z.object({ kind: z.literal('place'), place: row<Place>() }),
  z.object({ kind: z.literal('unknown'), code: z.string(), facts }),
]);
export type ScanCard = z.output<typeof scanCard>;

const act = z.object({
  commandId: id,
  requestId: id,
  action: z.string().max(40),
  input: freeInput,
  expectHead: z.string().nullable(),
});

const settingsKind = z.enum([
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

const signIn = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true) }), refusal]);

/** The desk's contract. Topics are table names of the replica, or `session`, `outbox`, `clock`. */
export const deskContract = {
  'session.info': query(
    z.object({}),
    z.object({
      /** Library's name; null while a new empty library has none. */
      library: bilingual,
      demo: z.boolean(),
      /** An empty library waits for its first administrator. */
      needsAdmin: z.boolean(),
      locked: z.boolean(),
      person: person.nullable(),
      /** Demo data only: the accounts with their shared password. */
      accounts: z.array(z.object({ login: z.string(), name: z.string(), roles: z.array(z.enum(STAFF_ROLES)) })),
      demoPassword: z.string().nullable(),
      points: z.array(pointView),
      lockAfterMinutes: z.number(),
      now: z.string(),
      /** Milliseconds that the desk's clock is ahead of real time (the demo has its own). */
      clockOffset: z.number(),
      deskCode: z.string(),
      profile: z.string(),
    }),
    ['session', 'staff', 'place', 'clock'],
  ),
  'session.signIn': command(
    z.object({ login: text, password: z.string().max(128), point: z.string() }),
    signIn,
  ),
  'session.firstAdmin': command(
    z.object({ code: text, name: text, login: text, password: z.string().max(128), library: text }),
    signIn,
  ),
  'session.signOut': command(z.object({}), z.object({})),
  'session.lock': command(z.object({}), z.object({})),
  'session.unlock': command(z.object({ password: z.string().max(128) }), signIn),
  'session.touch': command(z.object({}), z.object({})),
  'session.point': command(z.object({ point: z.string() }), signIn),
  'session.password': command(
    z.object({ old: z.string().max(128), fresh: z.string().max(128) }),
    signIn,
  ),

  'status.bar': query(
    z.object({}),
    z.object({
      /** Commands accepted here and not yet received by a central service. */
      waiting: z.number(),
      doubtful: z.number(),
      central: z.enum(['alone', 'online', 'offline']),
      problem: refusal.nullable(),
      queues: z.array(
        z.object({ queue: queueName, pending: z.number(), late: z.number(), open: z.number() }),
      ),
    }),
    ['request', 'outbox', 'clock'],
  ),
  'clock.advance': command(z.object({ by: z.enum(['hour', 'day']) }), outcome),
  'outbox.list': query(
    z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(200) }),
    z.object({
      total: z.number(),
      rows: z.array(
        z.object({
          commandId: z.string(),
          cseq: z.number(),
          at: z.string(),
          actor: z.string(),
          type: z.string(),
          code: z.string().nullable(),
          requestId: z.string().nullable(),
          title: z.string().nullable(),
          /** `waits`, or refused on replay with its reason. */
          state: z.enum(['waits', 'doubtful']),
          refusal: refusal.nullable(),
        }),
      ),
    }),
    ['outbox'],
  ),

  'requests.counts': query(
    z.object({ queue: queueName, filters }),
    z.object({ mine: count, unclaimed: count, open: count, closed: count }),
    ['request'],
  ),
  'requests.list': query(
    z.object({
      queue: queueName,
      tab,
      filters,
      sort,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.object({ rows: z.array(requestLine), count }),
    ['request', 'copy', 'title'],
  ),
  'requests.detail': query(z.object({ requestId: id }), requestDetail.nullable(), [
    'request',
    'event',
    'copy',
    'custody',
    'fund',
    'loan',
    'hold',
    'notice',
  ]),
  'requests.submit': command(
    z.object({ commandId: id, queue: queueName, input: freeInput }),
    outcome,
  ),
  'requests.act': command(act, outcome),
  'requests.bulk': command(
    z.object({
      action: z.string().max(40),
      input: freeInput,
      rows: z
        .array(z.object({ commandId: id, requestId: id, expectHead: z.string().nullable() }))
        .min(1)
        .max(200),
      /** Cancelling more than 20 at once needs a second person's password. */
      second: z.object({ login: text, password: z.string().max(128) }).optional(),
    }),
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), results: z.array(z.object({ requestId: z.string(), outcome })) }),
      refusal,
    ]),
  ),
  /** Choices that a submission form needs before a request exists (copies of a title, addresses, slots, funds). */
  'requests.submitChoices': query(
    z.object({ queue: queueName, input: freeInput }),
    legalAction,
    ['copy', 'place', 'request', 'policy'],
  ),
  'requests.handover': query(
    z.object({}),
    z.object({
      dueFirst: z.array(requestLine),
      mine: z.array(requestLine),
      exceptions: z.array(requestLine),
      answers: z.array(requestLine),
      queues: z.array(
        z.object({
          queue: queueName,
          pending: z.number(),
          inProgress: z.number(),
          late: z.number(),
          closedToday: z.number(),
        }),
      ),
    }),
    ['request', 'clock'],
  ),

  'views.list': query(
    z.object({ queue: queueName }),
    z.array(z.object({ id: z.string(), name: z.string(), tab, filters, sort })),
    ['views'],
  ),
  'views.save': command(
    z.object({ id, queue: queueName, name: z.string().min(1).max(40), tab, filters, sort }),
    z.object({}),
  ),
  'views.remove': command(z.object({ id }), z.object({})),
  'memory.get': query(z.object({ key: z.string().max(60) }), z.object({ value: z.unknown() }), ['memory']),
  'memory.set': command(z.object({ key: z.string().max(60), value: z.unknown() }), z.object({})),

  /** A scan or a typed code: records the sighting of a copy (when signed in at a point) and says what it means. */
  'scan.take': command(
    z.object({ commandId: id, text, source: z.enum(['wedge', 'hid', 'rfid', 'typed', 'camera']) }),
    scanCard,
  ),
  /** The card again after something changed; records nothing. */
  'scan.card': query(z.object({ text }), scanCard, ['request', 'copy', 'loan', 'custody']),

  'search.titles': query(
    z.object({ text, offset: z.number().int().min(0), limit: z.number().int().min(1).max(100) }),
    z.object({
      rows: z.array(
        z.object({ title: row<Title>(), copies: z.number(), byCampus: z.record(z.string(), z.object({ held: z.number(), available: z.number() })) }),
      ),
      count,
    }),
    ['title', 'copy', 'loan'],
  ),
  'search.readers': query(
    z.object({ text, limit: z.number().int().min(1).max(100) }),
    z.object({ rows: z.array(row<Reader>()), count }),
    ['reader'],
  ),
  'search.all': query(
    z.object({ text }),
    z.object({
      requests: z.array(requestLine),
      copies: z.array(holding),
      titles: z.array(row<Title>()),
      readers: z.array(row<Reader>()),
    }),
    [],
  ),
  'titles.detail': query(
    z.object({ titleId: z.string() }),
    z
      .object({ title: row<Title>(), holdings: z.array(holding), open: z.array(requestLine) })
      .nullable(),
    ['title', 'copy', 'loan', 'request', 'custody'],
  ),
  'readers.detail': query(
    z.object({ readerId: z.string() }),
    z
      .object({
        reader: row<Reader>(),
        open: z.array(requestLine),
        loans: z.array(z.object({ copyId: z.string(), title: z.string(), barcode: z.string(), dueOn: z.string() })),
      })
      .nullable(),
    ['reader', 'request', 'loan'],
  ),
  /** Full name and contact; logged as a command, allowed to whoever serves readers. */
  'readers.reveal': command(
    z.object({ commandId: id, readerId: z.string(), requestId: z.string().nullable() }),
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), name: z.string(), card: z.string(), phone: z.string(), email: z.string() }),
      refusal,
    ]),
  ),

  /** Status breakdown and reported figures as of the end of a day, computed from events. */
  'figures.asOf': query(
    z.object({ day: z.string() }),
    z.object({
      queues: z.array(
        z.object({ queue: queueName, labels: z.record(z.enum(LABELS), z.number()), total: z.number() }),
      ),
      findBook: z.object({
        found: z.number(),
        careless: z.number(),
        notFound: z.number(),
        answered: z.number(),
        cancelled: z.number(),
        ended: z.number(),
      }),
      purchase: z.object({
        applications: z.number(),
        lines: z.number(),
        waiting: z.number(),
        prepared: z.number(),
        shipped: z.number(),
        toReturn: z.number(),
        returned: z.number(),
        rejected: z.number(),
        cancelled: z.number(),
      }),
      readers: z.object({
        registered: z.number(),
        bestMonth: z.string().nullable(),
        bestCount: z.number(),
        byMonth: z.array(z.object({ month: z.string(), count: z.number() })),
      }),
      loansByYear: z.array(z.object({ year: z.string(), count: z.number() })),
      trial: z.object({ lines: z.number(), spent: z.number(), days: z.number() }),
    }),
    ['request', 'event', 'reader', 'daily'],
  ),

  'settings.rows': query(z.object({ kind: settingsKind }), z.array(z.record(z.string(), z.unknown())), [
    'staff',
    'policy',
    'calendar',
    'reason',
    'template',
    'fund',
    'vendor',
    'place',
  ]),
  /** Saves a row whole; `ver` is the version the person saw. */
  'settings.save': command(
    z.object({ commandId: id, kind: settingsKind, row: z.record(z.string(), z.unknown()) }),
    outcome,
  ),
  'settings.password': command(
    z.object({ staffId: z.string(), password: z.string().max(128) }),
    signIn,
  ),
  'library.words': query(
    z.object({}),
    z.object({
      places: z.array(row<Place>()),
      reasons: z.array(z.object({ code: z.string(), text: bilingual, active: z.boolean() })),
      staff: z.record(z.string(), z.string()),
      templates: z.array(
        z.object({ notice: z.string(), reason: z.string().nullable(), text: bilingual }),
      ),
      funds: z.array(z.object({ id: z.string(), text: bilingual })),
      vendors: z.array(z.object({ id: z.string(), text: bilingual })),
    }),
    ['place', 'reason', 'staff', 'template', 'fund', 'vendor'],
  ),

  /** Tables that changed, coalesced; the page asks its stale queries again. */
  changes: feed(z.object({}), z.object({ topics: z.array(z.string()) })),
};
export type DeskContract = typeof deskContract;

// A small library for the tests of queue definitions: two campuses, three collections, and what a rule may look at.

import { compileCalendars } from '../../src/shared/library/calendar.ts';
import type {
  Copy,
  Fund,
  Grant,
  Hold,
  Loan,
  Reader,
  Role,
  Title,
} from '../../src/shared/library/entities.ts';
import { policiesOf } from '../../src/shared/library/policies.ts';
import type { Actor } from '../../src/shared/queues/command.ts';
import { POLICY_DEFAULTS } from '../../src/shared/queues/policies.ts';
import type { Context } from '../../src/shared/queues/queue.ts';
import type { QueueName, Request, RequestEvent } from '../../src/shared/queues/request.ts';
import { PLACES, calendar } from './queue-places.ts';

/** Compiled once: years of opening hours take a moment. */
const CALENDARS = compileCalendars([calendar], { north: 'hours', south: 'hours' }, 'Asia/Shanghai');

/** Wednesday, 6 June 2018, 10:00 in the library. */
export const NOW = '2018-06-06T02:00:00.000Z';

/** A copy of the title, owned and held by `n-arts`, on the shelf. */
export function copy(id: string, over: Partial<Copy> = {}): Copy {
  return {
    id,
    ver: 1,
    barcode: id.toUpperCase(),
    titleId: 'title',
    home: 'n-arts',
    holding: 'n-arts',
    callNumber: 'I247.5/12',
    callKey: 'I247.5',
    volume: null,
    status: 'available',
    lendable: true,
    courseReserve: false,
    seenAt: null,
    seenOn: null,
    lastReturnedOn: null,
    lastUsedInHouseOn: null,
    lastMovedOn: null,
    returnDay: null,
    ...over,
  };
}

const title: Title = {
  id: 'title',
  ver: 1,
  isbn: '9787020002207',
  title: '红楼梦',
  author: '曹雪芹',
  publisher: '人民文学出版社',
  year: 1996,
  price: 5970,
  classCode: 'I242.4',
  callNumber: 'I247.5/12',
  loans12: { north: 4, south: 9 },
  holdsWaiting: 0,
  onOrder: 0,
};

/** A reader; the card `card-<id>` is theirs. */
export function reader(id: string, over: Partial<Reader> = {}): Reader {
  return {
    id,
    ver: 1,
    cardHash: `hash:card-${id}`,
    cardMasked: '1806****12',
    nameMasked: '张*',
    category: 'student',
    campus: 'south',
    status: 'active',
    registeredOn: NOW,
    pastReadFirsts: 0,
    onTimeReturns: 0,
    ...over,
  };
}

/** An open loan of a copy to somebody. */
export function loan(copyId: string): Loan {
  return {
    id: `loan-${copyId}`,
    ver: 1,
    copyId,
    readerId: 'borrower',
    lentOn: NOW,
    dueOn: '2018-06-20T16:00:00.000Z',
    channel: 'desk',
    requestId: null,
    closedOn: null,
    charge: null,
  };
}

/** A fund of 2018 with 9,000 yuan, nothing of it used. */
export function fund(over: Partial<Fund> = {}): Fund {
  return {
    id: 'fund',
    ver: 1,
    code: '2018',
    name: { zh: '先读为快', en: 'Read first' },
    lastDay: '2018-12-31',
    budget: 900_000,
    encumbered: 0,
    spent: 0,
    active: true,
    ...over,
  };
}

/** A hold on the title that waits at a campus. */
export function hold(id: string, pickupCampus: string, over: Partial<Hold> = {}): Hold {
  return {
    id,
    ver: 1,
    titleId: 'title',
    copyId: null,
    readerId: `waiting-${id}`,
    placedOn: '2018-06-01T02:00:00.000Z',
    pickupCampus,
    kind: 'hold',
    status: 'waiting',
    ...over,
  };
}

/** A request of the reader `asker` on copy `c1`, from north to south. */
export function request(queue: QueueName, state: string, over: Partial<Request> = {}): Request {
  return {
    id: 'request',
    ver: 1,
    queue,
    code: 'N1-0001',
    state,
    cameFrom: null,
    head: 'head',
    enteredOn: NOW,
    readerId: 'asker',
    enteredBy: 'entered',
    titleId: 'title',
    copyId: 'c1',
    campus: 'north',
    targetCampus: 'south',
    collection: 'n-arts',
    priority: 'normal',
    fundId: null,
    encumbered: 0,
    claim: null,
    leaderId: null,
    parentId: null,
    blockedBy: null,
    bundleId: null,
    fields: {},
    submittedOn: NOW,
    firstTouchOn: null,
    decidedOn: null,
    pickedOn: null,
    readyOn: null,
    endedOn: null,
    ...over,
  };
}

/** Whoever has one role everywhere, or within the grant given; the reader is the asker, the vendor is `vendor`. */
export function actor(role: Role, id: string = `a-${role}`, grant: Partial<Grant> = {}): Actor {
  return {
    id,
    grants: [
      {
        role,
        campuses: grant.campuses ?? null,
        collections: grant.collections ?? null,
        vendorId: role === 'vendor' ? 'vendor' : null,
      },
    ],
    readerId: role === 'reader' ? 'asker' : null,
  };
}

/** An event of a request as the context holds it. */
export function event(over: Partial<RequestEvent>): RequestEvent {
  return {
    id: 'event',
    ver: 1,
    requestId: 'request',
    seq: 1,
    action: 'submit',
    from: null,
    to: 'open',
    actor: 'a-desk',
    role: 'desk',
    desk: 'N1',
    point: 'n1',
    campus: 'north',
    at: NOW,
    reason: null,
    note: null,
    readerText: null,
    evidence: null,
    patch: null,
    facts: {},
    undoes: null,
    commandId: 'command',
    ...over,
  };
}

/** What a rule may look at: a second lendable copy at north, nobody waiting, the librarian at north's desk. */
export function context(over: Partial<Context> = {}): Context {
  const first = copy('c1');
  return {
    now: NOW,
    today: '2018-06-06',
    actor: actor('desk'),
    role: 'desk',
    point: PLACES['n1'] ?? null,
    title,
    copy: first,
    home: PLACES['n-arts'] ?? null,
    scanned: first,
    custody: null,
    holder: null,
    loan: null,
    holds: [],
    reader: reader('asker'),
    readerOpen: [],
    copies: [first, copy('c2')],
    copyLoans: [],
    copyCustodies: [],
    fund: null,
    parent: null,
    children: [],
    leader: null,
    followers: [],
    bundle: null,
    events: [],
    policies: policiesOf(POLICY_DEFAULTS, []),
    calendars: CALENDARS,
    place: (id) => PLACES[id],
    placeByCode: (code) => Object.values(PLACES).find((each) => each.code === code),
    slotLoad: 0,
    sameWork: [],
    cardHash: (card) => `hash:${card}`,
    sha256: (text) => `sha:${text}`,
    ...over,
  };
}

// A small library with a service and two desks, as the frame and the sync page of one of them ask for it.

import type { Output } from '../../src/renderer/desk/operations.ts';
import type { Place } from '../../src/shared/library/entities.ts';
import { REASONS } from '../../src/shared/library/reasons.ts';
import { QUEUE_NAMES } from '../../src/shared/queues/request.ts';
import { PLACES } from './queue-places.ts';
import type { Script } from './script.ts';
import { DESKS, MORNING, at } from './sync-morning.ts';

/** The present instant of every scene: Wednesday, 6 June 2018, 10:30 in the library. */
export const SCENE_NOW = '2018-06-06T02:30:00.000Z';
const both = (zh: string, en: string) => ({ zh, en });

const NAMES: Record<string, [string, string]> = {
  north: ['北区', 'North campus'],
  south: ['南区', 'South campus'],
  n1: ['北区总台', 'North desk'],
  s1: ['南区总台', 'South desk'],
};
const PLACES_NAMED: Place[] = Object.values(PLACES).map((place) => {
  const [zh, en] = NAMES[place.id] ?? [place.id, place.id];
  return { ...place, name: both(zh, en) };
});
const POINT = { id: 'n1', campus: 'north', code: 'N1', name: both('北区总台', 'North desk') };

const NONE = { total: 0, more: false };

type Info = Output<'session.info'>;
type Status = Output<'sync.status'>;

/** Who works at this desk, an administrator and supervisor; joined and signed in with the service reached. */
export function infoOf(over: Partial<Info> = {}): Info {
  return {
    library: both('书台大学图书馆', 'Shutai University Library'),
    demo: false,
    needsAdmin: false,
    locked: false,
    person: {
      id: 'me',
      login: 'wang',
      name: '王敏',
      grants: ['desk', 'supervisor', 'admin'].map((role) => ({
        role: role as 'desk',
        campuses: null,
        collections: null,
      })),
      point: POINT,
    },
    joined: true,
    online: true,
    mustChange: false,
    accounts: [],
    demoPassword: null,
    points: [POINT],
    lockAfterMinutes: 10,
    now: SCENE_NOW,
    zone: 'Asia/Shanghai',
    clockOffset: Date.parse(SCENE_NOW) - Date.now(),
    deskCode: 'N1',
    profile: '/home/library/shutai',
    ...over,
  };
}

/** How the desk stands; online unless told otherwise. */
export function statusOf(over: Partial<Status> = {}): Status {
  return {
    state: 'live',
    since: at('08:00'),
    reason: null,
    address: 'https://shutai.example',
    lastContact: at('10:29'),
    lastPull: at('10:29'),
    nextTry: null,
    lag: 0,
    waiting: 0,
    received: 0,
    doubtful: 0,
    refused: 0,
    exceptions: 0,
    resync: null,
    history: null,
    stuck: null,
    desk: { id: DESKS.north, code: 'N1', name: '北区总台 1 号机', campus: 'north' },
    log: { epoch: 'epoch', seq: 48_213 },
    ...over,
  };
}

/** The status bar that goes with a standing. */
export function barOf(status: Status): Output<'status.bar'> {
  const ways = { alone: 'alone', joining: 'joining', offline: 'offline', stopped: 'stopped' };
  const central = ways[status.state as keyof typeof ways] ?? 'online';
  return {
    waiting: status.waiting,
    doubtful: status.doubtful,
    refused: status.refused,
    central: central as 'online',
    since: status.state === 'alone' ? null : status.since,
    problem: null,
    queues: QUEUE_NAMES.map((queue) => ({ queue, pending: 3, late: 1, open: 9 })),
  };
}

/** Everything that the frame and the sync page ask, for a standing. */
export function syncScript(status: Status, info: Info = infoOf()): Script {
  return {
    'session.info': () => info,
    'session.touch': () => ({}),
    'status.bar': () => barOf(status),
    'devices.bar': () => ({ state: 'keyboard', reading: 0, trouble: null }),
    'devices.attend': () => ({}),
    'feedback.counts': () => ({ tickets: 0, late: 0, suggestions: 0, reviews: 0 }),
    'rfid.pad': () => ({
      reader: { is: 'none', kind: null, name: null, id: null, why: null },
      rules: { in: '07', out: 'C2', eas: true, model: '28560-2', isil: '' },
      tags: [],
    }),
    'rfid.fixes': () => [],
    'memory.get': () => ({ value: null }),
    'memory.set': () => ({}),
    'settings.rows': () => [],
    'telling.today': () => null,
    'requests.handover': () => ({
      dueFirst: [],
      mine: [],
      exceptions: [],
      answers: [],
      totals: { dueFirst: NONE, mine: NONE, exceptions: NONE, answers: NONE },
      queues: [],
    }),
    'library.words': () => ({
      places: PLACES_NAMED,
      reasons: Object.entries(REASONS).map(([code, text]) => ({ code, text, active: true })),
      staff: { me: '王敏', li: '李丽', chen: '陈国栋' },
      templates: [],
      funds: [{ id: 'fund', text: both('先读为快 2018', 'Read first 2018') }],
      vendors: [],
    }),
    'sync.status': () => status,
    'sync.list': ({ filter, offset, limit }) => ({
      total: MORNING[filter].length,
      rows: MORNING[filter].slice(offset, offset + limit),
      names: { [DESKS.south]: both('南区总台 1 号机', 'South-1'), li: both('李丽', 'Li Li') },
    }),
  };
}

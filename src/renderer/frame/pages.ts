// The pages of the rail: which exist, their icons and letters, and who may use them.

import {
  Bicycle,
  ChatDotRound,
  Collection,
  Connection,
  Cpu,
  DataAnalysis,
  Files,
  HomeFilled,
  Reading,
  Search,
  Setting,
  ShoppingCart,
  Switch,
  TakeawayBox,
  Tickets,
  User,
} from '@element-plus/icons-vue';
import type { Component } from 'vue';
import type { StaffRole } from '../../shared/library/entities.ts';
import { QUEUES } from '../../shared/queues/index.ts';
import type { QueueDefinition } from '../../shared/queues/queue.ts';
import { QUEUE_NAMES } from '../../shared/queues/request.ts';
import type { QueueName } from '../../shared/queues/request.ts';
import { OTHER_RIGHTS } from '../../shared/queues/rights.ts';
import { ROUND_ROLES } from '../../shared/rounds/stops.ts';
import type { Session } from '../desk/use-session.ts';
import { queueRoute } from '../routes.ts';

export interface RailPage {
  /** Its word is `frame.rail.<id>`. */
  id: string;
  icon: Component;
  /** Opens it after `g`. */
  letter: string;
  to: object;
  /** Set for a queue: whose counts stand beside the word. */
  queue: QueueName | null;
  allowed(session: Session): boolean;
}

/** A queue without an icon of its own gets the plain one. */
const QUEUE_ICONS: Partial<Record<QueueName, Component>> = {
  reallocation: Switch,
  find_book: Search,
  purchase: ShoppingCart,
  delivery: Bicycle,
};

/** Staff roles that have any action in a queue. */
function rolesOf(definition: QueueDefinition): Set<string> {
  return new Set(
    Object.values(definition.actions).flatMap(({ who }) => who.map(({ role }) => role)),
  );
}

const QUEUE_ROLES = Object.fromEntries(
  QUEUE_NAMES.map((name) => [name, rolesOf(QUEUES[name])]),
) as Record<QueueName, Set<string>>;

const SEARCH_ROLES: readonly StaffRole[] = [...OTHER_RIGHTS['copy.sighting'], 'admin'];

/** Whoever lends, takes back or settles what did not fit. */
const CIRCULATION_ROLES: readonly StaffRole[] = [
  ...OTHER_RIGHTS['loan.lend'],
  ...OTHER_RIGHTS['loan.take_back'],
];

/** Who has to do with what readers say. */
export const VOICE_ROLES: readonly StaffRole[] = [
  ...new Set<StaffRole>([...OTHER_RIGHTS['feedback.answer'], ...OTHER_RIGHTS['review.moderate']]),
];

/** Whether the person has any action in a queue. */
export function mayUseQueue(session: Session, queue: QueueName): boolean {
  const roles = QUEUE_ROLES[queue];
  return session.person.value?.grants.some((grant) => roles.has(grant.role)) ?? false;
}

const page = (
  id: string,
  icon: Component,
  letter: string,
  allowed: RailPage['allowed'],
): RailPage => ({ id, icon, letter, to: { name: id }, queue: null, allowed });

/** Every page of the rail, in its order. */
export const RAIL_PAGES: readonly RailPage[] = [
  page('workbench', HomeFilled, 'w', () => true),
  ...QUEUE_NAMES.map((queue) => ({
    id: queue,
    icon: QUEUE_ICONS[queue] ?? Files,
    letter: QUEUES[queue].letter.toLowerCase(),
    to: queueRoute(queue),
    queue,
    allowed: (session: Session) => mayUseQueue(session, queue),
  })),
  page('rounds', TakeawayBox, 'o', ({ person }) =>
    (person.value?.grants ?? []).some(({ role }) => ROUND_ROLES.has(role)),
  ),
  page('circulation', Tickets, 'c', (session) => session.has(...CIRCULATION_ROLES)),
  page('search', Reading, 's', (session) => session.has(...SEARCH_ROLES)),
  page('shelving', Collection, 'h', (session) => session.has(...OTHER_RIGHTS['shelf.report'])),
  page('feedback', ChatDotRound, 'b', (session) => session.has(...VOICE_ROLES)),
  page('figures', DataAnalysis, 'n', (session) => session.has(...OTHER_RIGHTS['figures.see'])),
  page('staff', User, 'e', (session) => session.has(...OTHER_RIGHTS['staff_page.own'])),
  page('devices', Cpu, 'v', () => true),
  page('sync', Connection, 'y', () => true),
  page('settings', Setting, 't', () => true),
];

// Where requests play: the parts of the library, its clock, and who and what can be cast in a story.

import type { Calendars } from '../../shared/library/calendar.ts';
import type { Place, Role } from '../../shared/library/entities.ts';
import { DAY_MS, millis } from '../../shared/lib/time.ts';
import type { Circulation } from '../circulation.ts';
import type { Copies, CopyPlan } from '../copies.ts';
import { at, diceOf, mix } from '../dice.ts';
import type { Dice } from '../dice.ts';
import type { CampusLetter, Places } from '../places.ts';
import type { Readers } from '../readers.ts';
import type { DemoStaff } from '../staff.ts';
import type { Titles } from '../titles.ts';

/** Closing time of the last day before the demo begins: nothing of staff happens later. */
export const LAST_MOMENT = '2018-06-05T14:00:00.000Z';

/** Who does something, in which role and where. */
export interface Actor {
  id: string;
  role: Role;
  point: Place | null;
  /** Whose hours count for people without a service point. */
  calendarId?: string | null;
}

/** The library as stories see it. */
export interface Stage {
  seed: number;
  titles: Titles;
  places: Places;
  copies: Copies;
  readers: Readers;
  staff: DemoStaff;
  circulation: Circulation;
  calendars: Calendars;
  vendorIds: string[];
  cardHash: (card: string) => string;
  /** Copies that a request of the report has had in its hands; each has one, so that no two overlap. */
  used: Set<number>;
  /** Requests that others of the report refer to, by a name of their own. */
  marks: Map<string, Mark>;
  sha256: (text: string) => string;
}

/** A request that others refer to. */
export interface Mark {
  id: string;
  code: string;
  copy: CopyPlan | null;
  /** Number of the book that the library lacks. */
  wanted: number | null;
  /** When whoever follows it began to follow, if not at once. */
  at: string;
}

/** A request by its name; the one that is referred to has been told before. */
export function marked(stage: Stage, name: string): Mark {
  const found = stage.marks.get(name);
  if (!found) throw new Error(`nothing is marked ${name}`);
  return found;
}

/** The system itself. */
export const SYSTEM: Actor = { id: 'system', role: 'system', point: null };

/** The other campus. */
export function otherCampus(letter: CampusLetter): CampusLetter {
  return letter === 'N' ? 'S' : 'N';
}

/** Somebody of staff in a role at one of its usual service points. */
export function someone(
  stage: Stage,
  dice: Dice,
  role: 'desk' | 'assistant' | 'supervisor' | 'courier',
  campus: CampusLetter,
): Actor {
  const number = role === 'assistant' ? dice.pick(['2', '3']) : dice.chance(0.75) ? '1' : '2';
  return {
    id: dice.pick(stage.staff.who(role, campus)),
    role,
    point: stage.places.byCode(campus + number),
  };
}

/** A collection manager whose scope has the collection, at the stacks office of its campus. */
export function manager(stage: Stage, dice: Dice, letter: string): Actor {
  const campus: CampusLetter = letter < 'M' ? 'N' : 'S';
  const people = stage.staff.who('collection', campus, letter);
  // The one for everything steps in now and then.
  const id = people.length > 1 && dice.chance(0.15) ? at(people, people.length - 1) : at(people, 0);
  return { id, role: 'collection', point: stage.places.byCode(`${campus}3`) };
}

/** One of the two in acquisitions. */
export function acquisitions(stage: Stage, dice: Dice): Actor {
  const id = dice.pick(stage.staff.who('acquisitions', 'N'));
  return { id, role: 'acquisitions', point: stage.places.byCode('N4') };
}

/** The person of a bookseller (0 or 1). */
export function bookseller(stage: Stage, vendor: number): Actor {
  return {
    id: stage.staff.id(vendor === 0 ? 'bookseller-a' : 'bookseller-b'),
    role: 'vendor',
    point: null,
    calendarId: stage.places.byCode('N4').calendarId,
  };
}

/** A reader who had registered by then and may borrow. */
export function someReader(stage: Stage, dice: Dice, when: number): number {
  const { readers } = stage;
  let low = 0;
  let high = readers.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (readers.registeredMs(middle) < when) low = middle;
    else high = middle - 1;
  }
  for (let turn = 0; turn < 20; turn += 1) {
    // Before the service there were readers too; theirs are the oldest rows here.
    const index = dice.between(0, Math.max(500, low - 200));
    if (readers.active(index)) return index;
  }
  throw new Error('no active reader in twenty');
}

/** The reader as an actor. */
export function asReader(stage: Stage, index: number): Actor {
  return { id: stage.readers.id(index), role: 'reader', point: null };
}

/** What a copy for a story has to be. */
export interface CopyWish {
  campus?: CampusLetter;
  /** At least so many copies of the title. */
  several?: boolean;
  /** It stays with the story: no other gets it. */
  keep?: boolean;
  lendable?: boolean;
}

function fits(stage: Stage, plan: CopyPlan, wish: CopyWish): boolean {
  const { copies, circulation } = stage;
  if (wish.campus !== undefined && plan.collection.campus !== wish.campus) return false;
  if (plan.lendable !== (wish.lendable ?? true) || copies.lent(plan)) return false;
  if (wish.several && copies.ofTitle(plan.titleIndex).length < 2) return false;
  if (stage.used.has(plan.index) || copies.status(plan) !== 'available') return false;
  return circulation.holds(plan.titleIndex).length === 0;
}

/** A copy that fits the wish: in its place, wanted by nobody else. */
export function someCopy(stage: Stage, dice: Dice, wish: CopyWish): CopyPlan {
  for (let turn = 0; turn < 5_000; turn += 1) {
    const plan = stage.copies.plan(dice.between(0, stage.copies.count - 1));
    if (!fits(stage, plan, wish)) continue;
    if (wish.keep !== false) stage.used.add(plan.index);
    return plan;
  }
  throw new Error('no copy that fits in five thousand');
}

/** A moment between two days when readers are awake (07:00 to 22:30 in Shanghai); `growth` above 1 leans to the end. */
export function momentBetween(dice: Dice, from: string, to: string, growth: number): number {
  const start = millis(`${from}T00:00:00.000Z`) - 8 * 3_600_000;
  const days = (millis(`${to}T00:00:00.000Z`) - millis(`${from}T00:00:00.000Z`)) / DAY_MS + 1;
  const day = Math.min(days - 1, Math.floor(days * dice.unit() ** (1 / growth)));
  return start + day * DAY_MS + 7 * 3_600_000 + Math.floor(dice.unit() * 15.5 * 3_600) * 1000;
}

/** A seed for the n-th story of a queue, apart from its place among all. */
export function storySeed(seed: number, queue: string, n: number): number {
  return mix(seed ^ (queue.length * 7919 + queue.charCodeAt(0)), n);
}

/** Dice for choosing what a story is about, apart from those that its steps throw. */
export function castingDice(stage: Stage, index: number): Dice {
  return diceOf(stage.seed ^ 0x6ca5, 'request', index);
}

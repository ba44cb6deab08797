// Readers are reminded of loans and of copies on the hold shelf: found by the instant of the next reminder, given once.

import {
  dueOf,
  nextReminder,
  reminderCommand,
  reminderNow,
  remindersOf,
} from '../../shared/circulation/notices/reminders.ts';
import type { Hold, Loan } from '../../shared/library/entities.ts';
import type { Instant } from '../../shared/lib/time.ts';
import type { DueCommand } from '../../shared/queues/timers.ts';
import type { Env, World } from '../../shared/queues/world/world.ts';
import { NEVER } from '../lane/stored.ts';
import type { Listing, StoreWrites } from '../store/port.ts';
import { NO_ROWS, runAll } from './run-due.ts';
import type { DueParts } from './run-due.ts';

const PAGE = 200;

/** A row whose turn it is: where it stands, its version, and where it stands next; `null`: nowhere. */
interface Turn {
  place: Listing;
  ver: number;
  next: Instant | null;
}

interface Round {
  turns: Turn[];
  commands: Map<string, DueCommand>;
}

function isReminderKind(kind: string): kind is 'loan' | 'hold' {
  return kind === 'loan' || kind === 'hold';
}

async function lookAt(
  world: World,
  env: Env,
  places: readonly Listing[],
  now: Instant,
): Promise<Round> {
  const round: Round = { turns: [], commands: new Map() };
  for (const place of places) {
    const { kind, id } = place;
    const row: Loan | Hold | undefined = isReminderKind(kind)
      ? await world.get(kind, id)
      : undefined;
    if (!row || !isReminderKind(kind)) {
      round.turns.push({ place, ver: 0, next: null });
      continue;
    }
    const reminders = remindersOf(kind, row, env.settings);
    const due = reminderNow(reminders, dueOf(kind, row), now);
    // A row that stands there twice is told of once.
    const named = due && reminderCommand(env, kind, row, due, now);
    if (named) round.commands.set(named.id, named);
    const next = reminders.length === 0 ? null : (nextReminder(reminders, now) ?? NEVER);
    round.turns.push({ place, ver: row.ver, next });
  }
  return round;
}

/** Moves rows on to their next reminder, except those that were written meanwhile: they come up again. */
async function moveOn(writes: StoreWrites, turns: readonly Turn[]): Promise<number> {
  const rows = await writes.rows(turns.map(({ place }) => place));
  const vers = new Map(rows.map(({ kind, id, ver }) => [`${kind}/${id}`, ver]));
  const same = turns.filter(
    ({ place, ver }) => (vers.get(`${place.kind}/${place.id}`) ?? 0) === ver || ver === 0,
  );
  if (same.length === 0) return 0;
  const unlisted = same.map(({ place }) => place);
  const listed = same.flatMap(({ place, next }) =>
    next === null ? [] : [{ ...place, key: next }],
  );
  await writes.write({ ...NO_ROWS, unlisted, listed });
  return same.length;
}

/** Gives every reminder that is due; gives how many readers were told. */
export async function runReminders(parts: DueParts): Promise<number> {
  let told = 0;
  for (;;) {
    const now = parts.lane.now();
    const places = await parts.store.reads.listedUpTo('reminder', now, PAGE);
    if (places.length === 0) return told;
    const round = await parts.lane.look((world, env) => lookAt(world, env, places, now), places);
    const { failed, ran } = await runAll(parts, [...round.commands.values()]);
    told += ran;
    if (failed) return told;
    const moved = await parts.lane.alone((writes) => moveOn(writes, round.turns));
    if (typeof moved !== 'number' || moved === 0) return told;
  }
}

// Practice of shelf order on the desk: exercises from the library's own shelves, and how people are getting on.

import { sql } from 'kysely';
import type { CallNumberOptions } from '../../../shared/library/call-number-parts.ts';
import type { Staff } from '../../../shared/library/entities.ts';
import type { Policies } from '../../../shared/library/policies.ts';
import type { Practice } from '../../../shared/library/practice.ts';
import { shelfKeys } from '../../../shared/library/shelf-keys.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import {
  curveOf,
  exercisesOf,
  practisable,
  randomFrom,
} from '../../../shared/shelving/practice.ts';
import type { Curve, Exercise, PassMark } from '../../../shared/shelving/practice.ts';
import { fromStored } from '../db/columns.ts';
import { allRows, columnList } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import type { DetailSource } from '../queues/detail.ts';

/** Exercises of one sitting. */
const SITTING = 10;
/** Stretches of shelf from which they come, and copies in a row of each. */
const STRETCHES = 12;
const STRETCH = 50;
/** Sittings whose mistakes come back. */
const REMEMBERED = 10;

/** Sittings of one person, oldest first. */
export function sittingsOf(statements: Statements, staffId: string): Practice[] {
  return statements
    .all(
      `SELECT ${columnList('practice')} FROM practice WHERE "staffId" = ? ORDER BY "at"`,
      staffId,
    )
    .map((stored) => fromStored('practice', stored));
}

/** What has to be reached, from the library's settings. */
export function passMark(policies: Policies): PassMark {
  return {
    percent: policies.number('practice.pass_percent'),
    exercises: policies.number('practice.pass_exercises'),
  };
}

/** Numbers of stretches of shelf that the seed chooses: far apart for a beginner, neighbours for whoever knows more. */
async function shelfFor(
  { reads }: DetailSource,
  collection: string,
  random: () => number,
): Promise<string[]> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from copy where holding = ${collection}
  `.execute(reads);
  const room = Math.max(1, (rows[0]?.total ?? 0) - STRETCH + 1);
  const numbers: string[] = [];
  for (let stretch = 0; stretch < STRETCHES; stretch += 1) {
    const from = Math.floor(((stretch + random()) / STRETCHES) * room);
    const found = await sql<{ callNumber: string }>`
      select "callNumber" from copy where holding = ${collection}
      order by "shelfKey", barcode limit ${STRETCH} offset ${from}
    `.execute(reads);
    numbers.push(...found.rows.map(({ callNumber }) => callNumber));
  }
  return numbers;
}

/** The collection that was chosen, else the one of the campus that holds most. */
async function collectionFor(source: DetailSource, chosen: string | null): Promise<string | null> {
  if (chosen !== null) return source.env.settings.place(chosen)?.id ?? null;
  const { rows } = await sql<{ id: string }>`
    select place.id from place
    where place.kind = 'collection' and place.campus = ${source.looker.point?.campus ?? ''}
    order by (select count(*) from copy where copy.holding = place.id) desc limit 1
  `.execute(source.reads);
  return rows[0]?.id ?? null;
}

/** Exercises of one sitting; the same seed and the same rows give the same. */
export async function makeExercises(
  source: DetailSource,
  asked: { collection: string | null; seed: number },
): Promise<{ exercises: Exercise[]; options: CallNumberOptions }> {
  const random = randomFrom(asked.seed);
  const { settings } = source.env;
  const collection = await collectionFor(source, asked.collection);
  const options = shelfKeys(settings).optionsOf(collection);
  if (collection === null) return { exercises: [], options };
  const shelf = practisable(await shelfFor(source, collection, random), options);
  const own = sittingsOf(source.statements, source.looker.actor.id);
  const { recent } = curveOf(own, passMark(settings.policies));
  const missed = own.slice(-REMEMBERED).flatMap((sitting) => sitting.missed);
  // Whoever is right half of the time gets easy ones; the better, the closer together.
  const level = Math.max(0, ((recent ?? 0) - 50) / 50);
  return { exercises: exercisesOf(shelf, missed, { count: SITTING, level, random }), options };
}

function isAssistant({ grants, active }: Staff): boolean {
  return active && grants.some(({ role }) => role === 'assistant');
}

/** The person's own curve, and for whoever supervises those of the assistants who have practised. */
export function curves({ statements, env, looker }: DetailSource): {
  own: Curve;
  mark: PassMark;
  others: { staffId: string; curve: Curve }[] | null;
} {
  const mark = passMark(env.settings.policies);
  const curve = (staffId: string) => curveOf(sittingsOf(statements, staffId), mark);
  const me = looker.actor.id;
  const others = mayDo('practice.see', looker.actor)
    ? allRows(statements, 'staff')
        .filter((person) => person.id !== me && isAssistant(person))
        .map(({ id }) => ({ staffId: id, curve: curve(id) }))
        .filter((each) => each.curve.exercises > 0)
    : null;
  return { own: curve(me), mark, others };
}

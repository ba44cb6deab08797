// Writes a group in two statements (the audit trail has one of its own), each of one text whatever the group's size:
// arrays go in, rows come out.

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Instant } from '../../../shared/lib/time.ts';
import { jobColumns } from '../jobs.ts';
import type { BaseRow, Group, Listing, StoredRow } from '../port.ts';
import type { Db } from '../schema.ts';
import { storable } from './text.ts';

/** A column of texts as one value. */
export function texts(values: readonly (string | null)[]): RawBuilder<unknown> {
  return sql`${values}::text[]`;
}

/** Stands in no JSON text: there a control character is always escaped. */
const BETWEEN = '\u001E';

/** A column of JSON texts as one value; escaping each a second time, as an array wants, costs more than all else. */
function jsons(values: readonly (string | null)[]): RawBuilder<unknown> {
  return sql`string_to_array(${values.map((value) => value ?? '').join(BETWEEN)}::text, ${BETWEEN}, '')`;
}

function numbers(values: readonly (number | null)[]): RawBuilder<unknown> {
  return sql`${values}::int8[]`;
}

/** The last of each key: one statement cannot write a row twice. */
function lastOf<T>(rows: readonly T[], key: (row: T) => string): T[] {
  const last = new Map(rows.map((row) => [key(row), row]));
  return last.size === rows.length ? [...rows] : [...last.values()];
}

const entityKey = ({ kind, id }: { kind: string; id: string }) => `${kind} ${id}`;

/** Rows of entities as a table. */
function rowsTable(rows: readonly StoredRow[]): RawBuilder<unknown> {
  return sql`unnest(
    ${texts(rows.map((row) => row.kind))}, ${texts(rows.map((row) => row.id))},
    ${numbers(rows.map((row) => row.ver))}, ${jsons(rows.map((row) => row.image))},
    ${texts(rows.map((row) => row.digest))})`;
}

const ENTITY = sql`insert into entity (stream, kind, id, ver, image, digest)`;

function privateTexts(stream: string, rows: Group['texts']): RawBuilder<unknown> {
  return sql`insert into private_text (stream, kind, id, ver, "of", text)
    select ${stream}::text, * from unnest(
      ${texts(rows.map((row) => row.kind))}, ${texts(rows.map((row) => row.id))},
      ${numbers(rows.map((row) => row.ver))}, ${texts(rows.map((row) => row.of))},
      ${jsons(rows.map((row) => JSON.stringify(row.text)))})
    on conflict (stream, kind, id)
    do update set ver = excluded.ver, "of" = excluded."of", text = excluded.text`;
}

/** What a group writes of entities: the log, with the digest of an image that is the newest, and all other rows. */
function newestIn({ log, rows }: Group) {
  const rest = new Map(rows.map((row) => [entityKey(row), row]));
  const digests = log.map((each) => {
    const row = rest.get(entityKey(each));
    if (row?.ver !== each.ver || row.image !== each.image) return null;
    rest.delete(entityKey(each));
    return row.digest;
  });
  return { digests, rest: [...rest.values()] };
}

/** The log's rows as a table, so that an image which is the newest travels once. */
function logTable(rows: Group['log'], digests: readonly (string | null)[]): RawBuilder<unknown> {
  return sql`select * from unnest(
      ${numbers(rows.map((row) => row.seq))}, ${texts(rows.map((row) => row.kind))},
      ${texts(rows.map((row) => row.id))}, ${numbers(rows.map((row) => row.ver))},
      ${jsons(rows.map((row) => row.image))}, ${texts(rows.map((row) => row.imageHash))},
      ${texts(rows.map((row) => row.commandId))}, ${texts(rows.map((row) => row.actor))},
      ${texts(rows.map((row) => row.desk))}, ${texts(rows.map((row) => row.serverTime))},
      ${texts(rows.map((row) => row.hash))}, ${texts(digests)})
    as row(seq, kind, id, ver, image, image_hash, command_id, actor, desk, server_time, hash, digest)`;
}

function logRows(stream: string): RawBuilder<unknown> {
  return sql`insert into log
      (stream, seq, kind, id, ver, image, image_hash, command_id, actor, desk, server_time, hash)
    select ${stream}::text, seq, kind, id, ver, image, image_hash, command_id, actor, desk,
      server_time, hash from logged`;
}

function entities(stream: string, rest: readonly StoredRow[]): RawBuilder<unknown> {
  return sql`${ENTITY}
    select ${stream}::text, kind, id, ver, image, digest from logged where digest is not null
    union all select ${stream}::text, * from ${rowsTable(rest)}
    on conflict (stream, kind, id)
    do update set ver = excluded.ver, image = excluded.image, digest = excluded.digest`;
}

function results(stream: string, rows: Group['results']): RawBuilder<unknown> {
  return sql`insert into result
      (stream, command_id, desk, cseq, code, refusal, seq, head, facts, at)
    select ${stream}::text, * from unnest(
      ${texts(rows.map((row) => row.id))}, ${texts(rows.map((row) => row.desk))},
      ${numbers(rows.map((row) => row.cseq))}, ${texts(rows.map((row) => row.code))},
      ${texts(rows.map((row) => row.refusal))}, ${numbers(rows.map((row) => row.seq))},
      ${texts(rows.map((row) => row.head))}, ${jsons(rows.map((row) => JSON.stringify(row.facts)))},
      ${texts(rows.map((row) => row.at))})`;
}

function counters(stream: string, rows: Group['counters']): RawBuilder<unknown> {
  return sql`insert into counter (stream, prefix, last)
    select ${stream}::text, * from unnest(
      ${texts(rows.map((row) => row.prefix))}, ${numbers(rows.map((row) => row.last))})
    on conflict (stream, prefix) do update set last = excluded.last`;
}

function desks(stream: string, rows: Group['desks']): RawBuilder<unknown> {
  return sql`update desk set last = new.last, last_at = new.last_at
    from unnest(${texts(rows.map((row) => row.id))}, ${numbers(rows.map((row) => row.last))},
      ${texts(rows.map((row) => row.lastAt))}) as new(id, last, last_at)
    where desk.stream = ${stream} and desk.id = new.id`;
}

function jobs(stream: string, rows: Group['jobs'], now: () => Instant): RawBuilder<unknown> {
  const made = rows.map((job) => jobColumns(stream, job, now()));
  return sql`insert into job (stream, key, kind, body, due_on, tries, state, made_on)
    select ${stream}::text, new.key, new.kind, new.body, new.due_on, 0, 'waiting', new.made_on
    from unnest(${texts(made.map((job) => job.key))}, ${texts(made.map((job) => job.kind))},
      ${jsons(made.map((job) => job.body))}, ${texts(made.map((job) => job.due_on))},
      ${texts(made.map((job) => job.made_on))}) as new(key, kind, body, due_on, made_on)
    on conflict (stream, key) do nothing`;
}

async function writeAudit(
  db: Db,
  stream: string,
  lines: NonNullable<Group['audit']>,
  at: Instant,
): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map(({ facts, ...line }) => ({
    ...line,
    stream,
    at,
    facts: JSON.stringify(facts),
  }));
  await db.insertInto('audit').values(rows).execute();
}

function places(rows: readonly Listing[]): RawBuilder<unknown> {
  return sql`unnest(${texts(rows.map((row) => row.list))},
    ${texts(rows.map((row) => storable(row.key)))}, ${texts(rows.map((row) => row.kind))},
    ${texts(rows.map((row) => row.id))})`;
}

function takenPlaces(stream: string, rows: readonly Listing[]): RawBuilder<unknown> {
  return sql`insert into lookup (stream, list, key, kind, id)
    select ${stream}::text, * from ${places(rows)}
    on conflict (stream, list, key, kind, id) do nothing`;
}

/** Writes a whole group; the transaction is open. */
export async function writeGroup(
  db: Db,
  stream: string,
  group: Group,
  now: () => Instant,
): Promise<void> {
  // A copy that changes hands leaves the first before it reaches the second.
  if (group.unlisted.length > 0) {
    await sql`delete from lookup using ${places(group.unlisted)} as gone(list, key, kind, id)
      where lookup.stream = ${stream} and lookup.list = gone.list and lookup.key = gone.key
      and lookup.kind = gone.kind and lookup.id = gone.id`.execute(db);
  }
  await writeAudit(db, stream, group.audit ?? [], now());
  const parts = [
    takenPlaces(stream, group.listed),
    logRows(stream),
    results(stream, group.results),
    privateTexts(stream, lastOf(group.texts, entityKey)),
    counters(
      stream,
      lastOf(group.counters, ({ prefix }) => prefix),
    ),
    desks(
      stream,
      lastOf(group.desks, ({ id }) => id),
    ),
    jobs(stream, group.jobs, now),
  ].map((part, index) => sql`${sql.raw(`p${index}`)} as (${part})`);
  const { digests, rest } = newestIn(group);
  const logged = logTable(group.log, digests);
  const rows = entities(stream, rest);
  await sql`with logged as materialized (${logged}), ${sql.join(parts)} ${rows}`.execute(db);
}

/** Writes a stretch of a base: rows at `ver` 1 that nothing lies under. */
export async function writeBase(db: Db, stream: string, rows: readonly BaseRow[]): Promise<void> {
  const table = rowsTable(rows.map(({ row }) => row));
  await sql`${ENTITY} select ${stream}::text, * from ${table}`.execute(db);
  const listed = rows.flatMap(({ listings }) => listings);
  await takenPlaces(stream, listed).execute(db);
  const said = rows.flatMap(({ text }) => (text ? [text] : []));
  if (said.length > 0) await privateTexts(stream, said).execute(db);
}

// Writes a group by statements that are prepared once: a row costs a few microseconds, Kysely would cost ten times that.

import type { Instant } from '../../../shared/lib/time.ts';
import { jobColumns } from '../jobs.ts';
import type { Group, Listing } from '../port.ts';
import type { Sqlite } from './open.ts';

type Cell = string | number | null;

const places = (count: number) => Array(count).fill('?').join(', ');
const insert = (table: string, columns: string, more = '') =>
  `INSERT INTO ${table} (${columns}) VALUES (${places(columns.split(',').length)}) ${more}`;

const SQL = {
  row: insert(
    'entity',
    'stream, kind, id, ver, image, digest',
    `ON CONFLICT (stream, kind, id)
     DO UPDATE SET ver = excluded.ver, image = excluded.image, digest = excluded.digest`,
  ),
  base: insert('entity', 'stream, kind, id, ver, image, digest'),
  unlist: 'DELETE FROM lookup WHERE stream = ? AND list = ? AND key = ? AND kind = ? AND id = ?',
  list: insert(
    'lookup',
    'stream, list, key, kind, id',
    'ON CONFLICT (stream, list, key, kind, id) DO NOTHING',
  ),
  log: insert(
    'log',
    'stream, seq, kind, id, ver, image, image_hash, command_id, actor, desk, server_time, hash',
  ),
  result: insert('result', 'stream, command_id, desk, cseq, code, refusal, seq, head, facts, at'),
  text: insert(
    'private_text',
    'stream, kind, id, ver, "of", text',
    `ON CONFLICT (stream, kind, id)
     DO UPDATE SET ver = excluded.ver, "of" = excluded."of", text = excluded.text`,
  ),
  desk: 'UPDATE desk SET last = ?, last_at = ? WHERE stream = ? AND id = ?',
  counter: insert(
    'counter',
    'stream, prefix, last',
    'ON CONFLICT (stream, prefix) DO UPDATE SET last = excluded.last',
  ),
  job: insert(
    'job',
    'stream, key, kind, body, due_on, tries, state, last_error, made_on, done_on, leased_until',
    'ON CONFLICT (stream, key) DO NOTHING',
  ),
  audit: insert('audit', 'stream, at, what, who, desk, facts'),
  meta: insert(
    'meta',
    'stream, name, value',
    'ON CONFLICT (stream, name) DO UPDATE SET value = excluded.value',
  ),
} as const;

/** A statement of the hot path. */
export type Written = keyof typeof SQL;

/** Runs one of the statements of the hot path. */
export type Run = (name: Written, ...cells: Cell[]) => void;

/** Prepares the statements of a handle, each when it is first needed. */
export function runnerOf(db: Sqlite): Run {
  const known: Partial<Record<Written, { run(...cells: Cell[]): unknown }>> = {};
  return (name, ...cells) => {
    const statement = (known[name] ??= db.prepare<Cell[]>(SQL[name]));
    statement.run(...cells);
  };
}

/** Places left, then places taken: a copy that changes hands leaves the first before it reaches the second. */
function writeListings(run: Run, stream: string, group: Group): void {
  const write = (name: Written, { list, key, kind, id }: Listing) =>
    run(name, stream, list, key, kind, id);
  for (const each of group.unlisted) write('unlist', each);
  for (const each of group.listed) write('list', each);
}

function writeLog(run: Run, stream: string, group: Group): void {
  for (const row of group.log) {
    const { seq, kind, id, ver, image, imageHash, commandId, actor, desk, serverTime, hash } = row;
    run(
      'log',
      stream,
      seq,
      kind,
      id,
      ver,
      image,
      imageHash,
      commandId,
      actor,
      desk,
      serverTime,
      hash,
    );
  }
  for (const result of group.results) {
    const { id, desk, cseq, code, refusal, seq, head, at } = result;
    const facts = JSON.stringify(result.facts);
    run('result', stream, id, desk, cseq, code, refusal, seq, head, facts, at);
  }
}

/** Writes a whole group; the transaction is open. */
export function writeGroup(run: Run, stream: string, group: Group, now: () => Instant): void {
  for (const { kind, id, ver, image, digest } of group.rows) {
    run('row', stream, kind, id, ver, image, digest);
  }
  writeListings(run, stream, group);
  writeLog(run, stream, group);
  for (const { kind, id, ver, of, text } of group.texts) {
    run('text', stream, kind, id, ver, of, JSON.stringify(text));
  }
  for (const { id, last, lastAt } of group.desks) run('desk', last, lastAt, stream, id);
  for (const { prefix, last } of group.counters) run('counter', stream, prefix, last);
  for (const { what, who, desk, facts } of group.audit ?? []) {
    run('audit', stream, now(), what, who, desk, JSON.stringify(facts));
  }
  // Columns in the order of the statement.
  for (const job of group.jobs) run('job', ...Object.values(jobColumns(stream, job, now())));
}

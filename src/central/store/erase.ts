// Erasing what is known of a person: old images are blanked, texts and credentials go, and the chain still verifies.

import { sql } from 'kysely';
import { sha256 } from '../../node/env.ts';
import type { Kind } from '../../shared/queues/world/world.ts';
import type { Exclusively } from './auth.ts';
import type { Dialect } from './dialect.ts';
import type { StoreReads } from './port.ts';
import type { Db } from './schema.ts';

interface Key {
  kind: Kind;
  id: string;
}

/** Rows of the log that one transaction looks through, so that the lane never waits long. */
const STRETCH = 5000;

/** Texts, credentials and sessions of these; gives how many texts there were. */
async function forget(db: Db, stream: string, keys: readonly Key[]): Promise<number> {
  let texts = 0;
  for (const { kind, id } of keys) {
    const { numDeletedRows } = await db
      .deleteFrom('private_text')
      .where('stream', '=', stream)
      .where('kind', '=', kind)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    texts += Number(numDeletedRows);
    if (kind !== 'reader') continue;
    for (const table of ['credential', 'session'] as const) {
      await db
        .deleteFrom(table)
        .where('stream', '=', stream)
        .where('kind', '=', 'reader')
        .where('owner', '=', id)
        .execute();
    }
  }
  return texts;
}

/** Blanks images between two numbers; an entity's present image stays, since it is what the erasing left. */
async function blank(
  db: Db,
  stream: string,
  dialect: Dialect,
  keys: readonly Key[],
  after: number,
): Promise<number> {
  const wanted = dialect.pairs(keys.map(({ kind, id }) => [kind, id] as const));
  const found = await db
    .selectFrom('log')
    .innerJoin('entity', (join) =>
      join
        .onRef('entity.stream', '=', 'log.stream')
        .onRef('entity.kind', '=', 'log.kind')
        .onRef('entity.id', '=', 'log.id')
        .onRef('entity.ver', '>', 'log.ver'),
    )
    .where('log.stream', '=', stream)
    .where('log.seq', '>', after)
    .where('log.seq', '<=', after + STRETCH)
    .where('log.image', 'is not', null)
    .where(sql<boolean>`(log.kind, log.id) in (select a, b from ${wanted})`)
    .select(['log.seq', 'log.image'])
    .execute();
  for (const { seq, image } of found) {
    await db
      .updateTable('log')
      .set({ image: null, image_hash: sha256(image ?? '') })
      .where('stream', '=', stream)
      .where('seq', '=', seq)
      .execute();
  }
  return found.length;
}

/** Erases these entities from a stream; gives how many images and texts it met. */
export async function eraseImages(
  stream: string,
  keys: readonly Key[],
  reads: StoreReads,
  dialect: Dialect,
  exclusively: Exclusively,
): Promise<number> {
  if (keys.length === 0) return 0;
  let met = await exclusively((db) => forget(db, stream, keys));
  const { seq: end } = await reads.head();
  for (let after = 0; after < end; after += STRETCH) {
    met += await exclusively((db) => blank(db, stream, dialect, keys, after));
  }
  return met;
}

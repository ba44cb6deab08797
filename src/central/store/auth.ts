// Who may come in, over either database: desks and codes, credentials, sessions, tries, the audit trail.

import type { AuthStore, DeskRow } from './auth-port.ts';
import { auditOf, deskColumns, sessionColumns, sessionOf } from './rows.ts';
import type { Db } from './schema.ts';

type Part<N extends keyof AuthStore> = Pick<AuthStore, N>;

/** Runs work in a transaction that has the stream to itself. */
export type Exclusively = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

async function useCode(
  db: Db,
  stream: string,
  [hash, now, make]: Parameters<AuthStore['enroll']>,
): Promise<DeskRow | null> {
  const code = await db
    .updateTable('enroll_code')
    .set({ used_on: now })
    .where('stream', '=', stream)
    .where('hash', '=', hash)
    .where('used_on', 'is', null)
    .where('expires_on', '>', now)
    .returning('campus')
    .executeTakeFirst();
  if (!code) return null;
  const { n } = await db
    .selectFrom('desk')
    .where('stream', '=', stream)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const desk = make(code.campus, n);
  await db.insertInto('desk').values(deskColumns(stream, desk)).execute();
  return desk;
}

function deskAuth(
  db: Db,
  stream: string,
  exclusively: Exclusively,
): Part<'addEnrollCode' | 'enroll' | 'setDesk' | 'addStaffOfDesk'> {
  return {
    async addEnrollCode({ hash, campus, madeBy, expiresOn }) {
      await db
        .insertInto('enroll_code')
        .values({ stream, hash, campus, made_by: madeBy, expires_on: expiresOn, used_on: null })
        .execute();
    },
    enroll: (...args) => exclusively((inside) => useCode(inside, stream, args)),
    async setDesk({ id, name, revoked, seenOn, vouched }) {
      const set = {
        ...(name === undefined ? {} : { name }),
        ...(revoked === undefined ? {} : { revoked: revoked ? 1 : 0 }),
        ...(seenOn === undefined ? {} : { seen_on: seenOn }),
        ...(vouched === undefined ? {} : { vouched }),
      };
      if (Object.keys(set).length === 0) return;
      await db
        .updateTable('desk')
        .set(set)
        .where('stream', '=', stream)
        .where('id', '=', id)
        .execute();
    },
    async addStaffOfDesk(desk, staff, now) {
      await db
        .insertInto('desk_staff')
        .values({ stream, desk, staff, since: now })
        .onConflict((conflict) => conflict.columns(['stream', 'desk', 'staff']).doNothing())
        .execute();
    },
  };
}

function credentialAuth(
  db: Db,
  stream: string,
): Part<'credential' | 'setCredential' | 'countCredentials'> {
  return {
    async credential(kind, owner) {
      const row = await db
        .selectFrom('credential')
        .where('stream', '=', stream)
        .where('kind', '=', kind)
        .where('owner', '=', owner)
        .select(['phc', 'must_change'])
        .executeTakeFirst();
      return row ? { phc: row.phc, mustChange: row.must_change === 1 } : null;
    },
    async setCredential(kind, owner, phc, mustChange, now) {
      const set = { phc, must_change: mustChange ? 1 : 0, set_on: now };
      await db
        .insertInto('credential')
        .values({ stream, kind, owner, ...set })
        .onConflict((conflict) => conflict.columns(['stream', 'kind', 'owner']).doUpdateSet(set))
        .execute();
    },
    async countCredentials(kind) {
      const { n } = await db
        .selectFrom('credential')
        .where('stream', '=', stream)
        .where('kind', '=', kind)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return n;
    },
  };
}

function sessionAuth(
  db: Db,
  stream: string,
): Part<
  | 'addSession'
  | 'sessionByToken'
  | 'sessionByRefresh'
  | 'refreshSession'
  | 'revokeSession'
  | 'revokeOwner'
> {
  const by = async (column: 'token_hash' | 'refresh_hash', hash: string) => {
    const row = await db
      .selectFrom('session')
      .where('stream', '=', stream)
      .where(column, '=', hash)
      .selectAll()
      .executeTakeFirst();
    return row ? sessionOf(row) : null;
  };
  const sessions = () => db.updateTable('session').where('stream', '=', stream);
  return {
    async addSession(session) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('session')
        .values(sessionColumns(stream, session))
        .onConflict((conflict) => conflict.columns(['stream', 'id']).doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
    sessionByToken: (hash) => by('token_hash', hash),
    sessionByRefresh: (hash) => by('refresh_hash', hash),
    async refreshSession(id, oldRefreshHash, next) {
      const { numUpdatedRows } = await sessions()
        .set({
          token_hash: next.tokenHash,
          refresh_hash: next.refreshHash,
          expires_on: next.expiresOn,
        })
        .where('id', '=', id)
        .where('refresh_hash', '=', oldRefreshHash)
        .where('revoked', '=', 0)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    async revokeSession(id) {
      await sessions().set({ revoked: 1 }).where('id', '=', id).execute();
    },
    async revokeOwner(kind, owner, except) {
      const own = sessions()
        .set({ revoked: 1 })
        .where('kind', '=', kind)
        .where('owner', '=', owner);
      await (except === undefined ? own : own.where('id', '<>', except)).execute();
    },
  };
}

function watchAuth(
  db: Db,
  stream: string,
): Part<'tries' | 'setTries' | 'audit' | 'auditLines' | 'sweep'> {
  return {
    async tries(name) {
      const row = await db
        .selectFrom('tries')
        .where('stream', '=', stream)
        .where('name', '=', name)
        .select(['wrong', 'until'])
        .executeTakeFirst();
      return row ?? null;
    },
    async setTries(name, tries) {
      if (tries === null) {
        const own = db.deleteFrom('tries').where('stream', '=', stream);
        return void (await own.where('name', '=', name).execute());
      }
      const { wrong, until } = tries;
      await db
        .insertInto('tries')
        .values({ stream, name, wrong, until })
        .onConflict((conflict) =>
          conflict.columns(['stream', 'name']).doUpdateSet({ wrong, until }),
        )
        .execute();
    },
    async audit({ at, what, who, desk, facts }) {
      const line = { stream, at, what, who, desk, facts: JSON.stringify(facts) };
      await db.insertInto('audit').values(line).execute();
    },
    async auditLines(limit, before) {
      const all = db.selectFrom('audit').where('stream', '=', stream);
      const some = before === null ? all : all.where('n', '<', before);
      const rows = await some.orderBy('n', 'desc').limit(limit).selectAll().execute();
      return rows.map(auditOf);
    },
    async sweep(before) {
      await db
        .deleteFrom('session')
        .where('stream', '=', stream)
        .where('ends_on', '<', before)
        .execute();
      await db
        .deleteFrom('enroll_code')
        .where('stream', '=', stream)
        .where('expires_on', '<', before)
        .execute();
      await db
        .deleteFrom('tries')
        .where('stream', '=', stream)
        .where('until', '<', before)
        .execute();
    },
  };
}

/** Who may come in, of one stream. */
export function authOf(db: Db, stream: string, exclusively: Exclusively): AuthStore {
  return {
    ...deskAuth(db, stream, exclusively),
    ...credentialAuth(db, stream),
    ...sessionAuth(db, stream),
    ...watchAuth(db, stream),
  };
}

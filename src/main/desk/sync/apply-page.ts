// Applies pages of the log: each transaction ends with a whole command and with the cursor that belongs to its rows.

import type { Env } from '../../../shared/queues/world/world.ts';
import { firstBreak } from '../../../shared/sync/chain.ts';
import { PAGE_ROWS } from '../../../shared/sync/protocol.ts';
import type { LogRow, PullAnswer } from '../../../shared/sync/protocol.ts';
import { sha256 } from '../../../node/env.ts';
import { pendingIn } from '../db/pending.ts';
import type { Store } from '../profile/store.ts';
import { changesOf } from './page-changes.ts';
import { markReadTo, readToOf } from './read-to.ts';
import { settle } from './settle.ts';

/** Splits rows after whole commands into parts of about `PAGE_ROWS`. */
export function partsOf(rows: readonly LogRow[]): LogRow[][] {
  const parts: LogRow[][] = [];
  let part: LogRow[] = [];
  for (const [index, row] of rows.entries()) {
    part.push(row);
    const ends = rows[index + 1]?.commandId !== row.commandId;
    if (ends && part.length >= PAGE_ROWS) {
      parts.push(part);
      part = [];
    }
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

/** Whether the page begins where the replica has read to, and its rows follow each other. */
function fits(store: Store, page: PullAnswer): boolean {
  const readTo = readToOf(store.replica());
  if (!readTo || readTo.epoch !== page.epoch) return false;
  if (readTo.cursor.seq !== page.from.seq || readTo.cursor.hash !== page.from.hash) return false;
  const broken = firstBreak(page.from, page.rows, sha256);
  if (broken !== null) store.log(`the log is broken at ${broken}`);
  const { seq, hash } = page.rows.at(-1) ?? page.from;
  return broken === null && seq === page.through.seq && hash === page.through.hash;
}

/** Pending commands whose rows are among these, by their place. */
function confirmed(store: Store, rows: readonly LogRow[]) {
  const done = new Set(rows.map((row) => row.commandId));
  return pendingIn(store.replica().statements).filter(({ id }) => done.has(id));
}

async function applyPart(
  store: Store,
  env: Env,
  epoch: string,
  rows: readonly LogRow[],
  texts: PullAnswer['private'],
): Promise<void> {
  const { statements } = store.replica();
  const campus = store.joined()?.campus ?? '';
  const last = rows.at(-1);
  if (!last) return;
  const gone = confirmed(store, rows);
  const early = gone.filter(({ id }) => store.outbox.resultOf(id) === null);
  await settle(store, env, {
    ...changesOf(statements, rows, texts, campus),
    leaving: gone.map(({ place }) => place),
    mark(writes) {
      for (const { id } of early) writes.pending.reached(id);
      markReadTo(writes, { epoch, cursor: { seq: last.seq, hash: last.hash } });
    },
  });
}

/** Applies a page; false when it does not follow what the replica has read. */
export async function applyPage(store: Store, env: Env, page: PullAnswer): Promise<boolean> {
  if (!fits(store, page)) return false;
  const parts = partsOf(page.rows);
  for (const [index, rows] of parts.entries()) {
    // Texts of a request need its rows: they go with the last part.
    const texts = index === parts.length - 1 ? page.private : textsWith(rows, page.private);
    await applyPart(store, env, page.epoch, rows, texts);
  }
  return true;
}

/** The texts of entities that are among the rows. */
function textsWith(rows: readonly LogRow[], texts: PullAnswer['private']): PullAnswer['private'] {
  const here = new Set(rows.map(({ kind, id }) => `${kind}/${id}`));
  return texts.filter(({ kind, id }) => here.has(`${kind}/${id}`));
}

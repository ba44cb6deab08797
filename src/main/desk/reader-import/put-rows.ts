// Registers what was looked through: fifty readers a command, and one by one where a command of several is refused.

import { MOST_READERS } from '../../../shared/circulation/readers/reader-input.ts';
import type { TableReader } from '../../../shared/circulation/readers/reader-input.ts';
import type { Executor } from '../queues/execute.ts';
import type { StoredOutcome } from '../outbox/placed.ts';
import type { LookedRow } from './look-through.ts';

/** Who said that they shall be put in, and where they stood. */
export interface PutBy {
  executor: Executor;
  actor: string;
  point: string;
  newId(): string;
  /** Lets everything else have its turn; false where somebody stopped it. */
  goOn(put: number): Promise<boolean>;
}

/** Rows that a command would change. */
function isPut({ state, reader }: LookedRow): boolean {
  return reader !== null && (state === 'new' || state === 'changed' || state === 'compared');
}

function send(
  { executor, actor, point, newId }: PutBy,
  readers: readonly TableReader[],
): Promise<StoredOutcome> {
  const input = { readers, update: true };
  const about = { id: newId(), actor, point, entity: newId(), expectHead: null, input };
  return executor.run({ ...about, type: 'reader.register' });
}

function mark(row: LookedRow, outcome: StoredOutcome): void {
  if (outcome.ok) Object.assign(row, { state: 'written', problem: null });
  else
    Object.assign(row, { state: 'refused', problem: { code: outcome.code, facts: outcome.facts } });
}

/** Puts the rows; each bears afterwards what became of it. */
export async function putRows(rows: readonly LookedRow[], by: PutBy): Promise<void> {
  const wanted = rows.filter(isPut);
  for (let from = 0; from < wanted.length; from += MOST_READERS) {
    const some = wanted.slice(from, from + MOST_READERS);
    const readers = some.flatMap(({ reader }) => reader ?? []);
    const outcome = await send(by, readers);
    if (outcome.ok || some.length === 1) for (const row of some) mark(row, outcome);
    else {
      for (const row of some) if (row.reader) mark(row, await send(by, [row.reader]));
    }
    if (!(await by.goOn(from + some.length))) return;
  }
}

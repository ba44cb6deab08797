// The journal of a command: what it changed besides requests and events, kept with its event so that an undo can take it back.

import type { RequestEvent } from '../request.ts';
import type { Journal, Run, Trace } from './run.ts';

const CORE: ReadonlySet<string> = new Set([
  'request',
  'event',
  'custody',
  'fund',
  'notice',
  'bundle',
  'private',
  // A sum of a day is nobody's to take back as it was: others have added to it since.
  'daily',
]);

function traceOf(
  kind: string,
  id: string,
  before: object | undefined,
  after: object,
): Trace | null {
  if (before === undefined) return { kind, id, before: null, after: {} };
  const old = before as Record<string, unknown>;
  const now = after as Record<string, unknown>;
  const keys = Object.keys(now).filter(
    (key) => key !== 'ver' && JSON.stringify(now[key]) !== JSON.stringify(old[key]),
  );
  if (keys.length === 0) return null;
  return {
    kind,
    id,
    before: Object.fromEntries(keys.map((key) => [key, old[key]])),
    after: Object.fromEntries(keys.map((key) => [key, now[key]])),
  };
}

/** Adds the journal to the command's own event; a submission or a note needs none. */
export async function keepJournal(run: Run, undoable: boolean): Promise<void> {
  const event = run.events[0];
  if (!event || !undoable) return;
  const traces = (await run.world.changes()).flatMap(({ kind, before, after }) => {
    const trace = CORE.has(kind) ? null : traceOf(kind, after.id, before, after);
    return trace ? [trace] : [];
  });
  const journal: Journal = { ...run.journal, rows: traces };
  const kept = { ...event, facts: { ...event.facts, journal } };
  run.events[0] = kept;
  run.world.put('event', kept);
}

/** The journal kept with an event; null where there is none. */
export function journalOf(event: RequestEvent): Journal | null {
  const journal = event.facts['journal'];
  return journal ? (journal as Journal) : null;
}

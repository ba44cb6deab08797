// Shelving as the page asks for it.

import { derivedId } from '../../../shared/lib/ids.ts';
import type { Facts } from '../../../shared/lib/result.ts';
import { refuse } from '../../../shared/lib/result.ts';
import { MOST_COPIES } from '../../../shared/queues/commands/shelf-report.ts';
import { sha256 } from '../../../node/env.ts';
import type { Person } from '../auth/session.ts';
import { rowById } from '../db/statements.ts';
import { asPerson, commandBy } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import type { Draft } from '../queues/execute.ts';
import { copiesByCode } from '../shelving/copies.ts';
import { curves, makeExercises } from '../shelving/practice.ts';
import { readScans, sortTrolley } from '../shelving/read.ts';
import { openTasks } from '../shelving/tasks.ts';
import { lookingAs } from './looker.ts';

type Names =
  | 'shelving.tasks'
  | 'shelving.trolley'
  | 'shelving.read'
  | 'shelving.report'
  | 'shelving.missing'
  | 'shelving.exercises'
  | 'shelving.practised'
  | 'shelving.curves';

interface Report {
  commandId: string;
  place: string;
  codes: string[];
  tasks: string[];
  source: string;
}

/** Every copy that was scanned, once, with whether it stood wrong. */
async function seenCopies(context: DeskContext, { place, codes }: Report) {
  const source = lookingAs(context);
  const told = await readScans(source, { place, codes, inventory: false });
  const wrong = new Set(told?.reading.misplaced.map(({ copy }) => copy.id));
  for (const { kind, copy } of told?.reading.strangers ?? []) {
    if (copy && (kind === 'other_range' || kind === 'other_collection')) wrong.add(copy.id);
  }
  const copyOf = await copiesByCode(source.reads, codes);
  const ids = new Set(codes.flatMap((code) => copyOf(code)?.id ?? []));
  return [...ids].map((copyId) => ({ copyId, wrong: wrong.has(copyId) }));
}

/** As many commands as the copies need; the tasks go with the last, when everything has been noted. */
async function report(context: DeskContext, { staff, point }: Person, asked: Report) {
  const copies = await seenCopies(context, asked);
  const parts = Math.max(1, Math.ceil(copies.length / MOST_COPIES));
  const drafts: Draft[] = Array.from({ length: parts }, (_, part) => ({
    id: part === 0 ? asked.commandId : derivedId(asked.commandId, part, sha256),
    actor: staff.id,
    point: point.id,
    type: 'shelf.report',
    entity: asked.place,
    expectHead: null,
    input: {
      copies: copies.slice(part * MOST_COPIES, (part + 1) * MOST_COPIES),
      tasks: part === parts - 1 ? asked.tasks : [],
      source: asked.source,
    },
  }));
  const remarks: { code: string; facts: Facts }[] = [];
  for (const outcome of await context.executor.runAll(drafts)) {
    if (!outcome.ok) return outcome;
    remarks.push(...outcome.remarks);
  }
  return { ok: true as const, seen: copies.length, tasks: asked.tasks.length, remarks };
}

/** A search for each copy; what is refused for one leaves the others. */
async function missing(
  context: DeskContext,
  { staff, point }: Person,
  asked: { place: string; rows: { commandId: string; copyId: string }[] },
) {
  const prefix = context.store.joined()?.deskCode ?? point.code;
  const entities = asked.rows.map(({ commandId }) => derivedId(commandId, 0, sha256));
  const drafts: Draft[] = asked.rows.map(({ commandId, copyId }, index) => ({
    id: commandId,
    actor: staff.id,
    point: point.id,
    type: 'shelf.missing',
    entity: entities[index] ?? '',
    expectHead: null,
    input: { place: asked.place, copyId },
    codePrefix: prefix,
  }));
  const outcomes = await context.executor.runAll(drafts);
  const { statements } = context.store.replica();
  const results = asked.rows.map(({ copyId }, index) => {
    const outcome = outcomes[index] ?? refuse('bad_command', { problem: 'empty' });
    const code = rowById(statements, 'request', entities[index] ?? '')?.code ?? null;
    return { copyId, outcome, code };
  });
  return { ok: true as const, results };
}

/** Handlers of shelving. */
export function shelvingHandlers(context: DeskContext): DeskHandlers<Names> {
  return {
    'shelving.tasks': async () => openTasks(lookingAs(context)),
    'shelving.trolley': async ({ codes }) => sortTrolley(lookingAs(context), codes),
    'shelving.read': async (asked) => readScans(lookingAs(context), asked),
    'shelving.report': (asked) => asPerson(context, (person) => report(context, person, asked)),
    'shelving.missing': (asked) => asPerson(context, (person) => missing(context, person, asked)),
    'shelving.exercises': async (asked) => makeExercises(lookingAs(context), asked),
    'shelving.practised': ({ commandId, ...sitting }) =>
      commandBy(context, {
        id: commandId,
        type: 'practice.record',
        entity: derivedId(commandId, 0, sha256),
        input: sitting,
      }),
    'shelving.curves': async () => curves(lookingAs(context)),
  };
}

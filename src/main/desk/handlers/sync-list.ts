// Lists of what was done at this desk, and the cases of its campus.

import type * as z from 'zod';
import type { DeskContract } from '../../../shared/desk-contract.ts';
import type { SyncRow } from '../../../shared/desk-contract/sync.ts';
import { legalActions } from '../../../shared/queues/engine/decide.ts';
import type { Facts } from '../../../shared/lib/result.ts';
import type { Bilingual } from '../../../shared/library/entities.ts';
import { isAccepted } from '../../../shared/sync/protocol.ts';
import { maySee } from '../auth/visible.ts';
import { rowById } from '../db/statements.ts';
import { actorOf } from '../desk-context.ts';
import type { DeskContext } from '../desk-context.ts';
import { contextFor, definitionOfQueue } from '../queues/looking.ts';
import { counterCases, counterRow } from '../queues/counter-cases.ts';
import type { CounterCase } from '../queues/counter-cases.ts';
import { openCases } from '../queues/open-cases.ts';
import type { OpenCase } from '../queues/open-cases.ts';
import { refusedChains } from '../queues/refused-chains.ts';
import { caseRow, deskName, namesIn, rowOf } from '../queues/sync-lines.ts';
import type { LineSource } from '../queues/sync-lines.ts';
import { lookingAs } from './looker.ts';

type Asked = z.output<DeskContract['sync.list']['input']>;
type Listed = z.input<DeskContract['sync.list']['output']>;

/** Refused actions that are looked at for chains; whoever has more has other worries. */
const MOST_REFUSED = 1000;

/** Open cases of the counter that concern this desk. */
export function counterCasesHere({ store }: DeskContext): CounterCase[] {
  const { statements } = store.replica();
  return counterCases({ statements, outbox: store.outbox, campus: store.joined()?.campus ?? null });
}

/** Open cases that concern this desk and that whoever is signed in may see. */
export function casesHere(context: DeskContext): OpenCase[] {
  const { store, session } = context;
  const { statements } = store.replica();
  const { outbox } = store;
  const cases = openCases({ statements, outbox, campus: store.joined()?.campus ?? null });
  const who = session.person();
  if (!who.ok) return cases;
  return cases.filter(({ row }) => {
    const request = rowById(statements, 'request', row.requestId);
    return request !== undefined && maySee(actorOf(context, who.person), request);
  });
}

function sourceOf(
  { store, central }: DeskContext,
  cases: readonly OpenCase[],
  counter: readonly CounterCase[],
): LineSource {
  const open = new Set(cases.map(({ row }) => row.commandId));
  const atCounter = new Set(counter.map(({ row }) => row.commandId));
  return {
    statements: store.replica().statements,
    outbox: store.outbox,
    readTo: central.replica.readTo()?.cursor.seq ?? 0,
    desks: central.desks(),
    hasCase: (commandId) => open.has(commandId),
    atCounter: (commandId) => atCounter.has(commandId),
  };
}

/** Tells of every row whether the person may correct what it became. */
async function withRights(context: DeskContext, rows: SyncRow[]): Promise<SyncRow[]> {
  const { statements, env, looker } = lookingAs(context);
  const mayCorrect = async ({ state, requestId }: SyncRow) => {
    if (state !== 'exception' || requestId === null) return false;
    const request = rowById(statements, 'request', requestId);
    if (!request) return false;
    const { queue } = request;
    const seen = await contextFor(statements, env, looker, { queue, request });
    return legalActions(definitionOfQueue(queue), request, seen).includes('correct');
  };
  return Promise.all(rows.map(async (row) => ({ ...row, mayCorrect: await mayCorrect(row) })));
}

/** Desk of what the service did by itself. */
const SERVICE = 'service';

/** Desks that came in between, which a page calls by name. */
function desksIn(
  { store, central }: DeskContext,
  facts: readonly Facts[],
  more: readonly (string | null)[] = [],
): string[] {
  if (central.link() === null) return [];
  const ids = [...facts.map((each) => each['changedDesk']), ...more];
  return [...new Set(ids)].filter(
    (id) => typeof id === 'string' && id !== '' && id !== SERVICE && id !== store.deskId,
  ) as string[];
}

/** Names of the desks that came in between on a request with cases. */
export function deskNames(
  context: DeskContext,
  facts: readonly Facts[],
): Record<string, Bilingual> {
  const ids = desksIn(context, facts);
  context.central.lookFor(ids);
  const known = context.central.desks().filter(({ desk }) => ids.includes(desk));
  return Object.fromEntries(known.map((each) => [each.desk, deskName(each)]));
}

function rowOfCase(source: LineSource, each: OpenCase | CounterCase): SyncRow {
  return 'tried' in each.row
    ? counterRow(source.statements, each as CounterCase)
    : caseRow(source, each as OpenCase);
}

/** Answers `sync.list`. */
export async function listSync(
  context: DeskContext,
  { filter, offset, limit }: Asked,
): Promise<Listed> {
  const { outbox } = context.store;
  const cases = casesHere(context);
  const counter = counterCasesHere(context);
  const source = sourceOf(context, cases, counter);
  const listed = async (total: number, found: SyncRow[]): Promise<Listed> => {
    const facts = found.map(({ refusal }) => refusal?.facts ?? {});
    const desks = found.map(({ desk }) => desk);
    context.central.lookFor(desksIn(context, facts, desks));
    return { total, rows: await withRights(context, found), names: namesIn(source, found) };
  };
  if (filter === 'refused') {
    const chains = refusedChains(outbox.page('refused', source.readTo, 0, MOST_REFUSED));
    const page = chains.slice(offset, offset + limit);
    return listed(
      chains.length,
      page.map(({ head, chain }) => rowOf(source, head, chain)),
    );
  }
  if (filter === 'exceptions') {
    const rows = [...cases, ...counter].toSorted((a, b) =>
      a.row.openedOn < b.row.openedOn ? 1 : -1,
    );
    const page = rows.slice(offset, offset + limit);
    return listed(
      rows.length,
      page.map((each) => rowOfCase(source, each)),
    );
  }
  const page = outbox.page(filter, source.readTo, offset, limit);
  return listed(
    outbox.countOf(filter, source.readTo),
    page.map((each) => rowOf(source, each)),
  );
}

/** Own actions on a request that the service has not confirmed yet, by command id. */
export function unsentOf(
  { store, central }: DeskContext,
  commandIds: readonly string[],
): Record<string, 'saved' | 'received' | 'doubtful'> {
  const unsent: Record<string, 'saved' | 'received' | 'doubtful'> = {};
  if (store.joined() === null) return unsent;
  const { outbox } = store;
  const readTo = central.replica.readTo()?.cursor.seq ?? 0;
  for (const id of commandIds) {
    const placed = outbox.byId(id);
    if (!placed) continue;
    const result = outbox.resultOf(id);
    if (result === null) unsent[id] = outbox.doubtOf(placed.place) ? 'doubtful' : 'saved';
    else if (isAccepted(result.code) && (result.seq ?? 0) > readTo) unsent[id] = 'received';
  }
  return unsent;
}

// What was done at this desk as lines of the sync page: what it was about, what became of it, and why.

import type { SyncLine, SyncRow, SyncRowState } from '../../../shared/desk-contract/sync.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Facts, Refusal } from '../../../shared/lib/result.ts';
import type { Bilingual } from '../../../shared/library/entities.ts';
import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import type { Request } from '../../../shared/queues/request.ts';
import { isAccepted } from '../../../shared/sync/protocol.ts';
import type { CommandResult } from '../../../shared/sync/protocol.ts';
import { rowById } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import type { Judged, Results } from '../outbox/results.ts';
import type { OtherDesk } from '../sync/central.ts';
import { commandBook } from './counter-cases.ts';
import type { OpenCase } from './open-cases.ts';

/** What lines are made from. */
export interface LineSource {
  statements: Statements;
  outbox: Pick<Results, 'resultOf'> & { doubtOf(place: number): Refusal | null };
  /** How far the log was read; 0 on a desk alone. */
  readTo: number;
  desks: readonly OtherDesk[];
  /** Whether a case about this command is still open: of a request, or of the counter. */
  hasCase(commandId: string): boolean;
  atCounter(commandId: string): boolean;
}

/** Names of what ids in facts stand for. */
export type Names = Record<string, Bilingual>;

const same = (text: string): Bilingual => ({ zh: text, en: text });

/** What became of an action. */
export function stateOf(
  { place, result }: Pick<Judged, 'place' | 'result'>,
  { outbox, readTo }: Pick<LineSource, 'outbox' | 'readTo'>,
): Exclude<SyncRowState, 'exception'> {
  if (result === null) return outbox.doubtOf(place) ? 'doubtful' : 'saved';
  if (!isAccepted(result.code)) return 'refused';
  return result.seq !== null && result.seq > readTo ? 'received' : 'in_log';
}

function refusalOf(result: CommandResult | null, doubt: Refusal | null): Refusal | null {
  if (result === null) return doubt;
  return result.code === 'ok' ? null : refuse(result.refusal ?? result.code, result.facts);
}

function requestOf(source: LineSource, { command, outcome }: Judged): Request | undefined {
  const id = (outcome.ok ? outcome.requestId : null) ?? command.entity;
  return rowById(source.statements, 'request', id);
}

/** Queue and code of a request, title and barcode of its book. */
function aboutOf(statements: Statements, request: Request | undefined) {
  const title = request?.titleId ? rowById(statements, 'title', request.titleId) : undefined;
  const copy = request?.copyId ? rowById(statements, 'copy', request.copyId) : undefined;
  const ownTitle = request?.fields['bookTitle'];
  return {
    queue: request?.queue ?? null,
    code: request?.code ?? null,
    title: title?.title ?? (typeof ownTitle === 'string' ? ownTitle : null),
    barcode: copy?.barcode ?? null,
  };
}

function lineOf(source: LineSource, judged: Judged): SyncLine {
  const { statements, outbox } = source;
  const { command, outcome, place, result, dismissed } = judged;
  const [area = '', action = ''] = command.type.split('.');
  const request = requestOf(source, judged);
  const about = {
    ...aboutOf(statements, request),
    ...(request ? {} : commandBook(statements, command)),
  };
  const code = command.input['code'];
  const isOpen = source.hasCase(command.id) || source.atCounter(command.id);
  const isCase = result?.code === 'exception_opened' && isOpen;
  return {
    commandId: command.id,
    cseq: command.cseq,
    desk: null,
    at: command.at,
    actor: command.actor,
    point: command.point,
    type: command.type,
    queue: about.queue ?? QUEUE_NAMES.find((name) => name === area) ?? null,
    action,
    requestId: request?.id ?? (outcome.ok ? outcome.requestId : null),
    // A submission that was refused left no request behind; its code stands in the command.
    code: about.code ?? (typeof code === 'string' ? code : null),
    title: about.title,
    barcode: about.barcode,
    state: isCase ? 'exception' : stateOf(judged, source),
    refusal: refusalOf(result, outbox.doubtOf(place)),
    decidedAt: result?.at ?? null,
    dismissed,
  };
}

/** A row with the actions that stood on it. */
export function rowOf(source: LineSource, head: Judged, chain: readonly Judged[] = []): SyncRow {
  const line = lineOf(source, head);
  const lines = chain.map((each) => lineOf(source, each));
  const atCounter = line.state === 'exception' && source.atCounter(head.command.id);
  return { ...line, chain: lines, mayCorrect: false, atCounter };
}

/** What an action at another desk was about, from the case that it became: its command lies there. */
function lineOfCase({ statements }: LineSource, { row, desk, point }: OpenCase): SyncLine {
  const { requestId, commandId, code, facts, openedOn } = row;
  const request = rowById(statements, 'request', requestId);
  const textOf = (name: string) => (typeof facts[name] === 'string' ? facts[name] : null);
  const action = textOf('tried') ?? '';
  return {
    commandId,
    cseq: null,
    desk: desk ?? '',
    at: textOf('at') ?? openedOn,
    actor: textOf('by') ?? '',
    point,
    type: `${request?.queue ?? 'request'}.${action}`,
    action,
    requestId,
    ...aboutOf(statements, request),
    state: 'exception',
    refusal: refuse(code, facts),
    decidedAt: openedOn,
    dismissed: false,
  };
}

/** The row of a case: of this desk's own action, or of another desk's. */
export function caseRow(source: LineSource, open: OpenCase): SyncRow {
  const { own } = open;
  const none = { chain: [], mayCorrect: false, atCounter: false };
  if (own === null) return { ...lineOfCase(source, open), ...none };
  const result = source.outbox.resultOf(own.command.id);
  return rowOf(source, { ...own, result, dismissed: false });
}

/** What a desk is called: its name, or its code while it has none. */
export function deskName({ name, deskCode }: OtherDesk): Bilingual {
  return same(name === '' ? deskCode : name);
}

function nameOf({ statements, desks }: LineSource, id: string): Bilingual | null {
  const desk = desks.find((each) => each.desk === id);
  if (desk) return deskName(desk);
  const staff = rowById(statements, 'staff', id);
  if (staff) return same(staff.name);
  const place = rowById(statements, 'place', id);
  if (place) return place.name;
  const copy = rowById(statements, 'copy', id);
  if (copy) return same(copy.barcode);
  const named = rowById(statements, 'fund', id) ?? rowById(statements, 'vendor', id);
  return named?.name ?? null;
}

/** Names of everything that the rows' facts, people and points name by id. */
export function namesIn(source: LineSource, rows: readonly SyncRow[]): Names {
  const names: Names = {};
  const look = (id: unknown) => {
    if (typeof id !== 'string' || id === '' || Object.hasOwn(names, id)) return;
    const name = nameOf(source, id);
    if (name) names[id] = name;
  };
  for (const each of rows.flatMap((row): SyncLine[] => [row, ...row.chain])) {
    const facts: Facts = each.refusal?.facts ?? {};
    for (const id of [each.actor, each.point, each.desk, ...Object.values(facts)]) look(id);
  }
  return names;
}

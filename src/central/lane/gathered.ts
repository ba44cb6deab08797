// What a group has gathered for the store: rows of the log with their chain, results, texts, counters, side jobs.

import { sha256 } from '../../node/env.ts';
import type { Facts } from '../../shared/lib/result.ts';
import type { Instant } from '../../shared/lib/time.ts';
import type { Command } from '../../shared/queues/command.ts';
import type { Kind, Kinds } from '../../shared/queues/world/world.ts';
import { rowHash } from '../../shared/sync/chain.ts';
import { takeApart } from '../../shared/sync/private-text.ts';
import type { Cursor, LogRow, PrivateText } from '../../shared/sync/protocol.ts';
import { backJob } from '../library-system/back-jobs.ts';
import { holdJob } from '../library-system/hold-jobs.ts';
import { ledgerJob } from '../library-system/ledger-jobs.ts';
import type { AuditLine, DeskRow } from '../store/auth-port.ts';
import type { NewJob } from '../store/job-port.ts';
import type { ResultRow, StoredRow } from '../store/port.ts';
import type { Put } from './settings.ts';
import { ownerOf } from './stored.ts';
import type { Parts } from './stored.ts';

/** What a group has gathered so far. */
export interface Gathered {
  /** The log's end with this group. */
  head(): Cursor;
  /**
   * Adds the rows of one command, which follow each other in the log; gives the last one's number. `actor` is who the log
   * says it was.
   */
  rows(
    command: Command,
    actor: string,
    put: readonly Put[],
    parts: readonly Parts[],
    before: readonly (Kinds[Kind] | undefined)[],
    remarks: readonly { code: string; facts: Facts }[],
  ): number | null;
  result(result: ResultRow): void;
  /** Adds a line to what the audit trail keeps of the group. */
  note(line: Omit<AuditLine, 'at'>): void;
  desk(desk: Pick<DeskRow, 'id' | 'last' | 'lastAt'>): void;
  counter(prefix: string, last: number): void;
  counterOf(prefix: string): number | undefined;
  log: readonly LogRow[];
  results: readonly ResultRow[];
  /** Newest image of each entity. */
  images(): StoredRow[];
  texts(): PrivateText[];
  desks(): Pick<DeskRow, 'id' | 'last' | 'lastAt'>[];
  counters(): { prefix: string; last: number }[];
  jobs: readonly NewJob[];
  audit: readonly Omit<AuditLine, 'at'>[];
}

/** The text of a row; an empty one where the row had text and has none any more. */
function textOf(put: Put, parts: Parts, before: Kinds[Kind] | undefined): PrivateText | null {
  if (parts.text || before === undefined) return parts.text;
  if (takeApart(put.kind, before as never).text === null) return null;
  const { kind, id, ver } = parts.stored;
  return { kind, id, ver, of: ownerOf(put.row), text: {} };
}

function noticeJob({ kind, row }: Put, dueOn: Instant): NewJob[] {
  if (kind !== 'notice' || row.ver !== 1) return [];
  return [{ key: `notice/${row.id}`, kind: 'notice', body: { noticeId: row.id }, dueOn }];
}

/** Makes it, for rows that follow `start`. */
export function createGathered(start: Cursor, now: Instant): Gathered {
  let head = start;
  const log: LogRow[] = [];
  const results: ResultRow[] = [];
  const jobs: NewJob[] = [];
  const audit: Omit<AuditLine, 'at'>[] = [];
  const images = new Map<string, StoredRow>();
  const texts = new Map<string, PrivateText>();
  const desks = new Map<string, Pick<DeskRow, 'id' | 'last' | 'lastAt'>>();
  const counters = new Map<string, number>();
  const add = (command: Command, actor: string, { kind, id, ver, image, digest }: StoredRow) => {
    const { desk } = command;
    const seq = head.seq + 1;
    const fields = { seq, kind, id, ver, commandId: command.id, actor, desk, serverTime: now };
    const hash = rowHash(head.hash, fields, digest, sha256);
    log.push({ ...fields, image, imageHash: null, hash });
    head = { seq, hash };
  };
  return {
    head: () => head,
    rows(command, actor, put, parts, before, remarks) {
      const first = head.seq + 1;
      for (const [index, each] of put.entries()) {
        const part = parts[index];
        if (!part) continue;
        const name = `${each.kind}/${each.row.id}`;
        add(command, actor, part.stored);
        images.set(name, part.stored);
        const text = textOf(each, part, before[index]);
        if (text) texts.set(name, text);
        jobs.push(...noticeJob(each, now));
        const change = { put: each, before: before[index], command, all: put, first, at: now };
        jobs.push(...ledgerJob(change), ...holdJob(change), ...backJob(change, remarks));
      }
      return put.length === 0 ? null : head.seq;
    },
    result: (result) => void results.push(result),
    note: (line) => void audit.push(line),
    desk: (desk) => void desks.set(desk.id, desk),
    counter: (prefix, last) => void counters.set(prefix, last),
    counterOf: (prefix) => counters.get(prefix),
    log,
    results,
    images: () => [...images.values()],
    texts: () => [...texts.values()],
    desks: () => [...desks.values()],
    counters: () => [...counters].map(([prefix, last]) => ({ prefix, last })),
    jobs,
    audit,
  };
}

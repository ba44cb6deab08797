// Lists on their way into files, one at a time: read a page at a time from the replica, written here or by a thread.

import type * as z from 'zod';
import type { DeskContract } from '../../../shared/desk-contract.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { CancelSignal } from '../../../shared/rpc/cancel.ts';
import { MOST_ROWS } from '../../../shared/tables/table.ts';
import type { Session } from '../auth/session.ts';
import type { Replica } from '../db/transact.ts';
import { faultOf } from '../fault.ts';
import type { Store } from '../profile/store.ts';
import { linesByNumber } from '../queues/lines.ts';
import { allNumbers } from '../queues/list-numbers.ts';
import type { ListScope } from '../queues/list-where.ts';
import { follow, longWork } from './follow.ts';
import type { LongWork } from './follow.ts';
import { listTable } from './list-table.ts';
import type { ListTable } from './list-table.ts';
import { TABLE_TYPES } from './outgoing-files.ts';
import type { OutgoingFiles } from './outgoing-files.ts';
import { writeInThread } from './write-in-thread.ts';
import { writeTable } from './write-table.ts';
import type { Pages } from './write-table.ts';

type Asked = z.output<DeskContract['exports.list']['input']>;
/** One item of the feed. */
export type ExportStep = z.input<DeskContract['exports.list']['item']>;

/** A list that somebody wants as a file. */
export interface WantedList extends Asked {
  scope: ListScope;
  /** Staff id of whoever may fetch it. */
  by: string;
}

/** The exports of a desk. */
export interface Exports {
  list(wanted: WantedList, signal: CancelSignal): AsyncIterable<ExportStep>;
  /** Gives up what is under way. */
  close(): Promise<void>;
}

/** What exports work with. */
export interface ExportParts {
  store: Store;
  session: Pick<Session, 'person'>;
  files: OutgoingFiles;
  newId(): string;
  /** Lets everything else have its turn. */
  pause(): Promise<void>;
}

/** From so many rows on a thread of its own writes the file. */
const MANY = 20_000;
/** Rows read without a pause, some ten milliseconds' work. */
const PAGE = 250;

/** The work ends because nobody wants it, or because its rows are no longer there. */
class GivenUp extends Error {
  readonly refusal: Refusal | null;

  constructor(refusal: Refusal | null) {
    super('the export was given up');
    this.refusal = refusal;
  }
}

interface Reading {
  parts: ExportParts;
  replica: Replica;
  wanted: WantedList;
  table: ListTable;
  work: LongWork;
  /** Aborted when nobody wants it any more. */
  signal: AbortSignal;
}

/** Only whoever asked may go on, signed in and not locked out; row numbers mean something in their own replica only. */
function goOn({ parts, replica, work, wanted }: Reading): void {
  if (work.stopped) throw new GivenUp(null);
  const who = parts.session.person();
  if (!who.ok) throw new GivenUp(who);
  if (who.person.staff.id !== wanted.by) throw new GivenUp(refuse('export_left'));
  if (parts.store.replica() !== replica) throw new GivenUp(refuse('export_interrupted'));
}

async function* pagesOf(reading: Reading, numbers: readonly number[]): Pages {
  const { parts, replica, wanted, table, work } = reading;
  for (let at = 0; at < numbers.length; at += PAGE) {
    goOn(reading);
    const lines = await linesByNumber(
      replica.reads,
      numbers.slice(at, at + PAGE),
      wanted.scope.now,
    );
    yield lines.map((line) => table.cells(line));
    work.done = Math.min(at + PAGE, numbers.length);
    work.tell();
    await parts.pause();
  }
  goOn(reading);
}

async function write(reading: Reading, path: string): Promise<{ size: number; left: number }> {
  const { parts, replica, wanted, table, work, signal } = reading;
  const { format, scope, sort } = wanted;
  const pause = async () => {
    goOn(reading);
    await parts.pause();
  };
  const all = await allNumbers(replica.reads, scope, sort, pause);
  const numbers = all.slice(0, MOST_ROWS);
  work.of = numbers.length;
  work.tell();
  const file = { path, format, name: table.name, columns: table.columns };
  const pages = pagesOf(reading, numbers);
  const size = await (numbers.length > MANY
    ? writeInThread(file, pages, signal)
    : writeTable(file, pages));
  // Packing the last rows takes its time.
  goOn(reading);
  return { size, left: all.length - numbers.length };
}

function refusalOf(error: unknown, log: (line: string) => void): Refusal {
  if (error instanceof GivenUp && error.refusal) return error.refusal;
  const fault = faultOf(error);
  if (fault) return refuse(fault.code, fault.facts);
  log(`export: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return refuse('internal', { id: null });
}

/** Makes the exports of a desk. */
export function createExports(parts: ExportParts): Exports {
  const { store, files } = parts;
  let running: { stop(): void; ended: Promise<unknown> } | null = null;

  function begin(wanted: WantedList, path: string) {
    const replica = store.replica();
    const zone = store.settings().policies.text('library.zone');
    const source = { statements: replica.statements, zone, now: wanted.scope.now };
    const table = listTable(wanted.queue, wanted.language, source);
    const work = longWork();
    const leaving = new AbortController();
    const { signal } = leaving;
    const ended = write({ parts, replica, wanted, table, work, signal }, path);
    const stop = () => {
      work.stopped = true;
      work.tell();
      leaving.abort();
    };
    running = { stop, ended };
    const day = store.settings().calendars.dayOf(wanted.scope.now);
    return { work, stop, ended, name: `${table.name}-${day}.${wanted.format}` };
  }

  async function* make(
    wanted: WantedList,
    path: string,
    signal: CancelSignal,
  ): AsyncIterable<ExportStep> {
    const { work, stop, ended, name } = begin(wanted, path);
    signal.addEventListener('abort', stop, { once: true });
    let ticket: string | null = null;
    try {
      for await (const { done, of } of follow(work, ended)) {
        yield { done, of, file: null, refusal: null };
      }
      const { size, left } = await ended;
      if (work.stopped) return;
      const { by, format } = wanted;
      ticket = files.offer({ path, name, size, by, type: TABLE_TYPES[format] });
      yield { done: work.of, of: work.of, file: { ticket, name, size, left }, refusal: null };
    } catch (error) {
      if (work.stopped) return;
      const refusal = refusalOf(error, store.log);
      yield { done: work.done, of: work.of, file: null, refusal };
    } finally {
      stop();
      await ended.catch(() => undefined);
      running = null;
      if (ticket === null) files.remove(path);
    }
  }

  function placeFor({ format }: WantedList): string | Refusal {
    if (running) return refuse('export_busy');
    try {
      return files.place(parts.newId(), format);
    } catch (error) {
      return refusalOf(error, store.log);
    }
  }

  async function* list(wanted: WantedList, signal: CancelSignal): AsyncIterable<ExportStep> {
    const place = placeFor(wanted);
    if (typeof place === 'string') yield* make(wanted, place, signal);
    else yield { done: 0, of: 0, file: null, refusal: place };
  }

  return {
    list,
    async close() {
      if (running) {
        running.stop();
        await running.ended.catch(() => undefined);
      }
      files.close();
    },
  };
}

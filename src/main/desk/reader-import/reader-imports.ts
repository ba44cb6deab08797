// The import of readers of a desk, one at a time: a file comes, is looked through, waits for a person's word, and is put in.

import type {
  ReaderImportDefaults,
  ReaderImportView,
} from '../../../shared/desk-contract/reader-import.ts';
import {
  MOST_READER_FILE,
  ROW_STATES,
  SHOWN_ROWS,
} from '../../../shared/desk-contract/reader-import.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { Env } from '../../../shared/queues/world.ts';
import type { Language } from '../../../shared/words/fill.ts';
import { incomingFile } from '../catalogue/incoming-file.ts';
import type { IncomingFile, UploadStatus } from '../catalogue/incoming-file.ts';
import { sqliteWorld } from '../db/world.ts';
import { faultOf } from '../fault.ts';
import type { Store } from '../profile/store.ts';
import type { Executor } from '../queues/execute.ts';
import { lookThrough } from './look-through.ts';
import type { LookedRow } from './look-through.ts';
import { putRows } from './put-rows.ts';
import { readTable } from './read-table.ts';
import { reportText } from './report-text.ts';

/** What imports of readers work with. */
export interface ReaderImportParts {
  store: Store;
  executor: Executor;
  env: Env;
  folder: string;
  newId(): string;
  newCode(length: number): string;
  pause(): Promise<void>;
}

/** The imports of readers of a desk. */
export interface ReaderImports {
  begin(
    file: { name: string; size: number },
    defaults: ReaderImportDefaults,
  ): { ok: true; ticket: string } | Refusal;
  receive(ticket: string, body: AsyncIterable<Uint8Array>): Promise<UploadStatus>;
  view(): ReaderImportView | null;
  put(by: { actor: string; point: string }): { ok: true } | Refusal;
  cancel(): { ok: true };
  report(language: Language): { ok: true; name: string; text: string } | Refusal;
  /** Stops what is under way and waits for its end. */
  close(): Promise<void>;
}

interface Job extends Pick<ReaderImportView, 'state' | 'file' | 'format' | 'put' | 'refusal'> {
  incoming: IncomingFile;
  ticket: string | null;
  defaults: ReaderImportDefaults;
  rows: LookedRow[];
  ignored: string[];
  cancelled: boolean;
}

const TICKET = 40;
const DONE = { ok: true } as const;
const RUNNING: ReadonlySet<Job['state']> = new Set(['receiving', 'checking', 'importing']);

function viewOf({ state, file, format, put, refusal, rows, ignored }: Job): ReaderImportView {
  const counts = Object.fromEntries(
    ROW_STATES.map((each) => [each, 0]),
  ) as ReaderImportView['counts'];
  for (const row of rows) counts[row.state] += 1;
  const refused = rows.filter((row) => row.state === 'refused');
  const others = rows.filter((row) => row.state !== 'refused');
  const shown = [...refused, ...others].slice(0, SHOWN_ROWS);
  return {
    state,
    file,
    format,
    put,
    refusal,
    counts,
    rows: shown.map(({ number, card, name, state: is, problem }) => ({
      number,
      card,
      name,
      state: is,
      problem,
    })),
    ignoredColumns: ignored,
  };
}

/** Makes the imports of readers of a desk. */
export function createReaderImports(parts: ReaderImportParts): ReaderImports {
  const { store, env } = parts;
  let job: Job | null = null;
  let busy: Promise<void> = Promise.resolve();
  const tell = () => store.changes.tell(['import']);
  const stop = (stopped: Job, refusal: Refusal | null) => {
    Object.assign(stopped, { state: 'stopped', refusal, ticket: null });
    tell();
  };
  /** Whatever goes wrong ends the job with a sentence; the file is gone once it was read. */
  const alone = (running: Job, work: () => Promise<Refusal | null>, next: Job['state']) => {
    tell();
    busy = work()
      .then(
        (refusal) => {
          if (running.cancelled) return;
          if (refusal) stop(running, refusal);
          else running.state = next;
        },
        (error: unknown) => {
          const fault = faultOf(error);
          // No words of the error: they may be a reader's.
          store.log(`import of readers: ${error instanceof Error ? error.name : 'failed'}`);
          stop(running, fault ? refuse(fault.code, fault.facts) : refuse('internal', { id: null }));
        },
      )
      .then(() => {
        running.incoming.remove();
        tell();
      });
  };
  const look = async (running: Job): Promise<Refusal | null> => {
    const table = await readTable(running.incoming.path);
    if ('ok' in table) return table;
    running.format = table.format;
    const world = sqliteWorld(store.replica().statements);
    const looked = await lookThrough(world, env, table.rows, running.defaults);
    if ('ok' in looked) return looked;
    Object.assign(running, { rows: looked.rows, ignored: looked.ignored });
    return null;
  };
  const isRunning = () => job !== null && RUNNING.has(job.state) && !job.cancelled;

  return {
    begin(file, defaults) {
      if (job && isRunning() && job.state !== 'receiving') {
        return refuse('import_busy', { file: job.file.name });
      }
      if (file.size > MOST_READER_FILE) {
        return refuse('import_too_large', { bytes: file.size, most: MOST_READER_FILE });
      }
      if (job) job.cancelled = true;
      job?.incoming.remove();
      const ticket = parts.newCode(TICKET);
      job = {
        incoming: incomingFile(parts.folder, parts.newId()),
        file,
        ticket,
        defaults,
        state: 'receiving',
        format: null,
        put: 0,
        refusal: null,
        rows: [],
        ignored: [],
        cancelled: false,
      };
      tell();
      return { ok: true, ticket };
    },
    async receive(ticket, body) {
      const coming = job;
      if (coming?.state !== 'receiving' || coming.ticket !== ticket) return 404;
      coming.ticket = null;
      const status = await coming.incoming.receive(coming.file.size, body, () => !coming.cancelled);
      if (coming.cancelled) {
        coming.incoming.remove();
        return 404;
      }
      if (status === 204) {
        coming.state = 'checking';
        alone(coming, () => look(coming), 'checked');
      } else if (status === 507) stop(coming, refuse('disk_full'));
      else stop(coming, refuse('import_cut', { size: coming.file.size, bytes: 0 }));
      return status;
    },
    view: () => (job ? viewOf(job) : null),
    put(by) {
      if (job?.state !== 'checked') return refuse('import_gone');
      const running = job;
      running.state = 'importing';
      const work = async (): Promise<null> => {
        await putRows(running.rows, {
          ...by,
          executor: parts.executor,
          newId: parts.newId,
          async goOn(put) {
            running.put = put;
            tell();
            await parts.pause();
            return !running.cancelled;
          },
        });
        return null;
      };
      alone(running, work, 'done');
      return DONE;
    },
    cancel() {
      if (!job) return DONE;
      const wasRunning = isRunning();
      job.cancelled = true;
      if (wasRunning) stop(job, null);
      else {
        job.incoming.remove();
        job = null;
      }
      tell();
      return DONE;
    },
    report(language) {
      if (!job || job.rows.length === 0) return refuse('import_gone');
      const name = `${job.file.name.replace(/\.[^.]*$/u, '')}-report.csv`;
      return { ok: true, name, text: reportText(job.rows, language) };
    },
    async close() {
      if (job) job.cancelled = true;
      await busy;
    },
  };
}

// The import of readers of a desk, one at a time: a file comes, is looked through, waits for a person's word, and is put in.

import type {
  ImportRow,
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
import type { Actor } from '../../../shared/queues/command.ts';
import type { Env } from '../../../shared/queues/world/world.ts';
import type { Language } from '../../../shared/words/fill.ts';
import { createFileJobs, isAtWork } from '../catalogue/file-jobs.ts';
import type { FileJob } from '../catalogue/file-jobs.ts';
import { incomingFile } from '../catalogue/incoming-file.ts';
import type { UploadStatus } from '../catalogue/incoming-file.ts';
import { sqliteWorld } from '../db/world.ts';
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
    by: { defaults: ReaderImportDefaults; actor: Actor },
  ): { ok: true; ticket: string } | Refusal;
  receive(ticket: string, body: AsyncIterable<Uint8Array>): Promise<UploadStatus>;
  view(): ReaderImportView | null;
  put(by: { actor: string; point: string }): { ok: true } | Refusal;
  cancel(): { ok: true };
  report(language: Language): { ok: true; name: string; text: string } | Refusal;
  /** Stops what is under way and waits for its end. */
  close(): Promise<void>;
}

interface Job extends Pick<ReaderImportView, 'file' | 'format' | 'put'>, FileJob {
  defaults: ReaderImportDefaults;
  /** Who looks the file through: what they may not do stays out. */
  actor: Actor;
  rows: LookedRow[];
  ignored: string[];
}

const TICKET = 40;
const DONE = { ok: true } as const;

/** A row without what only the desk itself may know. */
function shownRow({ number, card, name, state, changes, problem }: LookedRow): ImportRow {
  return { number, card, name, state, changes, problem };
}

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
    rows: shown.map(shownRow),
    ignoredColumns: ignored,
  };
}

/** Makes the imports of readers of a desk. */
export function createReaderImports(parts: ReaderImportParts): ReaderImports {
  const { store, env } = parts;
  let job: Job | null = null;
  const tell = () => store.changes.tell(['import']);
  const jobs = createFileJobs({
    tell,
    log: store.log,
    // Its rows are here once it was read.
    keeps: () => false,
    // No words of the error: they may be a reader's.
    story: (error) => `import of readers: ${error instanceof Error ? error.name : 'failed'}`,
  });
  const look = async (running: Job): Promise<Refusal | null> => {
    const table = await readTable(running.incoming.path);
    if ('ok' in table) return table;
    running.format = table.format;
    const world = sqliteWorld(store.replica().statements);
    const looked = await lookThrough(
      { world, env, actor: running.actor },
      table.rows,
      running.defaults,
    );
    if ('ok' in looked) return looked;
    Object.assign(running, { rows: looked.rows, ignored: looked.ignored });
    return null;
  };

  return {
    begin(file, { defaults, actor }) {
      if (job && isAtWork(job) && job.state !== 'receiving') {
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
        actor,
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
      return jobs.receive(coming, { ticket, size: coming?.file.size ?? 0, body }, () => {
        if (!coming) return;
        coming.state = 'checking';
        jobs.alone(coming, () => look(coming), 'checked');
      });
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
      jobs.alone(running, work, 'done');
      return DONE;
    },
    cancel() {
      if (!job) return DONE;
      const wasRunning = isAtWork(job);
      job.cancelled = true;
      if (wasRunning) jobs.stop(job, null);
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
      await jobs.settled();
    },
  };
}

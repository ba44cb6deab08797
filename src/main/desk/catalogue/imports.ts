// The import of a desk, one at a time: a file comes, is looked through, waits for a person's word, and is put in.

import type { ReadingOptions } from '../../../shared/catalogue/options.ts';
import { MOST_FILE_BYTES } from '../../../shared/desk-contract/catalogue.ts';
import type { ImportView } from '../../../shared/desk-contract/catalogue.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { millis } from '../../../shared/lib/time.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import type { FileKind } from '../../../shared/catalogue/sniff.ts';
import type { Language } from '../../../shared/words/fill.ts';
import type { Store } from '../profile/store.ts';
import type { Executor } from '../queues/execute.ts';
import { createFileJobs, isAtWork } from './file-jobs.ts';
import type { FileJob } from './file-jobs.ts';
import { forgetFiles, incomingFile } from './incoming-file.ts';
import type { UploadStatus } from './incoming-file.ts';
import { runPass } from './run-pass.ts';
import type { Importer } from './run-pass.ts';
import { createTally } from './tally.ts';
import type { Tally } from './tally.ts';
import { kindOf } from './walk-file.ts';

/** What imports work with. */
export interface ImportParts {
  store: Store;
  executor: Executor;
  folder: string;
  real: Clock;
  newId(): string;
  /** Random letters and digits. */
  newCode(length: number): string;
  /** Lets everything else have its turn. */
  pause(): Promise<void>;
}

/** The imports of a desk. */
export interface Imports {
  begin(
    file: { name: string; size: number },
    options: ReadingOptions,
  ): { ok: true; ticket: string } | Refusal;
  /** Takes the file of a ticket; looking through it begins by itself. */
  receive(ticket: string, body: AsyncIterable<Uint8Array>): Promise<UploadStatus>;
  view(): ImportView | null;
  check(options: ReadingOptions): { ok: true } | Refusal;
  put(importer: Importer): { ok: true } | Refusal;
  cancel(): { ok: true };
  report(language: Language): { ok: true; name: string; text: string } | Refusal;
  /** Stops what is under way and waits for its end. */
  close(): Promise<void>;
}

/** The import under way. */
interface Job extends Omit<ImportView, 'found' | 'kind' | 'refusal' | 'state'>, FileJob {
  id: string;
  kind: FileKind | null;
  tally: Tally | null;
}

const TICKET = 40;
const DONE = { ok: true } as const;

type NewJob = Pick<Job, 'id' | 'incoming' | 'file' | 'options' | 'ticket'>;

function jobOf(made: NewJob): Job {
  return {
    ...made,
    state: 'receiving',
    bytes: 0,
    kind: null,
    tally: null,
    written: 0,
    took: { check: 0, put: 0 },
    refusal: null,
    cancelled: false,
  };
}

/** Makes the imports of a desk; a file that an earlier run left behind is removed. */
export function createImports(parts: ImportParts): Imports {
  const { store, real } = parts;
  forgetFiles(parts.folder);
  let job: Job | null = null;
  const tell = () => store.changes.tell(['import']);
  const now = () => millis(real.now());

  const jobs = createFileJobs({
    tell,
    log: store.log,
    // Options may be changed, and the file looked through again.
    keeps: (each) => each.state === 'checked',
    story: (error) => `import: ${(error instanceof Error ? error.stack : String(error)) ?? ''}`,
  });
  const pass = (running: Job, importer: Importer | null) =>
    runPass(
      parts,
      {
        path: running.incoming.path,
        kind: running.kind,
        options: running.options,
        id: running.id,
        importer,
      },
      {
        isCancelled: () => running.cancelled,
        onSlice: (bytes, tally, written) => {
          Object.assign(running, { bytes, tally, written });
          tell();
        },
      },
    );
  const look = async (running: Job): Promise<Refusal | null> => {
    const start = now();
    const kind = await kindOf(running.incoming.path, running.options);
    if (kind === 'utf16') return refuse('import_utf16');
    running.kind = kind;
    const refusal = await pass(running, null);
    running.took = { check: now() - start, put: 0 };
    return refusal;
  };
  const beginLook = (running: Job) => {
    Object.assign(running, { state: 'checking', bytes: 0, tally: createTally(), kind: null });
    jobs.alone(running, () => look(running), 'checked');
  };

  return {
    begin(file, options) {
      if (job && isAtWork(job) && job.state !== 'receiving') {
        return refuse('import_busy', { file: job.file?.name ?? '' });
      }
      if (file.size > MOST_FILE_BYTES) {
        return refuse('import_too_large', { bytes: file.size, most: MOST_FILE_BYTES });
      }
      if (job) job.cancelled = true;
      job?.incoming.remove();
      const ticket = parts.newCode(TICKET);
      const id = parts.newId();
      job = jobOf({ id, incoming: incomingFile(parts.folder, id), file, options, ticket });
      tell();
      return { ok: true, ticket };
    },
    async receive(ticket, body) {
      const coming = job;
      return jobs.receive(
        coming,
        { ticket, size: coming?.file.size ?? 0, body },
        () => coming && beginLook(coming),
        (bytes) => {
          Object.assign(coming ?? {}, { bytes });
          tell();
        },
      );
    },
    view() {
      if (!job) return null;
      const { state, file, options, bytes, kind, tally, written, took, refusal } = job;
      return {
        state,
        file,
        options,
        bytes,
        written,
        took,
        refusal,
        kind: kind && { format: kind.format, encoding: kind.encoding },
        found: tally?.found() ?? null,
      };
    },
    check(options) {
      if (job?.state !== 'checked') return refuse('import_gone');
      job.options = options;
      beginLook(job);
      return DONE;
    },
    put(importer) {
      if (job?.state !== 'checked') return refuse('import_gone');
      const running = job;
      Object.assign(running, { state: 'importing', bytes: 0, written: 0 });
      const start = now();
      const work = async () => {
        const refusal = await pass(running, importer);
        running.took = { ...running.took, put: now() - start };
        return refusal;
      };
      jobs.alone(running, work, 'done');
      return DONE;
    },
    cancel() {
      if (!job) return DONE;
      const wasRunning = isAtWork(job);
      job.cancelled = true;
      // A pass under way removes the file itself, when it has stopped reading.
      if (wasRunning) jobs.stop(job, null);
      else {
        job.incoming.remove();
        job = null;
      }
      tell();
      return DONE;
    },
    report(language) {
      if (!job?.tally) return refuse('import_gone');
      const name = `${job.file.name.replace(/\.[^.]*$/u, '')}-report.csv`;
      return { ok: true, name, text: job.tally.report.text(language) };
    },
    async close() {
      if (job) job.cancelled = true;
      await jobs.settled();
      forgetFiles(parts.folder);
    },
  };
}

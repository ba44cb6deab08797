// Does what the command line asks: serves, or does one thing and ends.

import { verifyChain } from '../store/move.ts';
import { StoreFault } from '../store/port.ts';
import type { ServiceStart } from './arguments.ts';
import { eraseNamed } from './erase-named.ts';
import { exportToFile, importFromFile } from './library-file.ts';
import { openStore } from './open-store.ts';
import type { OpenStore, Wanted } from './open-store.ts';
import { openService, serve } from './serve.ts';
import type { Means, Running } from './serve.ts';
import { campusNamed, tellDeskCode } from './tell-codes.ts';

const FAULTS: Record<StoreFault['code'], string> = {
  store_full:
    'The disk of the store is full. Nothing that was acknowledged is lost; make room and start again.',
  store_read_only: 'The store cannot be written. Check the rights of its folder or database.',
  store_io:
    'The store cannot be read or written: the disk or the file is damaged. Nothing was changed.',
  store_away: 'The database does not answer. Check DATABASE_URL and whether PostgreSQL runs.',
  store_newer: 'The store was written by a newer version of this program. Use that version.',
  store_busy: 'The store is in use by another program.',
};

/** A sentence for any failure of a start. */
export function startSentence(error: unknown): string {
  if (error instanceof StoreFault) return FAULTS[error.code];
  return error instanceof Error ? error.message : String(error);
}

const READS: Wanted = { alone: false, fresh: false };
const FILLS: Wanted = { alone: true, fresh: true };

async function once<T>(
  { store, library }: ServiceStart,
  { clock }: Means,
  wanted: Wanted,
  work: (opened: OpenStore) => Promise<T>,
): Promise<T> {
  const opened = await openStore(store, library, clock, wanted);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

async function printCode(start: ServiceStart, means: Means, name: string): Promise<void> {
  await once(start, means, READS, async ({ store }) => {
    const campus = await campusNamed(store, name);
    const service = await openService(store, means);
    try {
      await tellDeskCode(service, campus, means.print);
    } finally {
      await service.close();
    }
  });
}

async function erase(start: ServiceStart, means: Means, named: string): Promise<number> {
  return once(start, means, READS, async ({ store }) => {
    const service = await openService(store, means);
    try {
      return (await eraseNamed({ ...service, newId: means.newId }, named, means.print)) ? 0 : 1;
    } finally {
      await service.close();
    }
  });
}

async function verify(start: ServiceStart, means: Means): Promise<number> {
  const verdict = await once(start, means, READS, ({ store }) => verifyChain(store));
  means.print(
    verdict.whole
      ? `The log is whole: ${verdict.through.seq} rows, every hash fits. It ends with ${verdict.through.hash}.`
      : `The log was touched: row ${verdict.seq} does not fit what comes before it.`,
  );
  return verdict.whole ? 0 : 1;
}

/** What became of a start: it serves until it is stopped, or it is done with an exit code. */
export type Outcome = { running: Running } | { code: number };

/**
 * Does it.
 * @throws Error fit for `startSentence`
 */
export async function run(start: ServiceStart, means: Means): Promise<Outcome> {
  const { task } = start;
  switch (task.kind) {
    case 'serve':
      return { running: await serve(start, means) };
    case 'enroll_code':
      await printCode(start, means, task.campus);
      return { code: 0 };
    case 'export':
      await once(start, means, READS, ({ store }) => exportToFile(store, task.file));
      means.print(`The library is in ${task.file}. It holds readers' data: keep it safe.`);
      return { code: 0 };
    case 'import': {
      const { seq } = await once(start, means, FILLS, ({ store }) =>
        importFromFile(store, task.file),
      );
      means.print(`The library was taken over; its log has ${seq} rows.`);
      return { code: 0 };
    }
    case 'erase_reader':
      return { code: await erase(start, means, task.reader) };
    case 'verify':
      return { code: await verify(start, means) };
  }
}

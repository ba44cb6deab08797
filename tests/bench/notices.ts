// Notices a second: reminders from the list of loans to a row, and from that row to a carrier that answers at once.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadBase } from '../../src/central/base/load-base.ts';
import { listingsOf, partsOf } from '../../src/central/lane/stored.ts';
import type { Carrier } from '../../src/central/notices/carrier.ts';
import { createNotices } from '../../src/central/notices/notices.ts';
import { openSqliteStore } from '../../src/central/store/sqlite/sqlite-store.ts';
import type { SqliteStore } from '../../src/central/store/sqlite/sqlite-store.ts';
import { NO_ROWS } from '../../src/central/timers/run-due.ts';
import { runReminders } from '../../src/central/timers/remind.ts';
import { lastInstantOf } from '../../src/shared/library/calendar.ts';
import { addDays } from '../../src/shared/library/zone.ts';
import { laneClock, laneOver, nextId } from '../support/central-lane.ts';
import { modelBase } from '../support/model-base.ts';
import { realTimers } from '../support/notice-scene.ts';
import { report, timed } from './table.ts';

const LOANS = 2000;

async function fill(store: SqliteStore, dueOn: string): Promise<void> {
  const loans = Array.from({ length: LOANS }, (_, n) => ({
    id: `loan-${n}`,
    ver: 1,
    copyId: `c${(n % 5) + 1}`,
    readerId: `reader-${(n % 3) + 1}`,
    lentOn: '2018-01-01T00:00:00.000Z',
    dueOn,
    channel: 'desk' as const,
    requestId: null,
    closedOn: null,
    charge: null,
  }));
  await store.lane((writes) =>
    writes.write({
      ...NO_ROWS,
      rows: loans.map((loan) => partsOf('loan', loan).stored),
      unlisted: [],
      listed: loans.flatMap((loan) => listingsOf('loan', loan, null)),
    }),
  );
}

/** The bare work of the delivery: jobs made, taken one by one, and done. */
async function bareJobs(store: SqliteStore): Promise<number> {
  const now = laneClock.now();
  const jobs = Array.from({ length: LOANS }, (_, n) => {
    const key = `bare/${n}`;
    return { key, kind: 'bare', body: {}, dueOn: now };
  });
  const ms = await timed(async () => {
    await store.jobs.add(jobs, now);
    for (;;) {
      const [job] = await store.jobs.take('bare', now, '2030-01-01T00:00:00.000Z', 1);
      if (!job) return;
      await store.jobs.done(job.key, now, 'sent');
    }
  });
  return LOANS / (ms / 1000);
}

/** Measures it on SQLite in the folder. */
export async function measureNotices(folder: string): Promise<void> {
  const file = join(folder, 'notices.db');
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  const store = openSqliteStore({ file, stream: 'library', clock: laneClock });
  await loadBase(store, modelBase(), { clock: laneClock, newId: nextId, newKey: () => 'key' });
  const { lane, library } = await laneOver(store);
  const { calendars } = lane.settings();
  await fill(store, lastInstantOf(addDays(calendars.dayOf(library.now()), 2), calendars));
  let told = 0;
  const log = () => undefined;
  const reminding = await timed(async () => (told = await runReminders({ store, lane, log })));
  if (told !== LOANS) throw new Error(`${told} readers were reminded`);
  const carrier: Carrier = { name: 'webhook', send: async () => ({ is: 'sent' }) };
  const parts = { store, lane, carriers: [carrier], clock: laneClock, timers: realTimers, log };
  const notices = createNotices(parts);
  let sent = 0;
  const sending = await timed(async () => (sent = await notices.runDue()));
  const yardstick = { what: 'jobs alone', value: await bareJobs(store) };
  report('readers reminded of loans', told / (reminding / 1000), '/s', null);
  report(`notices sent by one carrier (${sent})`, sent / (sending / 1000), '/s', null, yardstick);
  await notices.close();
  await lane.close();
  await store.close();
}

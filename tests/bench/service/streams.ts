// Rows of the log and of a snapshot a second: to a client that reads them, and into the fresh replica of a desk.

import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connectCentral } from '../../../src/main/host/central-client.ts';
import { pullAnswer } from '../../../src/shared/sync/protocol.ts';
import { lineKind } from '../../../src/shared/sync/snapshot-lines.ts';
import { BEGINNING, bodyOf, thinDesk } from '../../support/faults/thin-desk.ts';
import type { ThinDesk } from '../../support/faults/thin-desk.ts';
import { bareInsert } from '../bare.ts';
import { report, timed } from '../table.ts';
import { ownDesk } from '../../support/own-desk.ts';
import { enrolCodes } from './door.ts';
import { startService } from './process.ts';
import type { RunningService } from './process.ts';
import { startDriver } from './push.ts';

/** Commands pushed to have a log to read; about two rows each. */
const PUSH_MS = 10_000;

/** Reads the whole log, page by page, each page checked as a desk checks it; gives how many rows it had. */
async function readLog(desk: ThinDesk): Promise<number> {
  let cursor = BEGINNING;
  for (;;) {
    const query = { epoch: desk.epoch, seq: cursor.seq, h: cursor.hash, limit: 1000 };
    const page = pullAnswer.parse(
      bodyOf(await desk.call({ method: 'GET', path: '/v1/pull', query })),
    );
    cursor = page.through;
    if (!page.more) return cursor.seq;
  }
}

/** Reads a snapshot and parses every row; gives how many it had. */
async function readSnapshot(address: string, desk: ThinDesk): Promise<number> {
  const central = connectCentral(address);
  let rows = 0;
  const query = { part: 'main' };
  const call = { method: 'GET', path: '/v1/snapshot', query, token: desk.token() } as const;
  for await (const item of central.lines(call, new AbortController().signal)) {
    if (typeof item !== 'string') throw new Error(`no snapshot: ${JSON.stringify(item)}`);
    for (const line of item.split('\n')) {
      if (line === '' || lineKind(line) !== 'row') continue;
      JSON.parse(line);
      rows += 1;
    }
  }
  return rows;
}

/** Reports rows a second beside a bare insert of as many. */
async function reportRows(name: string, work: () => Promise<number>): Promise<number> {
  let rows = 0;
  const ms = await timed(async () => {
    rows = await work();
  });
  const bare = bareInsert(rows);
  report(`${name} (${rows.toLocaleString('en')} rows)`, (rows / ms) * 1000, 'rows/s', null, {
    what: 'bare insert of as many',
    value: (rows / bare) * 1000,
  });
  return rows;
}

/** To a client that keeps nothing; gives how many rows there are. */
async function toClient({ address, place }: RunningService) {
  const [code = ''] = await enrolCodes(place, 'N', 1);
  const desk = await thinDesk(Number(new URL(address).port), code);
  const snapshot = () => readSnapshot(address, desk);
  return {
    log: await reportRows('pull, each page checked', () => readLog(desk)),
    snapshot: await reportRows('snapshot, each row parsed', snapshot),
  };
}

/** A log of some length behind a desk that was there when it was empty. */
async function fillLog(service: RunningService, folder: string): Promise<string> {
  const [code = ''] = await enrolCodes(service.place, 'N', 1);
  const desk = await ownDesk(join(folder, 'behind'), { address: service.address, code });
  await desk.live();
  await desk.close();
  const driver = await startDriver(service.address, service.place);
  await driver.push(PUSH_MS);
  await driver.stop();
  return desk.profile;
}

/** Measures them on the demonstration in a SQLite store below `folder`. */
export async function measureStreams(folder: string): Promise<void> {
  const own = mkdtempSync(join(folder, 'streams-'));
  const service = await startService({ kind: 'sqlite', folder: join(own, 'service') });
  const profile = await fillLog(service, own);
  const rows = await toClient(service);
  await reportRows('pull into a replica, until the desk is live', async () => {
    const desk = await ownDesk(profile);
    await desk.live();
    await desk.close();
    return rows.log;
  });
  const [code = ''] = await enrolCodes(service.place, 'N', 1);
  await reportRows('snapshot into a fresh replica, until the desk is live', async () => {
    const desk = await ownDesk(join(own, 'fresh'), { address: service.address, code });
    await desk.live();
    await desk.close();
    return rows.snapshot;
  });
  await service.stop();
  rmSync(own, { recursive: true, force: true });
}

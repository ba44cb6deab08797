// The service's own process, killed (SIGKILL) between a question that the library's system has carried out and its answer.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import {
  addDesk,
  laneClock,
  laneDesk,
  laneOver,
  nextId,
} from '../../../tests/support/central-lane.ts';
import { startChild } from '../../../tests/support/faults/child.ts';
import { freePort } from '../../../tests/support/free-port.ts';
import { COPIES, cardOf } from '../../../tests/support/ledger-scene.ts';
import { modelBase } from '../../../tests/support/model-base.ts';
import { DIALECTS } from '../../../tests/support/sip2-dialects.ts';
import type { Dialect } from '../../../tests/support/sip2-dialects.ts';
import { PEER_USER, startPeer } from '../../../tests/support/sip2-peer.ts';
import type { Peer } from '../../../tests/support/sip2-peer.ts';
import { loadBase } from '../base/load-base.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { setLedger } from './keep.ts';

const MAIN = resolve(import.meta.dirname, '../main.ts');
/** A process of a busy machine begins within so many ms. */
const BEGINS = 30_000;

const storeIn = (folder: string) =>
  openSqliteStore({ file: join(folder, 'service.db'), stream: 'library', clock: laneClock });

/** A library whose desk has lent and taken back while nobody asked the system. */
async function morning(folder: string): Promise<void> {
  const store = storeIn(folder);
  await loadBase(store, modelBase(), { clock: laneClock, newId: nextId, newKey: () => 'key' });
  const { lane, library } = await laneOver(store);
  await addDesk(store, 'd1');
  await setLedger({ lane, newId: nextId }, 'sip2');
  const desk = laneDesk(lane, library, 'd1');
  const lend = (copy: string, reader: number) =>
    desk.say('desk-a', 'loan.out', nextId(), { scan: copy, card: cardOf(reader) });
  const back = (copy: string) =>
    desk.say('desk-a', 'loan.back', copy.toLowerCase(), { scan: copy });
  const all = [
    () => lend('C1', 1),
    () => back('C1'),
    () => lend('C1', 2),
    () => lend('C2', 1),
    () => back('C2'),
    () => lend('C4', 1),
  ];
  for (const each of all) expect(await each()).toMatchObject({ code: 'ok' });
  await lane.close();
  await store.close();
}

async function startService(folder: string, peer: Peer, dialect: Dialect) {
  const encoding = dialect.charset === 'utf-8' ? 'utf-8' : 'gbk';
  const words = `--port ${await freePort()} --sip2 127.0.0.1:${peer.port} --sip2-user ${PEER_USER.user}`;
  const more = ['--data', folder, '--sip2-encoding', encoding];
  const secret = { SHUTAI_SIP2_PASSWORD: PEER_USER.password };
  return startChild([MAIN, ...words.split(' '), ...more], secret);
}

it.each(['Koha'])(
  'is followed by one that looks before it asks again: %s',
  async (name) => {
    const dialect = DIALECTS.find((each) => each.name === name);
    if (!dialect) throw new Error(`no dialect ${name}`);
    const folder = mkdtempSync(join(tmpdir(), 'shutai-killed-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    await morning(folder);
    const peer = await startPeer(dialect, { titles: COPIES, cards: [1, 2].map(cardOf) });
    onTestFinished(() => peer.stop());
    // Killed at the first loan, and at the first return after it.
    for (const code of ['11', '09']) {
      peer.withhold = { code, times: 1 };
      const service = await startService(folder, peer, dialect);
      onTestFinished(() => service.kill());
      await expect.poll(() => peer.withhold.times, { timeout: BEGINS, interval: 5 }).toBe(0);
      await service.kill('SIGKILL');
      expect(service.log()).not.toContain('Error');
    }
    const last = await startService(folder, peer, dialect);
    onTestFinished(() => last.kill());
    await expect.poll(() => peer.done.length, { timeout: BEGINS, interval: 20 }).toBe(6);
    await last.kill('SIGTERM');
    expect([...peer.copies].map(([barcode, { card }]) => [barcode, card])).toEqual([
      ['C1', cardOf(2)],
      ['C2', null],
      ['C3', null],
      ['C4', cardOf(1)],
      ['C5', null],
    ]);
    const twice = peer.done.filter((each, index) => peer.done.indexOf(each) !== index);
    expect(twice).toEqual([]);
    const store = storeIn(folder);
    const { lane } = await laneOver(store);
    expect(await store.jobs.waiting('ledger')).toMatchObject({ count: 0 });
    for (const [copy, reader] of [
      ['c1', 'reader-2'],
      ['c4', 'reader-1'],
    ] as const) {
      expect(await lane.look((world) => world.list('openLoanOf', copy))).toMatchObject([
        { readerId: reader, ledger: 'confirmed' },
      ]);
    }
    for (const copy of ['c1', 'c2', 'c4']) {
      expect(await lane.look((world) => world.list('openCirculationCases', copy))).toEqual([]);
    }
    await lane.close();
    await store.close();
  },
  4 * BEGINS,
);

// Reports of the demonstration library: what May 2018 was, kept on the first open day of June, and never written over.

import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyDemoDesk, openDemoDesk } from '../../../../tests/support/demo-desk.ts';
import { profileFolder } from '../../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../../tests/support/desk-core.ts';
import { DEMO_PASSWORD } from '../../../demo/about.ts';
import { REPORT_PARTS } from '../../../shared/figures/report.ts';
import type { Report } from '../../../shared/figures/report.ts';

let folder: string;
let desk: TestDesk;
const rounds: (() => void)[] = [];
/** What comes back at once comes back; what is done now and then is done when the test says so. */
const after = (ms: number, run: () => void) => {
  if (ms === 0) setImmediate(run);
  else rounds.push(run);
  return () => undefined;
};
async function open(): Promise<void> {
  desk = await openDemoDesk(folder, { timers: { after } });
}
async function signIn(role: string): Promise<void> {
  const { accounts, points } = await desk.client['session.info']({});
  const login = accounts.find(({ roles }) => roles.includes(role as never))?.login ?? '';
  const point = points[0]?.id ?? '';
  await desk.client['session.signIn']({ login, password: DEMO_PASSWORD, point });
}
const file = (name = '2018-05.json') => join(folder, 'reports', name);
const kept = () => desk.client['reports.kept']({});
const turn = () => {
  for (const run of rounds.splice(0)) run();
};

beforeAll(async () => {
  folder = profileFolder();
  await copyDemoDesk(folder);
  await open();
  await signIn('supervisor');
}, 120_000);
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const numbersOf = (report: Report | null, figure: string, queue: string | null = null) =>
  Object.fromEntries(
    report?.parts
      .find((part) => part.figure === figure && part.queue === queue)
      ?.numbers.map(({ key, now }) => [key, now]) ?? [],
  );

describe('the report of a month', () => {
  it('says what each figure says', async () => {
    const made = await desk.client['reports.make']({ kind: 'month', day: '2018-05-17' });
    expect(made).toMatchObject({ kind: 'month', from: '2018-05-01', to: '2018-05-31' });
    expect(made.parts).toHaveLength(REPORT_PARTS.length);
    expect(numbersOf(made, 'net_flow', 'reallocation')).toMatchObject({ created: 302 });
    expect(numbersOf(made, 'status', 'reallocation')).toMatchObject({ done: 1205, rejected: 3124 });
    const asked = { figure: 'turnaround', queue: 'find_book', from: made.from, to: made.to };
    const nobody = { campus: null, collection: null, category: null };
    for (const [compare, name] of [
      ['before', 'was'],
      ['year', 'year'],
    ] as const) {
      const { totals, before } = await desk.client['figures.figure']({
        ...(asked as { figure: 'turnaround'; queue: 'find_book'; from: string; to: string }),
        ...nobody,
        grain: 'month',
        compare,
      });
      const p50 = made.parts
        .find(({ figure, queue }) => figure === 'turnaround' && queue === 'find_book')
        ?.numbers.find(({ key }) => key === 'p50');
      expect([p50?.now, p50?.[name]]).toEqual([
        totals['p50'] ?? null,
        before?.totals['p50'] ?? null,
      ]);
    }
  });

  it('is kept by itself once the first open day of the next month has come, readable by its owner alone', async () => {
    await expect
      .poll(
        async () => {
          turn();
          return (await kept()).reports.map(({ name }) => name);
        },
        { timeout: 30_000 },
      )
      .toEqual(['2018-05']);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    const report = await desk.client['reports.open']({ name: '2018-05' });
    expect(numbersOf(report, 'status', 'reallocation')).toMatchObject({ done: 1205 });
  });

  it('is never written over, and none is kept of a period that goes on', async () => {
    const before = readFileSync(file());
    const again = await desk.client['reports.keep']({ kind: 'month', day: '2018-05-01' });
    expect(again).toMatchObject({ ok: false, code: 'report_kept' });
    expect(readFileSync(file())).toEqual(before);
    const early = await desk.client['reports.keep']({ kind: 'month', day: '2018-06-01' });
    expect(early).toMatchObject({
      ok: false,
      code: 'report_not_over',
      facts: { to: '2018-06-30' },
    });
    const week = await desk.client['reports.keep']({ kind: 'week', day: '2018-05-30' });
    expect(week).toEqual({ ok: true, name: '2018-05-28' });
  });

  it('that was changed on the disk is put aside and said', async () => {
    const text = readFileSync(file(), 'utf8');
    writeFileSync(file(), text.replace('"now":1205', '"now":1206'));
    const { reports, damaged } = await kept();
    expect(reports.map(({ name }) => name)).toEqual(['2018-05-28']);
    expect(damaged).toEqual(['2018-05.json.damaged']);
    expect(await desk.client['reports.open']({ name: '2018-05' })).toBeNull();
    writeFileSync(file(), 'not a report');
    expect((await kept()).damaged).toHaveLength(2);
    expect(readdirSync(join(folder, 'reports'))).not.toContain('2018-05.json');
  });

  it('is for whoever may see figures', async () => {
    await signIn('courier');
    const asked = desk.client['reports.make']({ kind: 'month', day: '2018-05-01' });
    await expect(asked).rejects.toMatchObject({ code: 'denied' });
    await expect(kept()).rejects.toMatchObject({ code: 'denied' });
  });
});

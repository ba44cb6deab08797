// The workbench of persons of the demonstration library, held against their lists and what each request lets them do.

import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../../demo/about.ts';
import type { QueueTab, RequestLine } from '../../../shared/desk-contract.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { copyDemoDesk, openDemoDesk } from '../../../../tests/support/demo-desk.ts';
import { profileFolder } from '../../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../../tests/support/desk-core.ts';

const folder = profileFolder();
let desk: TestDesk;
beforeAll(async () => {
  await copyDemoDesk(folder);
  desk = await openDemoDesk(folder);
}, 120_000);
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Signs in, and gives the queues in which one of the person's roles may do anything. */
async function as(login: string, pointCode: string): Promise<QueueName[]> {
  const { points } = await desk.client['session.info']({});
  const point = points.find(({ code }) => code === pointCode)?.id ?? '';
  const answer = await desk.client['session.signIn']({ login, password: DEMO_PASSWORD, point });
  expect(answer, login).toEqual({ ok: true });
  const { person } = await desk.client['session.info']({});
  const roles = new Set<string>(person?.grants.map(({ role }) => role));
  return QUEUE_NAMES.filter((queue) =>
    Object.values(QUEUES[queue].actions).some(({ who }) => who.some(({ role }) => roles.has(role))),
  );
}

async function listed(queues: readonly QueueName[], tab: QueueTab): Promise<RequestLine[]> {
  const pages = queues.map((queue) =>
    desk.client['requests.list']({
      queue,
      tab,
      filters: {},
      sort: 'due',
      offset: 0,
      limit: 500,
    }),
  );
  return (await Promise.all(pages)).flatMap(({ rows }) => rows);
}

/** Due times of what is due and what the person may do something about, the first first. */
async function dueFor(queues: readonly QueueName[]): Promise<(string | null)[]> {
  const open = (await listed(queues, 'unclaimed')).filter(
    ({ clock }) => clock === 'due' || clock === 'late',
  );
  const own: RequestLine[] = [];
  for (const line of open) {
    const detail = await desk.client['requests.detail']({ requestId: line.request.id });
    if (detail && detail.actions.length > 0) own.push(line);
  }
  return own.map(({ dueOn }) => dueOn).toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
}

const PERSONS = [
  ['desk-n', 'N1'],
  ['desk-s', 'S1'],
  ['courier-n', 'N1'],
  ['head', 'N1'],
  ['admin', 'N1'],
  ['bookseller-a', 'N1'],
  ['bookseller-b', 'N1'],
] as const;

describe.each(PERSONS)('the workbench of %s at %s', (login, point) => {
  it('has what is due first of what this person can do, and how much of it there is', async () => {
    const queues = await as(login, point);
    const { dueFirst, totals } = await desk.client['requests.handover']({});
    const due = await dueFor(queues);
    expect(dueFirst.map(({ dueOn }) => dueOn)).toEqual(due.slice(0, 20));
    expect(totals.dueFirst).toEqual({ total: due.length, more: false });
  }, 60_000);

  it('has only the person’s queues, in every part', async () => {
    const queues = await as(login, point);
    const sheet = await desk.client['requests.handover']({});
    expect(sheet.queues.map(({ queue }) => queue)).toEqual(queues);
    const open = await listed(queues, 'open');
    const inState = (...states: string[]) =>
      open.filter(({ request, hasCase }) => !hasCase && states.includes(request.state)).length;
    const shown = [...sheet.exceptions, ...sheet.answers];
    expect(shown.filter(({ request }) => !queues.includes(request.queue))).toEqual([]);
    const exceptions = sheet.exceptions.filter(({ hasCase }) => !hasCase).length;
    expect(exceptions).toBe(Math.min(50, inState('exception')));
    expect(sheet.totals.answers.total).toBe(inState('needs_info', 'waiting', 'deferred'));
    expect(sheet.totals.exceptions.total).toBeGreaterThanOrEqual(exceptions);
    expect(sheet.totals.mine.total).toBe((await listed(queues, 'mine')).length);
  });
});

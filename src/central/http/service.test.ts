import { once } from 'node:events';
import { createParser } from 'eventsource-parser';
import { afterEach, describe, expect, it } from 'vitest';
import { failed } from '../../../tests/support/central-http.ts';
import { asked, sleep, textOf } from '../../../tests/support/central-sockets.ts';
import { wholeService } from '../../../tests/support/central-service.ts';
import { modelBase } from '../../../tests/support/model-base.ts';
import type { Base, RowOfBase } from '../../node/base.ts';
import { emptyBase } from '../../node/empty-base.ts';
import { maskName } from '../../shared/library/masks.ts';
import { GENESIS, pullAnswer, snapshotHead } from '../../shared/sync/protocol.ts';

type Whole = Awaited<ReturnType<typeof wholeService>>;
let whole: Whole;
afterEach(() => whole.close());

const move = {
  code: 'N1-1',
  kind: 'for_loan',
  targetCampus: 'south',
  copyId: 'c1',
  readerId: 'reader-1',
};

async function pull(token: string, seq = 0, hash = GENESIS, wait = 0) {
  const { epoch } = whole.service.info();
  const url = `/v1/pull?epoch=${epoch}&seq=${seq}&h=${hash}&wait=${wait}`;
  const answer = await whole.call('GET', url, token);
  expect(answer.statusCode).toBe(200);
  return pullAnswer.parse(answer.json());
}

async function push(desk: { id: string; token: string }, commands: object[], from = 1) {
  const { epoch } = whole.service.info();
  return whole.call('POST', '/v1/push', desk.token, { epoch, from, commands });
}

describe('a desk over HTTP', () => {
  it('pushes, pulls what it pushed, and gets the same result again', async () => {
    whole = await wholeService();
    const desk = await whole.desk();
    await whole.person(desk.token, 'desk-a');
    const command = whole.command(desk.id, 1, { input: move });
    const first = await push(desk, [command]);
    expect(first.json()).toMatchObject({ last: 1, results: [{ id: command.id, code: 'ok' }] });
    expect((await push(desk, [command])).json().results).toEqual(first.json().results);
    const page = await pull(desk.token);
    expect(page.rows.map((row) => row.kind)).toContain('request');
    expect(page.rows[0]).toMatchObject({ seq: 1, commandId: command.id, desk: desk.id });
    expect(page.more).toBe(false);
    const next = await pull(desk.token, page.through.seq, page.through.hash);
    expect(next.rows).toEqual([]);
  });

  it('acts only for people who have signed in there', async () => {
    whole = await wholeService();
    const desk = await whole.desk();
    const command = whole.command(desk.id, 1, { input: move });
    const [result] = (await push(desk, [command])).json().results;
    expect(result).toMatchObject({ code: 'forbidden', refusal: 'not_signed_in_here' });
  });

  it('is told of a gap, of another epoch, of a log that is not its own', async () => {
    whole = await wholeService();
    const desk = await whole.desk();
    const gap = await push(desk, [whole.command(desk.id, 3, { input: move })], 3);
    expect(failed(gap)).toBe('409 gap');
    expect(gap.json().last).toBe(0);
    const other = { epoch: 'another', from: 1, commands: [whole.command(desk.id, 1, {})] };
    expect(failed(await whole.call('POST', '/v1/push', desk.token, other))).toBe('410 epoch');
    const { epoch } = whole.service.info();
    const ahead = `/v1/pull?epoch=${epoch}&seq=7&h=${'a'.repeat(64)}`;
    expect(failed(await whole.call('GET', ahead, desk.token))).toBe('410 diverged');
  });

  it('gets a command refused that nobody can read, and goes on behind it', async () => {
    whole = await wholeService();
    const desk = await whole.desk();
    await whole.person(desk.token, 'desk-a');
    const poison = { ...whole.command(desk.id, 1, {}), type: 'x', at: 'never' };
    const good = whole.command(desk.id, 2, { input: move });
    const answer = (await push(desk, [poison, good])).json();
    expect(answer.last).toBe(2);
    expect(answer.results[0]).toMatchObject({ id: poison.id, cseq: 1, code: 'bad_command' });
    expect(answer.results[1].code).toBe('ok');
  });

  it('hears live what another desk did, within moments', async () => {
    whole = await wholeService();
    const [one, two] = [await whole.desk(), await whole.desk('south')];
    await whole.person(one.token, 'desk-a');
    const listening = await whole.listen();
    const port = Number(new URL(listening.address).port);
    const path = `/v1/live?epoch=${whole.service.info().epoch}&seq=0&h=${GENESIS}`;
    const stream = await asked(port, path, { authorization: `Bearer ${two.token}` });
    const events: { event: string | undefined; data: string }[] = [];
    const parser = createParser({ onEvent: ({ event, data }) => events.push({ event, data }) });
    stream.on('data', (bytes: Buffer) => parser.feed(bytes.toString()));
    stream.on('error', () => undefined);
    await push(one, [whole.command(one.id, 1, { input: move })]);
    while (events.length < 2) await sleep(5);
    expect(events.map(({ event }) => event)).toEqual(['heartbeat', 'frame']);
    const frame = pullAnswer.parse(JSON.parse(events[1]?.data ?? '{}'));
    expect(frame.from).toEqual({ seq: 0, hash: GENESIS });
    expect(frame.rows.length).toBeGreaterThan(0);
    const over = once(stream, 'close');
    await listening.stop();
    await over;
    expect(events.at(-1)).toEqual({ event: 'end', data: '{"reason":null}' });
  });

  it('loads a snapshot and compares it', async () => {
    whole = await wholeService();
    const desk = await whole.desk();
    const listening = await whole.listen();
    const port = Number(new URL(listening.address).port);
    const answer = await asked(port, '/v1/snapshot', { authorization: `Bearer ${desk.token}` });
    const lines = (await textOf(answer)).trimEnd().split('\n');
    expect(snapshotHead.parse(JSON.parse(lines[0] ?? ''))).toMatchObject({ through: { seq: 0 } });
    expect(lines.at(-1)).toMatch(/^\{"end":\d+\}$/u);
    expect(lines.some((line) => line.includes('"id":"c1"'))).toBe(true);
    const { epoch } = whole.service.info();
    const sums = { epoch, kind: 'copy', buckets: Array.from({ length: 256 }, () => '') };
    const compared = await whole.call('POST', '/v1/checksum', desk.token, sums);
    expect(compared.statusCode).toBe(200);
    expect(compared.json().differing.length).toBeGreaterThan(0);
    await listening.stop();
  });
});

/** The model library, whose readers' masked names are those of their full ones. */
function withMaskedNames(): Base {
  const base = modelBase();
  const rows = [...base.rows()];
  const names = new Map(
    rows.flatMap((each) =>
      each.kind === 'private' ? [[each.row.id, each.row.name] as const] : [],
    ),
  );
  const masked = rows.map((each): RowOfBase => {
    if (each.kind !== 'reader') return each;
    return {
      kind: 'reader',
      row: { ...each.row, nameMasked: maskName(names.get(each.row.id) ?? '') },
    };
  });
  return { ...base, rows: () => masked };
}

describe('people over HTTP', () => {
  it('find readers by the beginning of a name and see them in full, which is noted', async () => {
    whole = await wholeService(withMaskedNames());
    const desk = await whole.desk();
    const token = await whole.person(desk.token, 'desk-a');
    const find = async (name: string) =>
      (await whole.call('POST', '/v1/readers/find', token, { name })).json().ids;
    expect(await find('王小')).toEqual(['reader-1']);
    expect(await find('小明')).toEqual([]);
    expect((await find('读者')).toSorted()).toEqual(['reader-2', 'reader-3']);
    const shown = await whole.call('POST', '/v1/reveal', token, { readerId: 'reader-1' });
    expect(shown.json()).toMatchObject({ name: '王小明', phone: '13800000000' });
    const audit = await whole.store.auth.auditLines(10, null);
    expect(audit.map((line) => line.what)).toContain('reveal_sent');
    expect(JSON.stringify(audit)).not.toContain('王小');
    expect(whole.log.join('\n')).not.toMatch(/王小|13800000000/u);
  });

  it('set the demonstration’s clock forward', async () => {
    whole = await wholeService();
    const desk = await whole.desk();
    const token = await whole.person(desk.token, 'desk-a');
    const before = millisOf(whole.service.lane.now());
    const moved = await whole.call('POST', '/v1/clock', token, { by: 'day' });
    expect(moved.statusCode).toBe(200);
    expect(millisOf(whole.service.lane.now()) - before).toBe(86_400_000);
  });
});

const millisOf = (instant: string) => Date.parse(instant);

describe('an empty library', () => {
  it('gets its first administrator by the code, once', async () => {
    whole = await wholeService(emptyBase());
    const { auth } = whole.service;
    expect(await auth.needsAdmin()).toBe(true);
    const old = await auth.adminCode();
    const code = await auth.adminCode();
    const body = {
      code,
      name: '李馆长',
      login: 'Head',
      password: 'a good long one',
      library: '县图书馆',
    };
    const make = (set: Partial<typeof body>) =>
      whole.call('POST', '/v1/first-admin', null, { ...body, ...set });
    expect(failed(await make({ code: old }))).toBe('403 bad_code');
    expect(failed(await make({ password: 'password1' }))).toBe('400 common_password');
    expect(failed(await make({ login: 'not a login!' }))).toBe('400 bad_input');
    // A wrong name does not use the code up.
    const answers = await Promise.all([make({}), make({ login: 'other' })]);
    expect(answers.map((each) => each.statusCode).toSorted()).toEqual([200, 403]);
    expect(await auth.needsAdmin()).toBe(false);
    expect(whole.service.info().library.zh).toBe('县图书馆');
    expect(failed(await make({}))).toBe('403 bad_code');
    const [campus] = (await whole.store.reads.all('place')).filter((row) =>
      row.image.includes('"kind":"campus"'),
    );
    const desk = await whole.desk(campus?.id);
    const winner = (await whole.store.reads.all('staff'))[0];
    const { login } = JSON.parse(winner?.image ?? '{}') as { login: string };
    const token = await whole.person(desk.token, login, body.password);
    const codes = await whole.call('POST', '/v1/enroll-codes', token, { campus: campus?.id });
    expect(codes.statusCode).toBe(200);
  });
});

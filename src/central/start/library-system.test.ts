import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { deskIn, machineOf, mustBe } from '../../../tests/support/central-auth.ts';
import { terminal } from '../../../tests/support/central-means.ts';
import { PASSWORD } from '../../../tests/support/model-base.ts';
import { sip2There } from '../../../tests/support/sip2-scene.ts';
import type { Sip2Server } from '../../../tests/support/sip2-server.ts';
import type { Running } from './serve.ts';

const open: Sip2Server[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const COPIES = { C1: '高等数学教程', C2: '高等数学教程', C4: '数据结构与算法' };

async function scene() {
  const there = await sip2There({ copies: COPIES });
  open.push(there);
  const term = terminal();
  writeFileSync(join(term.folder, 'password'), 'right\n');
  const sip2 = `--sip2 127.0.0.1:${there.port} --sip2-user desk --sip2-password-file password`;
  return { there, term, sip2 };
}

/** A desk at the running service, with somebody's token. */
async function deskAt({ address, service }: Running, number = 1) {
  const machine = machineOf(number);
  const { code } = await service.auth.consoleCode('north');
  const { id, publicKey } = machine;
  const body = { code, publicKey, desk: id, name: 'Desk', baseId: null, madeAlone: 0 };
  mustBe(await service.auth.enroll(body, '127.0.0.1'));
  const { token } = mustBe(await deskIn(service.auth, machine));
  const call = (method: string, path: string, bearer: string, json?: object) =>
    fetch(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      ...(json ? { body: JSON.stringify(json) } : {}),
    });
  const person = async (login: string) => {
    const answer = await call('POST', '/v1/session/person', token, { login, password: PASSWORD });
    return ((await answer.json()) as { token: string }).token;
  };
  return { call, person };
}

it('tells administrators, and nobody else, how it goes, and tries it out', async () => {
  const { term, sip2, there } = await scene();
  const running = await term.serving(`--data d ${sip2}`);
  const { call, person } = await deskAt(running);
  const boss = await person('boss');
  const state = await call('GET', '/v1/library-system', boss);
  expect(await state.json()).toEqual({
    system: 'sip2',
    address: `127.0.0.1:${there.port}`,
    encoding: 'gbk',
    encrypted: false,
    holds: 'unknown',
    state: 'unknown',
    waiting: 0,
    waitingSince: null,
    lastFault: null,
    settings: {
      user: 'desk',
      by: 'message',
      ownAuthority: false,
      lines: 4,
      institution: '',
      location: '',
      dayOrder: null,
      pickups: {},
    },
    lastTest: null,
  });
  const test = await call('POST', '/v1/library-system/test', boss, {});
  expect(test.status).toBe(200);
  const told = (await test.json()) as object;
  expect(told).toMatchObject({ ok: true, encoding: { probe: 'right' } });
  const after = await call('GET', '/v1/library-system', boss);
  expect(await after.json()).toMatchObject({ lastTest: { ...told, at: expect.any(String) } });
  const clerk = await person('desk-a');
  for (const [method, path] of [
    ['GET', '/v1/library-system'],
    ['POST', '/v1/library-system/test'],
  ] as const) {
    const denied = await call(method, path, clerk, method === 'POST' ? {} : undefined);
    expect(denied.status).toBe(403);
  }
});

it('says who keeps the ledger to every desk, and keeps what waits while it is not connected', async () => {
  const { term, sip2 } = await scene();
  const policy = async ({ service }: Running) =>
    (await service.lane.look((world) => world.get('policy', 'loan.ledger')))?.value;
  const first = await term.serving('--data d');
  expect(await policy(first)).toBeUndefined();
  await first.stop();
  const second = await term.serving(`--data d ${sip2}`);
  expect(await policy(second)).toBe('sip2');
  await second.stop();
  const third = await term.serving('--data d');
  expect(await policy(third)).toBe('sip2');
  expect(term.printed.join('\n')).toContain('start with --sip2, or end it by --sip2 off');
  const { call, person } = await deskAt(third);
  const state = await call('GET', '/v1/library-system', await person('boss'));
  expect(await state.json()).toMatchObject({ system: 'sip2', address: null, state: 'unknown' });
  await third.stop();
  const late = { key: 'ledger/1', kind: 'ledger', body: {}, dueOn: '2018-06-06T00:00:00.000Z' };
  const last = await term.serving('--data d --sip2 off');
  expect(await policy(last)).toBe('built_in');
  await last.service.store.jobs.add([late], late.dueOn);
  const over = await deskAt(last, 2);
  const left = await over.call('GET', '/v1/library-system', await over.person('boss'));
  expect(await left.json()).toMatchObject({ system: 'built_in', waiting: 1 });
});

it('does not begin without the password that it was to read', async () => {
  const { term } = await scene();
  const missing = '--sip2 127.0.0.1:9 --sip2-user desk --sip2-password-file none';
  await expect(term.serving(`--data d ${missing}`)).rejects.toThrow('cannot be read');
});

it('does not begin without the certificate that it was to check by', async () => {
  const { term, sip2 } = await scene();
  const begin = (file: string) => term.serving(`--data d ${sip2} --sip2-ca ${file}`);
  await expect(begin('none')).rejects.toThrow('The file of --sip2-ca cannot be read');
  await expect(begin('password')).rejects.toThrow('holds no certificate in PEM form');
});

import { afterEach, expect, it } from 'vitest';
import type { Sip2Library } from '../../../../tests/support/sip2-library.ts';
import { back, order, sip2There, sip2To } from '../../../../tests/support/sip2-scene.ts';
import type { Sip2Server } from '../../../../tests/support/sip2-server.ts';
import type { Sip2System } from './system.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function server(over: Partial<Sip2Library> = {}): Promise<Sip2Server> {
  const made = await sip2There(over);
  open.push(made);
  return made;
}

function sip2(...args: Parameters<typeof sip2To>) {
  const system = sip2To(...args);
  open.push(system);
  return system;
}

it.each(['19700101    000000', '20261123    235900', '00000000', 'no date'])(
  'a due date of %j counts as none, and item information is asked',
  async (due) => {
    const there = await server({ loanDue: due });
    const lent = await sip2(there.port).checkOut(order());
    expect(lent).toMatchObject({ is: 'done', value: { due: '2026-12-24T15:59:00.000Z' } });
    expect(there.asked.slice(-2)).toEqual(['11', '17']);
  },
);

it('says what a system says without signs that cannot be seen', async () => {
  const there = await server();
  there.alerts.set('N10000001', '\u0000送往 南校区\u0007');
  const system = sip2(there.port);
  await system.checkOut(order());
  expect(await system.checkIn(back())).toMatchObject({ messages: ['送往 南校区'] });
});

it.each([
  ['a loan', (system: Sip2System) => system.checkOut(order()), '11'],
  ['a return', (system: Sip2System) => system.checkIn(back()), '09'],
  ['what it knows of a copy', (system: Sip2System) => system.copy('N10000001'), '17'],
  ['what it knows of a reader', (system: Sip2System) => system.reader('1800000001'), '63'],
])('a system hears its own name in the very first question, be it %s', async (_, ask, code) => {
  const there = await server();
  await ask(sip2(there.port));
  const first = there.heard.find((each) => each.code === code);
  expect(first?.fields).toContainEqual(['AO', 'SHUTAI']);
});

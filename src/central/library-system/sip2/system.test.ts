import { afterEach, describe, expect, it } from 'vitest';
import type { Sip2Library } from '../../../../tests/support/sip2-library.ts';
import { back, order, renewal, sip2There, sip2To } from '../../../../tests/support/sip2-scene.ts';
import type { Sip2Fault, Sip2Server } from '../../../../tests/support/sip2-server.ts';
import { startSilence } from '../../../../tests/support/smtp.ts';
import { backoffAfter } from './pool.ts';

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

describe('a library system that behaves', () => {
  it.each(['gbk', 'utf-8'] as const)('is asked everything, in %s', async (encoding) => {
    const there = await server({ encoding });
    const system = sip2(there.port, { encoding });
    expect(await system.status()).toMatchObject({
      is: 'done',
      value: {
        online: true,
        institution: 'SHUTAI',
        libraryName: '示范大学图书馆',
        ahead: 0,
        version: '2.00',
      },
    });
    const lent = await system.checkOut(order());
    expect(lent).toMatchObject({
      is: 'done',
      value: { due: '2026-12-24T15:59:00.000Z', already: false },
    });
    expect(await system.copy('N10000001')).toMatchObject({
      value: { title: '数据库系统概论', state: 'charged', due: '2026-12-24T15:59:00.000Z' },
      damaged: false,
    });
    expect(await system.reader('1800000001')).toMatchObject({
      value: { name: '张三', valid: true, mayBorrow: true, charged: 1, copies: ['N10000001'] },
    });
    expect(await system.renew(renewal())).toMatchObject({
      value: { due: '2027-01-23T15:59:00.000Z' },
    });
    expect(await system.checkIn(back())).toMatchObject({
      value: { place: '总馆', already: false },
    });
    expect(
      await system.hold({ ...order(), pickup: 'N', thisCopy: false, ends: false }),
    ).toMatchObject({
      value: { available: false },
    });
    expect(await system.copy('N999')).toMatchObject({ value: { state: 'unknown' } });
    expect(there.asked.slice(0, 2)).toEqual(['93', '99']);
    expect(there.asked).toContain('35');
    expect(there.done).toEqual([
      '11 N10000001 1800000001',
      '29 N10000001 1800000001',
      '09 N10000001',
      '15 N10000001',
    ]);
  });

  it('refuses in its own words', async () => {
    const there = await server({ blocked: ['1800000002'] });
    const system = sip2(there.port);
    expect(await system.checkOut(order({ card: '1800000002' }))).toMatchObject({
      is: 'refused',
      messages: ['读者证已停用'],
    });
    expect(await system.checkIn(back({ barcode: 'N999' }))).toMatchObject({
      is: 'refused',
      messages: ['没有这册图书'],
    });
    expect(await system.renew(renewal())).toMatchObject({ is: 'refused' });
    // A return of what is not lent there comes to the same.
    expect(await system.checkIn(back())).toMatchObject({ is: 'done', value: { already: true } });
  });

  it('answers several lines at once, each its own question', async () => {
    const there = await server();
    const system = sip2(there.port, { lines: 3 });
    const barcodes = Array.from({ length: 60 }, (_, index) => `N1000000${(index % 3) + 1}`);
    const answers = await Promise.all(barcodes.map((barcode) => system.copy(barcode)));
    expect(answers.map((answer) => answer.is === 'done' && answer.value.barcode)).toEqual(barcodes);
    expect(there.asked.filter((code) => code === '93')).toHaveLength(3);
  });

  it('is asked nothing that would add a field, or that its encoding has no sign for', async () => {
    const there = await server();
    const system = sip2(there.port);
    expect(await system.checkOut(order({ barcode: 'N1|AA1800000002' }))).toEqual({
      is: 'fault',
      code: 'bad_value',
      facts: { field: 'AB' },
      mayHaveHappened: false,
    });
    expect(there.asked).toEqual([]);
  });
});

describe('a library system on a bad day', () => {
  const once = async (code: string, fault: Sip2Fault, over: Partial<Sip2Library> = {}) => {
    const there = await server(over);
    there.faults.push({ code, fault });
    return { there, system: sip2(there.port) };
  };

  it.each([
    ...(['bad_checksum', 'ask_again', 'split', { slow: 20 }] as const).map(
      (fault) => ['11', fault] as const,
    ),
    // Longer than a question is usually waited for.
    ['93', { slow: 375 }] as const,
    ['99', { slow: 375 }] as const,
  ])('is understood in spite of %s with %j, and lends once', async (code, fault) => {
    const { there, system } = await once(code, fault);
    expect(await system.checkOut(order())).toMatchObject({ is: 'done' });
    expect(there.done).toEqual(['11 N10000001 1800000001']);
  });

  it.each([
    ['drop_before', 'closed'],
    ['drop_after', 'closed'],
    ['half', 'closed'],
    ['silent', 'silent'],
    ['garbage', 'bad_message'],
    ['too_long', 'too_long'],
    ['other_sequence', 'out_of_order'],
    ['other_code', 'out_of_order'],
    ['other_copy', 'out_of_order'],
    ['always_bad_checksum', 'bad_checksum'],
  ] as const)(
    'that answers a loan with %s is a fault of its own name, looked at before it is repeated',
    async (fault, code) => {
      const { there, system } = await once('11', fault);
      expect(await system.checkOut(order())).toMatchObject({
        is: 'fault',
        code,
        mayHaveHappened: true,
      });
      const again = await system.checkOut(order({ uncertain: true }));
      expect(again).toMatchObject({
        is: 'done',
        value: { already: fault !== 'drop_before', due: '2026-12-24T15:59:00.000Z' },
      });
      expect(there.done).toEqual(['11 N10000001 1800000001']);
    },
  );

  it('which is slow and compares no numbers carries an order out once', async () => {
    const { there, system } = await once('11', { slow: 375 }, { remembers: false });
    expect(await system.checkOut(order())).toMatchObject({ is: 'done', value: { already: false } });
    expect(there.done).toEqual(['11 N10000001 1800000001']);
  });

  it('has renewed where the date there is later than before, however long renewals are there', async () => {
    const { there, system } = await once('29', 'drop_after');
    await system.checkOut(order());
    // Ours would be a month longer.
    there.renewedDue = '20261228    235900';
    const due = '2027-01-23T15:59:59.000Z';
    expect(await system.renew(renewal({ due }))).toMatchObject({ mayHaveHappened: true });
    expect(await system.renew(renewal({ due, uncertain: true }))).toMatchObject({
      value: { due: '2026-12-28T15:59:00.000Z', already: true },
    });
    there.faults.push({ code: '29', fault: 'drop_before' });
    const next = { due, dueBefore: '2026-12-28T15:59:00.000Z' };
    await system.renew(renewal(next));
    there.renewedDue = '20270104    235900';
    expect(await system.renew(renewal({ ...next, uncertain: true }))).toMatchObject({
      value: { due: '2027-01-04T15:59:00.000Z', already: false },
    });
    expect(there.done.filter((each) => each.startsWith('29'))).toHaveLength(2);
  });

  it('is not believed to have lent to us what somebody else has', async () => {
    const there = await server();
    const system = sip2(there.port);
    await system.checkOut(order({ card: '1800000002' }));
    expect(await system.checkOut(order({ uncertain: true }))).toMatchObject({
      is: 'refused',
      messages: ['图书已借出'],
    });
  });

  it('that says yes without a due date has said yes, and nothing of the date', async () => {
    const { there, system } = await once('11', 'no_due');
    there.faults.push({ code: '17', fault: 'no_due' });
    expect(await system.checkOut(order())).toMatchObject({
      is: 'done',
      value: { due: null, dueText: '' },
    });
  });

  it('which speaks another encoding is said to', async () => {
    const there = await server({ encoding: 'utf-8' });
    there.faults.push({ code: '17', fault: 'wrong_encoding' });
    const system = sip2(there.port, { encoding: 'utf-8' });
    expect(await system.copy('N10000003')).toMatchObject({ is: 'done', damaged: true });
    expect(await system.copy('N10000003')).toMatchObject({ is: 'done', damaged: false });
  });

  it('whose answer comes after the time is out never answers the next question', async () => {
    const there = await server();
    const system = sip2(there.port, { lines: 1 });
    for (const slow of [150, 290, 360]) {
      there.faults.push({ code: '17', fault: { slow } });
      await system.copy('N10000001');
      const next = await system.copy('N10000003');
      expect(next).toMatchObject({ is: 'done', value: { barcode: 'N10000003', title: '红楼梦' } });
    }
    there.faults.push({ code: '17', fault: 'twice' });
    await system.copy('N10000001');
    expect(await system.copy('N10000003')).toMatchObject({ value: { title: '红楼梦' } });
  });

  it('that never answers is left, and looked at again', async () => {
    const silence = await startSilence();
    open.push(silence);
    expect(await sip2(silence.port).status()).toEqual({
      is: 'fault',
      code: 'silent',
      facts: { seconds: 0.5 },
      mayHaveHappened: false,
    });
  });

  it('is told apart: nobody there, wrong password, not online', async () => {
    const there = await server();
    expect(await sip2(there.port, { password: 'wrong' }).status()).toMatchObject({
      code: 'login_refused',
    });
    there.online = false;
    expect(await sip2(there.port).checkOut(order())).toMatchObject({
      code: 'offline',
      mayHaveHappened: false,
    });
    await there.stop();
    expect(await sip2(there.port).status()).toMatchObject({
      code: 'unreachable',
      facts: { why: 'ECONNREFUSED' },
    });
  });

  it('is found again after it was away, by attempts further and further apart', async () => {
    const there = await server();
    await there.stop();
    const system = sip2(there.port);
    expect(await system.copy('N10000001')).toMatchObject({ is: 'fault', code: 'unreachable' });
    expect(system.isResting()).toBe(true);
    // Nobody asks a system that was away just now.
    expect(await system.copy('N10000001')).toMatchObject({ code: 'unreachable' });
    await there.start();
    await expect.poll(() => system.isResting()).toBe(false);
    expect(await system.copy('N10000001')).toMatchObject({ is: 'done' });
    await there.stop();
    await system.copy('N10000001');
    await system.copy('N10000001');
    await there.start();
    // Whoever reaches it meanwhile ends the rest for all.
    const opened = await system.openLine();
    expect('line' in opened).toBe(true);
    expect(system.isResting()).toBe(false);
    expect([1, 2, 5, 7, 40].map((failures) => backoffAfter(failures, 1))).toEqual([
      1000, 2000, 16_000, 30_000, 30_000,
    ]);
    expect(backoffAfter(3, 0)).toBe(0);
  });

  it('whose line was cut while nobody spoke is asked on a new one', async () => {
    const there = await server();
    const system = sip2(there.port);
    await system.copy('N10000001');
    there.cut();
    expect(await system.copy('N10000001')).toMatchObject({ is: 'done' });
  });

  it('ends what is under way when the service stops', async () => {
    const silence = await startSilence();
    open.push(silence);
    const system = sip2(silence.port, { user: null }, { connect: 500, answer: 60_000, tries: 2 });
    const asked = system.status();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await system.close();
    expect(await Promise.race([asked, system.status()])).toMatchObject({
      is: 'fault',
      code: 'stopped',
    });
  });
});

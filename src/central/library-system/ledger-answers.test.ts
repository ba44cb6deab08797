import { afterEach, describe, expect, it } from 'vitest';
import { cardOf, counterScene } from '../../../tests/support/ledger-scene.ts';
import type { Sip2Library } from '../../../tests/support/sip2-library.ts';
import { textsOfRows } from '../sync/private-of.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function scene(over: Partial<Sip2Library> = {}) {
  const made = await counterScene(over);
  open.push(made);
  return made;
}

describe('the system’s own words', () => {
  it('may name anybody: desks have them while the case is open, the log never', async () => {
    const { lend, back, desk, process, there, cases, store } = await scene();
    await lend('C1', 1);
    await back('C1');
    there.alerts.set('C1', `读者李四（${cardOf(2)}）已预约`);
    await process().ledger.runDue();
    const [opened] = await cases('c1');
    expect(opened).toMatchObject({ code: 'ledger_alert' });
    expect(opened?.facts['message']).toContain('李四');
    const told = async () => {
      const log = await store.reads.log(0, 1000);
      expect(log.filter(({ image }) => image?.includes('李四'))).toEqual([]);
      expect(log.filter(({ image }) => image?.includes('ledger_alert'))).not.toEqual([]);
      const rows = log.filter(({ kind }) => kind === 'circulation_case');
      return (await textsOfRows(store.reads, rows)).map(({ text, request }) => ({
        ...text,
        request,
      }));
    };
    expect(await told()).toMatchObject([
      { id: opened?.id, request: null, text: { 'facts.message': expect.stringContaining('李四') } },
    ]);
    const close = { note: '已放上预约架' };
    const closed = await desk.say('chief', 'circulation_case.close', opened?.id ?? '', close);
    expect(closed).toMatchObject({ code: 'ok' });
    expect(await told()).toEqual([]);
  });
});

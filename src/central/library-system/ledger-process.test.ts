import { describe, expect, it } from 'vitest';
import { laneClock } from '../../../tests/support/central-lane.ts';
import { cardOf, counterScenes } from '../../../tests/support/ledger-scene.ts';

const scene = counterScenes();

describe('a process that ends in the middle', () => {
  it('is followed by another, and what was carried out is not carried out again', async () => {
    const { lend, there, process, loan, store } = await scene();
    const id = await lend('C1', 1);
    there.faults.push({ code: '11', fault: 'silent' });
    // It asks, the system lends, and the process is gone before it hears of it.
    const dying = process({ connect: 500, answer: 60_000, tries: 1 });
    void dying.ledger.runDue();
    await expect.poll(() => there.done.length).toBe(1);
    const { ledger } = process();
    // The other one's turn is not over yet.
    expect(await ledger.runDue()).toBe(0);
    laneClock.forward(2.1);
    expect(await ledger.runDue()).toBe(1);
    expect(there.done).toEqual([`11 C1 ${cardOf(1)}`]);
    expect(await loan(id)).toMatchObject({ ledger: 'confirmed', closedOn: null });
    expect(await store.jobs.waiting('ledger')).toMatchObject({ count: 0 });
  });

  it('is not waited for on a file, which has one process: what begins there goes on at once', async () => {
    const { lend, there, process, loan } = await scene();
    const id = await lend('C1', 1);
    there.faults.push({ code: '11', fault: 'silent' });
    void process({ connect: 500, answer: 60_000, tries: 1 }).ledger.runDue();
    await expect.poll(() => there.done.length).toBe(1);
    process().ledger.start();
    await expect.poll(async () => (await loan(id))?.ledger).toBe('confirmed');
    expect(there.done).toEqual([`11 C1 ${cardOf(1)}`]);
  });

  it('two at once take turns: each job is done once', async () => {
    const { lend, back, there, process } = await scene();
    for (const copy of ['C1', 'C2', 'C4', 'C5']) {
      await lend(copy, 1);
      await back(copy);
    }
    const processes = [process(), process(), process()];
    const ended = await Promise.all(processes.map(({ ledger }) => ledger.runDue()));
    expect(ended.reduce((sum, each) => sum + each, 0)).toBe(8);
    expect(there.done).toHaveLength(8);
  });

  it('begins by itself, and at once when somebody waits for a green row', async () => {
    const { lend, loan, process } = await scene();
    const { ledger } = process();
    ledger.start();
    const id = await lend('C1', 1);
    const began = performance.now();
    await expect.poll(async () => (await loan(id))?.ledger, { interval: 5 }).toBe('confirmed');
    expect(performance.now() - began).toBeLessThan(1500);
  });
});

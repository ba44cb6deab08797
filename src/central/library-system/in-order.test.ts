import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inOrder } from './in-order.ts';
import type { Verdict } from './in-order.ts';

interface Task {
  n: number;
  keys: string[];
  verdict: Verdict;
  turns: number;
}

const tasks = fc
  .array(
    fc.record({
      copy: fc.integer({ min: 0, max: 4 }),
      reader: fc.integer({ min: 0, max: 4 }),
      verdict: fc.constantFrom<Verdict>('next', 'next', 'next', 'leave_chain', 'stop'),
      turns: fc.integer({ min: 0, max: 4 }),
    }),
    { maxLength: 25 },
  )
  .map((all) =>
    all.map(({ copy, reader, verdict, turns }, n): Task => ({
      n,
      keys: [`copy/${copy}`, `reader/${reader}`],
      verdict,
      turns,
    })),
  );

it('keeps the order of each copy and reader, is never wider than told, and loses nothing', async () => {
  await fc.assert(
    fc.asyncProperty(tasks, fc.integer({ min: 1, max: 5 }), async (all, width) => {
      const begun: Task[] = [];
      const ended = new Set<number>();
      let busy = 0;
      const rest = await inOrder(
        all.map((task) => ({ task, keys: task.keys })),
        width,
        () => true,
        async (task) => {
          const shares = (other: Task) => other.keys.some((key) => task.keys.includes(key));
          const before = all.slice(0, task.n).filter(shares);
          expect(before.every(({ n, verdict }) => ended.has(n) && verdict === 'next')).toBe(true);
          begun.push(task);
          busy += 1;
          expect(busy).toBeLessThanOrEqual(width);
          for (let turn = 0; turn < task.turns; turn += 1) await Promise.resolve();
          busy -= 1;
          ended.add(task.n);
          return task.verdict;
        },
      );
      expect([...begun, ...rest].map(({ n }) => n).toSorted((a, b) => a - b)).toEqual(
        all.map(({ n }) => n),
      );
      const smooth = all.every(({ verdict }) => verdict === 'next');
      expect(smooth ? rest : []).toEqual([]);
    }),
  );
});

it('lets other chains go on while one is left, and begins nothing once it may not', async () => {
  const done: string[] = [];
  const chain = (name: string, keys: string[]) => ({ task: name, keys });
  const all = [
    chain('a1', ['a']),
    chain('a2', ['a']),
    chain('b1', ['b']),
    chain('ab', ['a', 'b']),
    chain('b2', ['b']),
  ];
  const rest = await inOrder(
    all,
    1,
    () => true,
    async (name) => {
      done.push(name);
      return name === 'a1' ? 'leave_chain' : 'next';
    },
  );
  expect(done).toEqual(['a1', 'b1']);
  // What shares a reader with a task that waits has to wait too.
  expect(rest).toEqual(['a2', 'ab', 'b2']);
  expect(
    await inOrder(
      all,
      2,
      () => false,
      async () => 'next',
    ),
  ).toHaveLength(5);
});

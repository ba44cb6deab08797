import { describe, expect, it } from 'vitest';
import { createGate } from './gate.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the gate', () => {
  it('lets all who came within two turns of the loop go on before anything else happens', async () => {
    const gate = createGate();
    const order: string[] = [];
    const come = async (name: string) => {
      await gate();
      order.push(name);
      // What the first one starts here begins after the others have come through.
      await Promise.resolve();
      order.push(`${name} goes on`);
    };
    const one = come('one');
    await turn();
    const two = come('two');
    await Promise.all([one, two]);
    expect(order).toEqual(['one', 'two', 'one goes on', 'two goes on']);
    const late = come('late');
    await late;
    expect(order.at(-1)).toBe('late goes on');
  });
});

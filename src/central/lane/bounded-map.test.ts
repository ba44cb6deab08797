import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedMap } from './bounded-map.ts';

describe('bounded map', () => {
  it('forgets, but never gives what was not set last', () => {
    const step = fc.record({
      what: fc.constantFrom('get', 'set', 'delete'),
      part: fc.constantFrom('p', 'q'),
      key: fc.constantFrom('a', 'b', 'c'),
      value: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(step), fc.integer({ min: 1, max: 4 }), (steps, most) => {
        const map = boundedMap<number>(most);
        const model = new Map<string, number>();
        for (const { what, part, key, value } of steps) {
          const name = `${part}${key}`;
          if (what === 'set') {
            map.set(part, key, value);
            model.set(name, value);
          } else if (what === 'delete') {
            map.delete(part, key);
            model.delete(name);
          }
          const may = what === 'set' ? [value] : [undefined, model.get(name)];
          expect(may).toContain(map.get(part, key));
        }
        const held = [...model.keys()].filter(
          ([part = '', key = '']) => map.get(part, key) !== undefined,
        );
        expect(held.length).toBeLessThanOrEqual(most * 2);
      }),
    );
  });
});

// Whatever is put in comes out again, sorted and counted, whether it was listed or counted meanwhile.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Minutes } from './minutes.ts';

function told(minutes: Minutes): number[] {
  const values: number[] = [];
  minutes.each((value, count) => {
    for (let time = 0; time < count; time += 1) values.push(value);
    return false;
  });
  return values;
}

const close = fc.array(fc.nat(700), { maxLength: 9000, size: 'max' });
const wide = fc.array(fc.nat(2 ** 32 - 1), { maxLength: 5000, size: 'max' });
const lists = fc.oneof(
  close,
  wide,
  fc.tuple(wide, close).map((both) => both.flat()),
);

it('keeps every value, one by one or many at once, and those of another', () => {
  fc.assert(
    fc.property(lists, lists, lists, (first, second, third) => {
      const minutes = new Minutes();
      for (const value of first) minutes.push(value);
      const other = new Minutes();
      other.pushAll(Uint32Array.from([...second, 7, 7]), second.length);
      minutes.append(other);
      for (const value of third) minutes.push(value);
      const all = [...first, ...second, ...third].toSorted((a, b) => a - b);
      expect(minutes.length).toBe(all.length);
      expect(told(minutes)).toEqual(all);
    }),
    { numRuns: 40 },
  );
});

it('stops where it has been told enough', () => {
  const minutes = new Minutes();
  for (const value of [5, 3, 3, 9]) minutes.push(value);
  const seen: string[] = [];
  minutes.each((value, count) => seen.push(`${value}×${count}`) === 1);
  expect(seen).toEqual(['3×2']);
});

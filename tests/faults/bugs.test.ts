// Every planted bug is caught, by seeds or by the schedule that was written for it.

import { describe, expect, it } from 'vitest';
import { BUGS } from './bugs/all-bugs.ts';
import { caught, MOST_SEEDS } from './programme.ts';

describe('a planted bug', () => {
  it.each(BUGS.map(({ name, what }) => ({ name, what })))('is caught: $what', async ({ name }) => {
    const { by, tried } = await caught(name, 1, MOST_SEEDS);
    expect(by, `${tried} seeds; npm run faults -- --bug ${name}`).not.toBeNull();
  });
});

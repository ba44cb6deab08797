// What every commit runs of the rest of the fault programme; `npm run faults` runs more of it.

import { describe, expect, it } from 'vitest';
import { PROGRAMME } from './programme.ts';
import type { FaultTest } from './programme.ts';
import { toldOf } from './report.ts';

/** They have files of their own. */
const ELSEWHERE = new Set(['simulation', 'bugs']);
/** Processes that mostly wait for each other: several at once cost hardly more time than one. */
const WAITING = new Set(['full', 'proxy', 'restored']);

async function passes(test: FaultTest): Promise<void> {
  const tally = await test.run({ many: test.usual, seed: 1 });
  console.log(`${test.name}: ${tally.count} ${test.unit}. ${tally.note}`);
  expect(toldOf(tally)).toBe('');
}

describe('the fault programme', () => {
  const rest = PROGRAMME.filter(({ name }) => !ELSEWHERE.has(name));
  it.concurrent.each(rest.filter(({ name }) => WAITING.has(name)))('$name: $what ($usual)', passes);
  it.each(rest.filter(({ name }) => !WAITING.has(name)))('$name: $what ($usual)', passes);
});

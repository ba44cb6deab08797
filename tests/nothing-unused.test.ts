// What no tool sees to be unused: words of the desk's page that nothing shows, policies that nothing reads.

import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AREAS } from '../src/renderer/i18n/index.ts';
import { POLICY_DEFAULTS } from '../src/shared/queues/policies.ts';

const src = resolve(import.meta.dirname, '../src');
/** Where words and policies are told, not used. */
const TELLS = /i18n\/words\/|\.test\.ts$/u;

/** All that is made of them, in one text; names of policies stand alone on their lines where they have their defaults. */
const text = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(?:ts|vue)$/u.test(file) && !TELLS.test(file.replaceAll('\\', '/')))
  .map((file) => readFileSync(join(src, file), 'utf8'))
  .join('\n')
  .replaceAll(/^ {2}'[\w.]+':/gmu, '');
const whole = new Set([...text.matchAll(/['"`]([\w.]+)['"`]/gu)].map(([, key]) => key));
const pieces = [...text.matchAll(/`([\w.]*)\$\{[^`]*\}([\w.]*)/gu)].map(
  ([, begins = '', ends = '']) => ({ begins, ends }),
);

/** Named whole, or put together where it is wanted, with enough of it to be known by. */
function isUsed(key: string): boolean {
  if (whole.has(key)) return true;
  return pieces.some(
    ({ begins, ends }) =>
      (begins + ends).includes('.') && key.startsWith(begins) && key.endsWith(ends),
  );
}

function* keysOf(words: object, path: string): Generator<string> {
  for (const [name, value] of Object.entries(words) as [string, unknown][]) {
    const key = `${path}.${name}`;
    if (typeof value === 'string') yield key;
    else if (typeof value === 'object' && value !== null) yield* keysOf(value, key);
  }
}

describe('nothing is there for nobody', () => {
  it('every word of the desk’s page is shown', () => {
    const keys = Object.entries(AREAS).flatMap(([area, { zh }]) => [...keysOf(zh, area)]);
    expect(keys.filter((key) => !isUsed(key))).toEqual([]);
  });

  it('every policy is read', () => {
    expect(Object.keys(POLICY_DEFAULTS).filter((name) => !isUsed(name))).toEqual([]);
  });
});

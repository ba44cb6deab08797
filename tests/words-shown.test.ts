// Every word of the desk's page is shown somewhere: by its whole key, or by a key that is put together at its place.

import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AREAS } from '../src/renderer/i18n/index.ts';

const src = resolve(import.meta.dirname, '../src');

/** All that a page is made of besides the words themselves, in one text. */
function pageText(): string {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|vue)$/u.test(file))
    .filter((file) => !file.endsWith('.test.ts') && !file.includes(join('i18n', 'words')))
    .map((file) => readFileSync(join(src, file), 'utf8'))
    .join('\n');
}

function* keysOf(words: object, path: string): Generator<string> {
  for (const [name, value] of Object.entries(words) as [string, unknown][]) {
    const key = `${path}.${name}`;
    if (typeof value === 'string') yield key;
    else if (typeof value === 'object' && value !== null) yield* keysOf(value, key);
  }
}

describe('words of the desk’s page', () => {
  it('are all shown', () => {
    const text = pageText();
    const whole = new Set([...text.matchAll(/['"`]([\w.]+)['"`]/gu)].map(([, key]) => key));
    const beginnings = [...text.matchAll(/`([\w.]+\.\w*)\$\{/gu)].map(([, key = '']) => key);
    const isShown = (key: string) =>
      whole.has(key) || beginnings.some((beginning) => key.startsWith(beginning));
    const keys = Object.entries(AREAS).flatMap(([area, { zh }]) => [...keysOf(zh, area)]);
    expect(keys.filter((key) => !isShown(key))).toEqual([]);
  });
});

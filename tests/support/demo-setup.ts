// A folder for the demonstration libraries of a run; vitest calls this before the first and after the last test.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PLACE } from './demo-copy.ts';

let place: string | undefined;

export function setup(): void {
  place = mkdtempSync(join(tmpdir(), 'shutai-demo-'));
  // Workers inherit it.
  process.env[DEMO_PLACE] = place;
}

export function teardown(): void {
  if (place !== undefined) rmSync(place, { recursive: true, force: true });
}

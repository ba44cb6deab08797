// Makes the demonstration library of a run once; vitest calls this before the first and after the last test.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PLACE } from './demo-copy.ts';
import { startDesk } from './desk.ts';

let made: string | undefined;

export async function setup(): Promise<void> {
  made = mkdtempSync(join(tmpdir(), 'shutai-demo-'));
  const desk = await startDesk({ profile: made });
  await desk.stop();
  // Workers inherit it.
  process.env[DEMO_PLACE] = made;
}

export function teardown(): void {
  if (made !== undefined) rmSync(made, { recursive: true, force: true });
}

// One PostgreSQL for all test files of a run; vitest calls this before the first and after the last.
import { sharePostgres } from './postgres.ts';

let stop: (() => Promise<void>) | undefined;

export async function setup(): Promise<void> {
  stop = await sharePostgres();
}

export async function teardown(): Promise<void> {
  await stop?.();
}

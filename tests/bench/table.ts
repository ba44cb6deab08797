// The rows of the benchmark: a name, what was measured, its budget, and a physical yardstick of the same run.
import { writeFileSync } from 'node:fs';

/** One row; `ok` is null where the product sets no budget. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  budget: number | null;
  ok: boolean | null;
  /** The same work done bare, in the row's unit, with what it was. */
  yardstick: { what: string; value: number } | null;
}

const rows: Row[] = [];

/** Adds a row and prints it at once, so that a run that is stopped has said something. */
export function report(
  name: string,
  value: number,
  unit: string,
  budget: number | null,
  yardstick: Row['yardstick'] = null,
  /** True where more is better, as with frames a second. */
  atLeast = false,
): void {
  const ok = budget === null ? null : atLeast ? value >= budget : value <= budget;
  rows.push({ name, value, unit, budget, ok, yardstick });
  const verdict = ok === null ? '  ' : ok ? 'ok' : '!!';
  const limit = budget === null ? '' : `${atLeast ? '≥' : '≤'} ${budget} ${unit}`;
  const beside = yardstick ? `${yardstick.what}: ${rounded(yardstick.value)} ${unit}` : '';
  console.log(
    `${verdict} ${name.padEnd(62)} ${`${rounded(value)} ${unit}`.padStart(12)}  ${limit.padEnd(14)} ${beside}`,
  );
}

function rounded(value: number): string {
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

/** Value below which the share lies, of measured values in any order. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Milliseconds that the work took. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Writes the rows as JSON where asked, and says how many missed their budget. */
export function finish(file: string | undefined): void {
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
  const missed = rows.filter((row) => row.ok === false);
  console.log(`${rows.length} rows, ${missed.length} over budget`);
  for (const row of missed) console.log(`  over: ${row.name}`);
}

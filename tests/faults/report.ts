// What one fault test says of itself, and the table of all of them.

/** Something that went wrong, and the command that shows it again. */
export interface Failing {
  text: string;
  replay: string;
}

/** One row of the table. */
export interface Report {
  /** Name on the command line. */
  name: string;
  what: string;
  /** How many of what were tried. */
  count: number;
  unit: string;
  failures: Failing[];
  /** Wall time. */
  seconds: number;
  /** What else was measured: `p99 12 ms`. */
  note: string;
}

/** What a test counts while it runs. */
export interface Tally {
  count: number;
  failures: Failing[];
  note: string;
}

/** Runs a test and takes its time. */
export async function reported(
  { name, what, unit }: Pick<Report, 'name' | 'what' | 'unit'>,
  work: () => Promise<Tally>,
): Promise<Report> {
  const start = performance.now();
  const tally = await work();
  return { name, what, unit, ...tally, seconds: (performance.now() - start) / 1000 };
}

/** One line of the table. */
export function lineOf({ name, what, count, unit, failures, seconds, note }: Report): string {
  const verdict = failures.length === 0 ? 'ok' : '!!';
  const many = `${count} ${unit}`.padStart(16);
  const wrong = `${failures.length} failed`.padStart(10);
  return `${verdict} ${name.padEnd(10)} ${what.padEnd(58)} ${many} ${wrong} ${`${seconds.toFixed(1)} s`.padStart(9)}  ${note}`;
}

/** What is said of failures: at most some, each with how to see it again; '' when there are none. */
export function toldOf({ failures }: Pick<Tally, 'failures'>, most = 5): string {
  const shown = failures.slice(0, most).map(({ text, replay }) => `${text}\n  ${replay}`);
  const more = failures.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n\n');
}

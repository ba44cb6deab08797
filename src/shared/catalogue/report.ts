// What an import has to say of records: counted by code with the first examples, and as a table to be saved.

import { csvLine } from '../lib/csv.ts';
import { fill } from '../words/fill.ts';
import type { Language } from '../words/fill.ts';
import { PROBLEM_WORDS, REPORT_WORDS } from '../words/catalogue-words.ts';
import { CATALOGUE_PROBLEMS } from './problem.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { clipText } from './values.ts';

/** Something to say of a record. */
export interface ReportLine extends Problem {
  number: number;
  at: number | null;
  title: string;
}

/** Gathers what is to be said. */
export interface Report {
  add(line: ReportLine): void;
  counts(): { code: ProblemCode; count: number; examples: ReportLine[] }[];
  text(language: Language): string;
}

/** Examples of one code that the page shows. */
const EXAMPLES = 3;
/** Lines of the table; a file of another kind has something wrong everywhere. */
const MOST_LINES = 10_000;
const MARK = '\uFEFF';

/** The sentence of a problem. */
export function problemText({ code, facts }: Problem, language: Language): string {
  const field = facts['field'];
  const named =
    typeof field === 'string'
      ? { ...facts, field: REPORT_WORDS[language].fields[field] ?? field }
      : facts;
  return fill(PROBLEM_WORDS[language][code], named);
}

function tableOf(lines: readonly ReportLine[], left: number, language: Language): string {
  const words = REPORT_WORDS[language];
  const rows = lines.map((line) =>
    csvLine([
      line.number,
      line.at,
      words.levels[CATALOGUE_PROBLEMS[line.code].level],
      typeof line.facts['barcode'] === 'string' ? line.facts['barcode'] : null,
      line.title,
      problemText(line, language),
    ]),
  );
  const more = left > 0 ? [csvLine([fill(words.more, { count: left })])] : [];
  // The mark tells spreadsheets that it is UTF-8.
  return [MARK, csvLine(words.columns), ...rows, ...more].join('');
}

/** Makes an empty report. */
export function createReport(): Report {
  const byCode = new Map<ProblemCode, { count: number; examples: ReportLine[] }>();
  const lines: ReportLine[] = [];
  let left = 0;
  return {
    add(line) {
      const kept = { ...line, title: clipText(line.title, 80) };
      const known = byCode.get(line.code) ?? { count: 0, examples: [] };
      known.count += 1;
      if (known.examples.length < EXAMPLES) known.examples.push(kept);
      byCode.set(line.code, known);
      if (lines.length < MOST_LINES) lines.push(kept);
      else left += 1;
    },
    counts: () =>
      [...byCode]
        .map(([code, { count, examples }]) => ({ code, count, examples }))
        .toSorted((a, b) => b.count - a.count),
    text: (language) => tableOf(lines, left, language),
  };
}

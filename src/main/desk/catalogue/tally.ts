// Counts what a file comes to.

import { CATALOGUE_PROBLEMS } from '../../../shared/catalogue/problem.ts';
import type { Plan, Standing } from '../../../shared/catalogue/merge.ts';
import { createReport } from '../../../shared/catalogue/report.ts';
import type { Report } from '../../../shared/catalogue/report.ts';
import type { ImportFound } from '../../../shared/desk-contract/catalogue.ts';
import type { WalkedRecord } from './walk-file.ts';

/** What was counted. */
export interface Tally {
  report: Report;
  /** One record: what it comes to, or null where it stays out. */
  add(walked: WalkedRecord, plan: Plan | null): void;
  ignore(columns: readonly string[]): void;
  found(): ImportFound;
}

const MOST_NAMES = 40;

/** Makes an empty one. */
export function createTally(): Tally {
  const report = createReport();
  const titles: Record<Standing, number> = { new: 0, changed: 0, same: 0 };
  const copies: Record<Standing, number> = { new: 0, changed: 0, same: 0 };
  const seen = new Set<string>();
  const unknown = new Map<string, number>();
  let ignored: readonly string[] = [];
  let records = 0;
  let refusedRecords = 0;
  let refusedCopies = 0;
  return {
    report,
    add(walked, plan) {
      records += 1;
      for (const each of walked.problems) {
        report.add({ ...each, number: walked.number, at: walked.at, title: walked.title });
        if (plan && CATALOGUE_PROBLEMS[each.code].level === 'copy') refusedCopies += 1;
        const name = each.facts['collection'];
        if (each.code === 'unknown_collection' && typeof name === 'string') {
          unknown.set(name, (unknown.get(name) ?? 0) + 1);
        }
      }
      if (!plan) {
        refusedRecords += 1;
        return;
      }
      // A title that comes again in the file is counted where it came first.
      if (!seen.has(plan.title.row.id)) titles[plan.title.standing] += 1;
      seen.add(plan.title.row.id);
      for (const { standing } of plan.copies) copies[standing] += 1;
    },
    ignore: (columns) => void (ignored = columns),
    found: () => ({
      records,
      titles: { ...titles },
      copies: { ...copies },
      refusedRecords,
      refusedCopies,
      problems: report.counts().map(({ code, count, examples }) => ({
        code,
        count,
        examples: examples.map(({ number, at, title, facts }) => ({ number, at, title, facts })),
      })),
      unknownCollections: [...unknown]
        .map(([name, count]) => ({ name, count }))
        .toSorted((a, b) => b.count - a.count)
        .slice(0, MOST_NAMES),
      ignoredColumns: ignored.slice(0, MOST_NAMES),
    }),
  };
}

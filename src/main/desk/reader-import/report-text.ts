// What became of each row of a file with readers, as a table: masked cards, and a sentence where a row stayed out.

import { csvLine } from '../../../shared/lib/csv.ts';
import type { ImportRow } from '../../../shared/desk-contract/reader-import.ts';
import type { Language } from '../../../shared/words/fill.ts';
import { COMMON_WORDS } from '../../../shared/words/index.ts';
import { IMPORT_ROW_WORDS, importChanges } from '../../../shared/words/member-words.ts';
import { refusalText } from '../../../shared/words/sentence.ts';
import { CSV_MARK } from '../../../shared/tables/table-csv.ts';

/** The sentence of a row that stays out. */
function sentenceOf({ problem }: ImportRow, language: Language): string {
  if (!problem) return '';
  const common = COMMON_WORDS[language];
  return refusalText(problem.code, problem.facts, {
    language,
    common,
    queue: null,
    queues: {},
    nameOf: () => undefined,
    timeText: (instant) => instant,
    dayOf: (instant) => instant.slice(0, 10),
  });
}

/** The report, with a heading. */
export function reportText(rows: readonly ImportRow[], language: Language): string {
  const words = IMPORT_ROW_WORDS[language];
  const heading = csvLine([
    words['number'] ?? '',
    words['card'] ?? '',
    words['result'] ?? '',
    words['changes'] ?? '',
    words['why'] ?? '',
  ]);
  const lines = rows.map((row) =>
    csvLine([
      row.number,
      row.card,
      words[row.state] ?? row.state,
      importChanges(row.changes, language),
      sentenceOf(row, language),
    ]),
  );
  return CSV_MARK + heading + lines.join('');
}

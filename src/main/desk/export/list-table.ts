// A queue's list as a table: which columns it has, and what a request has in each; readers as everybody sees them.

import type { RequestLine } from '../../../shared/desk-contract.ts';
import { DAY_MS, millis } from '../../../shared/lib/time.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import { zoneOf } from '../../../shared/library/zone.ts';
import { ofEveryQueue } from '../../../shared/queues/modules.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { dayNumber } from '../../../shared/tables/table.ts';
import type { Cell, Column, ColumnKind } from '../../../shared/tables/table.ts';
import type { Language } from '../../../shared/words/fill.ts';
import { COMMON_WORDS } from '../../../shared/words/index.ts';
import { TABLE_WORDS } from '../../../shared/words/table-words.ts';
import { allRows } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';

/** What the words of a table are made from. */
export interface TableSource {
  statements: Statements;
  /** The library's zone. */
  zone: string;
  now: Instant;
}

/** A list's columns with what fills them. */
export interface ListTable {
  /** Name of the sheet and of the file. */
  name: string;
  columns: Column[];
  cells(line: RequestLine): Cell[];
}

interface Part {
  heading: keyof (typeof TABLE_WORDS)['zh'];
  kind: ColumnKind;
  width: number;
  cell(line: RequestLine): Cell;
}

/** Names of places and booksellers by id. */
function namesOf(statements: Statements, language: Language): (id: unknown) => Cell {
  const rows = [...allRows(statements, 'place'), ...allRows(statements, 'vendor')];
  const names = new Map(
    rows.map(({ id, name }) => [id, typeof name === 'string' ? name : name[language]]),
  );
  return (id) => (typeof id === 'string' ? (names.get(id) ?? id) : null);
}

function wordsOf(queue: QueueName, language: Language) {
  const own = ofEveryQueue(({ words }) => words[language])[queue];
  const common = COMMON_WORDS[language];
  return {
    name: own.name,
    state: (state: string) =>
      own.states[state] ?? common.states[state] ?? common.labels[state] ?? state,
    label: (label: string) => own.labels?.[label] ?? common.labels[label] ?? label,
    value: (value: unknown): Cell =>
      typeof value === 'string' ? (own.values[value] ?? common.values[value] ?? value) : null,
  };
}

function partsOf(queue: QueueName, language: Language, source: TableSource): Part[] {
  const words = wordsOf(queue, language);
  const names = namesOf(source.statements, language);
  const zone = zoneOf(source.zone);
  const text = (heading: Part['heading'], width: number, cell: Part['cell']): Part => ({
    heading,
    kind: 'text',
    width,
    cell,
  });
  const time = (heading: Part['heading'], at: (line: RequestLine) => Instant | null): Part => ({
    heading,
    kind: 'time',
    width: 17,
    cell(line) {
      const instant = at(line);
      return instant === null ? null : dayNumber(zone.wallMillis(instant));
    },
  });
  const took = ({ request }: RequestLine) =>
    (millis(request.endedOn ?? source.now) - millis(request.submittedOn)) / DAY_MS;
  const price = ({ request: { fields } }: RequestLine) =>
    typeof fields['price'] === 'number' ? fields['price'] / 100 : null;
  return [
    text('code', 12, ({ request }) => request.code),
    text('state', 16, ({ request }) => words.state(request.state)),
    text('label', 10, ({ label }) => words.label(label)),
    text('title', 40, ({ title }) => title),
    text('callNumber', 20, ({ callNumber }) => callNumber),
    text('barcode', 14, ({ barcode }) => barcode),
    text('reader', 10, ({ reader }) => reader),
    text('kind', 12, ({ request }) => words.value(request.fields['kind'])),
    text('priority', 9, ({ request }) => words.value(request.priority)),
    text('campus', 12, ({ request }) => names(request.campus)),
    text('targetCampus', 12, ({ request }) => names(request.targetCampus)),
    text('collection', 18, ({ request }) => names(request.collection)),
    ...(queue === 'purchase'
      ? [
          text('vendor', 16, ({ request }) => names(request.fields['vendorId'])),
          { heading: 'price', kind: 'money', width: 12, cell: price } as const,
        ]
      : []),
    time('submittedOn', ({ request }) => request.submittedOn),
    time('dueOn', ({ dueOn }) => dueOn),
    text('clock', 10, ({ clock }) => (clock === 'none' ? null : TABLE_WORDS[language][clock])),
    time('endedOn', ({ request }) => request.endedOn),
    {
      heading: 'days',
      kind: 'number',
      width: 11,
      cell: (line) => Math.round(took(line) * 10) / 10,
    },
    text('claimedBy', 12, ({ claimedByName }) => claimedByName),
  ];
}

/** The table of a queue's list in a language. */
export function listTable(queue: QueueName, language: Language, source: TableSource): ListTable {
  const parts = partsOf(queue, language, source);
  return {
    name: wordsOf(queue, language).name,
    columns: parts.map(({ heading, kind, width }) => ({
      heading: TABLE_WORDS[language][heading],
      kind,
      width,
    })),
    cells: (line) => parts.map(({ cell }) => cell(line)),
  };
}

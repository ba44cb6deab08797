// How courses lie in sheets: a sheet is every request of a queue that was submitted in one month, column by column.

/** Bytes of a whole number without sign; 4s is one with a sign. */
type Width = 1 | 2 | 4 | '4s';

/** Columns of each part. `owner` is the place of the request in the sheet; rows of one owner lie together, in time order. */
export const PARTS = {
  /** One row a request, as all that follow `owner` point to. */
  who: {
    n: 4,
    submittedAt: 4,
    campus: 4,
    collection: 4,
    category: 4,
    bundle: 4,
    submittedDay: 2,
    bySystem: 1,
  },
  /** One row a request. */
  times: {
    touchMinutes: 4,
    decisionMinutes: 4,
    readyMinutes: 4,
    touchDay: 2,
    decisionDay: 2,
    readyDay: 2,
    endedDay: 2,
    fill: 1,
  },
  turns: { owner: 4, campus: 4, day: 2, state: 1, cameFrom: 1, mark: 1 },
  visits: { owner: 4, minutes: 4, enteredAt: 4, dueAt: 4, leftDay: 2, state: 1, late: 1 },
  deeds: { owner: 4, day: 2, kind: 1 },
  legs: { owner: 4, minutes: 4, from: 4, to: 4, day: 2 },
  money: { owner: 4, fund: 4, committed: '4s', spent: '4s', day: 2 },
} as const satisfies Record<string, Record<string, Width>>;

/** A part. */
export type PartName = keyof typeof PARTS;
/** Every part. */
export const PART_NAMES = Object.keys(PARTS) as PartName[];

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array;
type RowOf<P extends PartName> = { [C in keyof (typeof PARTS)[P]]: number };
/** Columns of a part with the number of their rows. */
export type Columns<P extends PartName> = { [C in keyof (typeof PARTS)[P]]: Column } & {
  readonly length: number;
};

const HEAD = 4;
const bytesOf = (width: Width) => (width === '4s' ? 4 : width);

function columnAt(width: Width, bytes: Uint8Array, offset: number, length: number): Column {
  const at = bytes.byteOffset + offset;
  // What is not aligned is copied, which no file of this program ever needs but one read by something else may.
  const { buffer } = at % bytesOf(width) === 0 ? bytes : { buffer: null };
  const source = buffer ?? bytes.slice(offset, offset + length * bytesOf(width)).buffer;
  const from = buffer ? at : 0;
  if (width === 1) return new Uint8Array(source, from, length);
  if (width === 2) return new Uint16Array(source, from, length);
  return width === 4 ? new Uint32Array(source, from, length) : new Int32Array(source, from, length);
}

function layout(part: PartName): [string, Width][] {
  return Object.entries<Width>(PARTS[part]);
}

/** Packs the rows of a part: their number, then one column after the other, the widest first. */
export function packPart<P extends PartName>(part: P, rows: readonly RowOf<P>[]): Uint8Array {
  const columns = layout(part);
  const width = columns.reduce((sum, [, each]) => sum + bytesOf(each), 0);
  const bytes = new Uint8Array(HEAD + rows.length * width);
  new Uint32Array(bytes.buffer, 0, 1)[0] = rows.length;
  let offset = HEAD;
  for (const [name, each] of columns) {
    const column = columnAt(each, bytes, offset, rows.length);
    for (const [index, row] of rows.entries()) {
      column[index] = (row as Record<string, number>)[name] ?? 0;
    }
    offset += rows.length * bytesOf(each);
  }
  return bytes;
}

/** The columns of a packed part; null where the bytes are none. */
export function unpackPart<P extends PartName>(part: P, bytes: Uint8Array): Columns<P> | null {
  if (bytes.length < HEAD) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset, HEAD).getUint32(0, true);
  const columns = layout(part);
  const width = columns.reduce((sum, [, each]) => sum + bytesOf(each), 0);
  if (bytes.length !== HEAD + length * width) return null;
  const made: Record<string, Column | number> = { length };
  let offset = HEAD;
  for (const [name, each] of columns) {
    made[name] = columnAt(each, bytes, offset, length);
    offset += length * bytesOf(each);
  }
  return made as Columns<P>;
}

// How courses lie in sheets: a sheet is every request of a queue that was submitted in one month, column by column.

/** Bytes of a whole number without sign; 4s is one with a sign. */
type Width = 1 | 2 | 4 | '4s';

/**
 * Columns of each part; the first tells how many rows there are. `owner` is the place of the request in the sheet, kept as
 * the number of rows of each; rows of one owner lie together, in time order.
 */
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
    endedDay: 2,
    touchDay: 2,
    decisionDay: 2,
    readyDay: 2,
    touchMinutes: 4,
    decisionMinutes: 4,
    readyMinutes: 4,
    fill: 1,
  },
  turns: { owner: 4, campus: 4, day: 2, state: 1, cameFrom: 1, mark: 1 },
  /** What changed the number of open requests. */
  flows: { owner: 4, campus: 4, day: 2, kind: 1 },
  /** Those that move it from one campus to another; they are nothing to the whole library. */
  moves: { owner: 4, campus: 4, day: 2, kind: 1 },
  visits: { owner: 4, minutes: 4, enteredAt: 4, dueAt: 4, leftDay: 2, state: 1, late: 1, again: 1 },
  /** Days on which something was done, with how often each. */
  days: { owner: 4, day: 2, moved: 1, ended: 1, waited: 1, arrived: 1, scanned: 1 },
  /** What went otherwise. */
  deeds: { owner: 4, day: 2, kind: 1 },
  /** Claims that are over, and those that will be. */
  claims: { owner: 4, overAt: 4, day: 2, lapsed: 1 },
  legs: { owner: 4, minutes: 4, from: 4, to: 4, day: 2 },
  money: { owner: 4, fund: 4, committed: '4s', spent: '4s', day: 2 },
} as const satisfies Record<string, Record<string, Width>>;

/** A part. */
export type PartName = keyof typeof PARTS;
/** Every part. */
export const PART_NAMES = Object.keys(PARTS) as PartName[];

/** The numbers of a column. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array;
/** A row of a part. */
export type RowOf<P extends PartName> = { [C in keyof (typeof PARTS)[P]]: number };
/** Columns of a part with the number of their rows; each is read when it is first looked at. */
export type Columns<P extends PartName> = {
  readonly [C in keyof (typeof PARTS)[P]]: ColumnOf<(typeof PARTS)[P][C]>;
} & {
  readonly length: number;
  /** Of a list: how many rows each request has, which is what its `owner` is kept as. */
  readonly counts: Uint16Array;
};
type ColumnOf<W> = W extends 1
  ? Uint8Array
  : W extends 2
    ? Uint16Array
    : W extends 4
      ? Uint32Array
      : Int32Array;

/** A sheet's columns as they are kept, by `part.column`. */
export type PackedSheet = Map<string, Uint8Array>;
/** How many requests are in a packed sheet. */
export function requestsIn(packed: PackedSheet): number {
  return (packed.get('who.n')?.byteLength ?? 0) / 4;
}

/** A sheet's parts as columns. */
export type Sheet = { readonly [P in PartName]: Columns<P> };

/** A column that is not there, or not as long as the others of its part. */
export class SheetFault extends Error {
  constructor(key: string) {
    super(`column ${key}`);
    this.name = 'SheetFault';
  }
}

function layout(part: PartName): [string, Width][] {
  return Object.entries<Width>(PARTS[part]);
}

/** Width of a column. */
export function widthOf(part: PartName, name: string): Width {
  return (PARTS[part] as Record<string, Width>)[name] ?? 1;
}

/** A column of noughts. */
export function emptyColumn(width: Width, length: number): Column {
  if (width === 1) return new Uint8Array(length);
  if (width === 2) return new Uint16Array(length);
  return width === 4 ? new Uint32Array(length) : new Int32Array(length);
}

/** Packs lists of rows, one list a request, into the columns of a part. */
export function packLists<P extends PartName>(
  packed: PackedSheet,
  part: P,
  lists: readonly (readonly Omit<RowOf<P>, 'owner'>[])[],
): void {
  const counts = Uint16Array.from(lists, (list) => list.length);
  packed.set(`${part}.owner`, new Uint8Array(counts.buffer));
  packPart(packed, part, lists.flat() as RowOf<P>[]);
}

/** Packs the rows of a part into its columns. */
export function packPart<P extends PartName>(
  packed: PackedSheet,
  part: P,
  rows: readonly RowOf<P>[],
): void {
  for (const [name, width] of layout(part)) {
    if (name === 'owner') continue;
    const column = emptyColumn(width, rows.length);
    for (const [index, row] of rows.entries()) {
      column[index] = (row as Record<string, number>)[name] ?? 0;
    }
    packed.set(`${part}.${name}`, new Uint8Array(column.buffer));
  }
}

function bytesOf(width: Width): number {
  return width === '4s' ? 4 : width;
}

/** A packed column; what is not aligned is copied. */
function unpack(width: Width, bytes: Uint8Array): Column {
  const size = bytesOf(width);
  const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  const { buffer, byteOffset } = aligned;
  const length = bytes.byteLength / size;
  if (width === 1) return new Uint8Array(buffer, byteOffset, length);
  if (width === 2) return new Uint16Array(buffer, byteOffset, length);
  return width === 4
    ? new Uint32Array(buffer, byteOffset, length)
    : new Int32Array(buffer, byteOffset, length);
}

type Read = (key: string) => Uint8Array | null;

/** The owner of each row from the number of rows of each. */
function ownersOf(counts: Uint16Array, length: number): Uint32Array {
  const owners = new Uint32Array(length);
  let place = 0;
  for (let owner = 0; owner < counts.length; owner += 1) {
    for (let end = place + (counts[owner] ?? 0); place < end; place += 1) owners[place] = owner;
  }
  return owners;
}

function sumOf(counts: Uint16Array): number {
  let sum = 0;
  for (let owner = 0; owner < counts.length; owner += 1) sum += counts[owner] ?? 0;
  return sum;
}

/** A part whose columns are read once, when they are first looked at; getters of a class cost loops next to nothing. */
abstract class LazyPart {
  readonly columns: (Column | undefined)[] = [];
  readonly #part: PartName;
  readonly #read: Read;
  #counts: Uint16Array | undefined;
  #length: number | undefined;

  constructor(part: PartName, read: Read) {
    this.#part = part;
    this.#read = read;
  }

  get counts(): Uint16Array {
    return (this.#counts ??= this.#unpacked('owner', 2) as Uint16Array);
  }

  /** Of a list it is reckoned from what its owners are kept as: the owner of each row is made only for who asks. */
  get length(): number {
    // Loops ask for it at every row.
    return (this.#length ??= this.#lengthOf());
  }

  #lengthOf(): number {
    const isList = layout(this.#part)[0]?.[0] === 'owner';
    return isList ? sumOf(this.counts) : (this.columns[0] ?? this.load(0)).length;
  }

  load(place: number): Column {
    const [name = '', width = 1] = layout(this.#part)[place] ?? [];
    const column =
      name === 'owner' ? ownersOf(this.counts, this.length) : this.#unpacked(name, width);
    if (place > 0 && column.length !== this.length) throw new SheetFault(`${this.#part}.${name}`);
    this.columns[place] = column;
    return column;
  }

  #unpacked(name: string, width: Width): Column {
    const key = `${this.#part}.${name}`;
    const bytes = this.#read(key);
    if (!bytes || bytes.byteLength % bytesOf(width) !== 0) throw new SheetFault(key);
    return unpack(width, bytes);
  }
}

/** The class of a part: a getter a column. */
function classOf(part: PartName): new (read: Read) => LazyPart {
  class Part extends LazyPart {
    constructor(read: Read) {
      super(part, read);
    }
  }
  for (const [place, [name]] of layout(part).entries()) {
    Object.defineProperty(Part.prototype, name, {
      get(this: Part) {
        return this.columns[place] ?? this.load(place);
      },
    });
  }
  return Part;
}

const CLASSES = PART_NAMES.map((part) => [part, classOf(part)] as const);

/** A sheet whose columns are read when they are looked at. Looking at one throws a SheetFault where it is damaged. */
export function openSheet(read: Read): Sheet {
  return Object.fromEntries(
    CLASSES.map(([part, Part]) => [part, new Part(read)]),
  ) as unknown as Sheet;
}

// Very many whole numbers in little room: listed while they are few, counted minute by minute where they lie close together.

/** So many values are listed before any are counted. */
const FEW = 2048;
/** How many minutes may be counted one by one for each value. */
const SPARSE = 16;

function doubled(list: Uint32Array) {
  const grown = new Uint32Array(list.length * 2);
  grown.set(list);
  return grown;
}

/** Whole numbers that grow in number; there may be hundreds of thousands. */
export class Minutes {
  /** Values of at least as many minutes as are counted, in any order. */
  #listed = new Uint32Array(64);
  #others = 0;
  /** How often each minute occurs; empty until there are many values. */
  #counts = new Uint32Array(0);
  length = 0;
  #most = 0;

  push(value: number): void {
    this.length += 1;
    if (value < this.#counts.length) this.#counts[value] = (this.#counts[value] ?? 0) + 1;
    else this.#list(value);
  }

  /** Adds the first so many of a list. */
  pushAll(values: Uint32Array, length: number): void {
    const counts = this.#counts;
    const most = counts.length;
    let counted = 0;
    for (let place = 0; place < length; place += 1) {
      const value = values[place] ?? 0;
      if (value < most) {
        counts[value] = (counts[value] ?? 0) + 1;
        counted += 1;
      }
    }
    this.length += counted;
    if (counted === length) return;
    for (let place = 0; place < length; place += 1) {
      const value = values[place] ?? 0;
      if (value >= most) this.push(value);
    }
  }

  /** Adds all of another's. */
  append(other: Minutes): void {
    for (let value = 0; value < other.#counts.length; value += 1) {
      const count = other.#counts[value] ?? 0;
      if (count > 0) this.#add(value, count);
    }
    this.pushAll(other.#listed, other.#others);
  }

  /** Calls with each value that there is and how often it is, ascending, until a call gives true. */
  each(visit: (value: number, count: number) => boolean): void {
    for (let value = 0; value < this.#counts.length; value += 1) {
      const count = this.#counts[value] ?? 0;
      if (count > 0 && visit(value, count)) return;
    }
    const listed = this.#listed.slice(0, this.#others).sort();
    for (let place = 0; place < listed.length;) {
      const value = listed[place] ?? 0;
      let end = place + 1;
      while (listed[end] === value) end += 1;
      if (visit(value, end - place)) return;
      place = end;
    }
  }

  #add(value: number, count: number): void {
    if (value < this.#counts.length) {
      this.#counts[value] = (this.#counts[value] ?? 0) + count;
      this.length += count;
    } else for (let time = 0; time < count; time += 1) this.push(value);
  }

  #list(value: number): void {
    if (value > this.#most) this.#most = value;
    if (this.#others === this.#listed.length) this.#makeRoom();
    // Making room may have begun to count what is this small.
    if (value < this.#counts.length) {
      this.#counts[value] = (this.#counts[value] ?? 0) + 1;
      return;
    }
    this.#listed[this.#others] = value;
    this.#others += 1;
  }

  /** Counts what is listed if it lies close together, else doubles the list. */
  #makeRoom(): void {
    if (this.length > FEW && this.#most < this.length * SPARSE) this.#count();
    if (this.#others * 2 > this.#listed.length) this.#listed = doubled(this.#listed);
  }

  #count(): void {
    // Powers of two, so that a most that grows by and by is not copied each time.
    const size = 2 ** Math.ceil(Math.log2(this.#most + 1));
    const counts = new Uint32Array(size);
    counts.set(this.#counts);
    for (let place = 0; place < this.#others; place += 1) {
      const value = this.#listed[place] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
    this.#counts = counts;
    this.#others = 0;
  }
}

// Hands values of one category to a sink a hundred at a time: a call for each of millions costs more than the counting.

import type { Sink } from './gathering.ts';

const AT_ONCE = 128;

/** Values of a category on their way to a sink. */
export class Batch {
  readonly #numbers = new Uint32Array(AT_ONCE);
  readonly #values = new Uint32Array(AT_ONCE);
  readonly #sink: Sink;
  readonly #category: number;
  #length = 0;

  constructor(sink: Sink, category: number) {
    this.#sink = sink;
    this.#category = category;
  }

  add(n: number, value: number): void {
    if (this.#length === AT_ONCE) this.flush();
    this.#numbers[this.#length] = n;
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** To be called after the last. */
  flush(): void {
    this.#sink.hits(this.#category, 0, this.#numbers, this.#values, this.#length);
    this.#length = 0;
  }
}

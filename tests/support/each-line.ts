// The lines of a snapshot one by one: an item of the stream may hold several.

/** Gives each line by itself. */
export async function* eachLine(items: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const item of items) yield* item.split('\n');
}

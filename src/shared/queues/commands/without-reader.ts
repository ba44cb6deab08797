// Takes a reader's id out of a value.

/** A value with the reader's id taken out, however deep it stands. */
export function without(value: unknown, readerId: string): unknown {
  if (value === readerId) return null;
  if (Array.isArray(value)) return value.map((each) => without(each, readerId));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, without(each, readerId)]),
  );
}

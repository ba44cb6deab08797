// Every number, list and switch that the library sets, with its default from workflows.md.

/** Reads policies; a key without a row has its default. Unknown keys throw: they are bugs. */
export interface Policies {
  number(key: string): number;
  list(key: string): string[];
  flag(key: string): boolean;
}

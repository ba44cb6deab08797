// The shape of the words that no single queue owns.

/** Words of the whole product's domain in one language; page furniture is the renderer's. */
export interface CommonWords {
  labels: Record<string, string>;
  roles: Record<string, string>;
  /** States, actions, happenings, fields and values that all queues share. */
  states: Record<string, string>;
  actions: Record<string, string>;
  happened: Record<string, string>;
  /** As a queue's own. */
  did: Record<string, string>;
  fields: Record<string, string>;
  values: Record<string, string>;
  /** Live status of a copy. */
  copyStatus: Record<string, string>;
  refusals: Record<string, string>;
  /** What an accepted command has to say besides. */
  remarks: Record<string, string>;
  /** What is wrong with an input, by `problem`. */
  problems: Record<string, string>;
  /** Where a person must stand. */
  standings: Record<string, string>;
  placeKinds: Record<string, string>;
  /** Slips that a step asks to be printed. */
  slips: Record<string, string>;
}

// The shape of a queue's own words; each queue has one object a language beside its definition.

/** Words of one queue in one language; `{name}` in a sentence is filled from facts. */
export interface QueueWords {
  name: string;
  /** Public labels in this queue's charts, where the field has words of its own; else the common ones. */
  labels?: Record<string, string>;
  /** Fine states, as staff see them. */
  states: Record<string, string>;
  /** Actions as button text. */
  actions: Record<string, string>;
  /** Actions as what happened, for the timeline. */
  happened: Record<string, string>;
  /**
   * The same in a few words without facts, where `happened` needs facts or has a subject of its own: for sentences that
   * know only who, what and when ("Li Ming *lent it to the reader* at 10:00").
   */
  did?: Record<string, string>;
  /** Inputs of actions, by field name. */
  fields: Record<string, string>;
  /** Choice values (causes, kinds, conditions …). */
  values: Record<string, string>;
  /** Lines of advice or of the decision card, by code. */
  advice: Record<string, string>;
  /** Refusals and remarks of this queue only, by code. */
  refusals: Record<string, string>;
}

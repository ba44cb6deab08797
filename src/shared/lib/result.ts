// A refusal is a value, not an exception: a stable code with the facts that its sentence needs.

/** What a sentence in `shared/words` is filled with; text and numbers only, so that it travels. */
export type Facts = Record<string, string | number | boolean | null>;

/** Something the user may not or cannot do now, and can act on. */
export interface Refusal {
  ok: false;
  code: string;
  facts: Facts;
}

/** Makes a refusal. */
export function refuse(code: string, facts: Facts = {}): Refusal {
  return { ok: false, code, facts };
}

/** The first refusal of several checks, or null. */
export function firstOf(...checks: (Refusal | null)[]): Refusal | null {
  return checks.find((check) => check !== null) ?? null;
}

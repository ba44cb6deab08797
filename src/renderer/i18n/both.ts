// Page furniture in both languages: English must have exactly the keys that Chinese has.

/** Words of one area: nested groups of sentences. */
export interface Words {
  [key: string]: string | Words;
}

/** The same tree with other sentences. */
export type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

export interface Both {
  zh: Words;
  en: Words;
}

/** Puts both languages of an area together; a missing or surplus key is a type error. */
export function both<T extends Words>(zh: T, en: Same<T>): Both {
  return { zh, en };
}

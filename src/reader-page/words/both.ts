// The page's own sentences in both languages: English must have exactly the keys that Chinese has.

import type { Language } from '../../shared/words/fill.ts';

export interface Words {
  [key: string]: string | Words;
}

/** The same tree with other sentences. */
export type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

/** Puts both languages of an area together; a missing or surplus key is a type error. */
export function both<T extends Words>(zh: T, en: Same<T>): Record<Language, Same<T>> {
  return { zh: zh as Same<T>, en };
}

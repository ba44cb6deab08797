// What must hold of a queue's words: same keys in both languages, same facts in each pair of sentences.

import type { Language } from '../../src/shared/words/fill.ts';
import type { QueueWords } from '../../src/shared/words/queue-words.ts';

/** Names of the facts that a sentence uses, sorted. */
export function placesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name).toSorted();
}

/** Differences between the two languages of a queue's words, as sentences. */
export function differences(words: Record<Language, QueueWords>): string[] {
  const { name: zhName, ...zh } = words.zh;
  const { name: enName, ...en } = words.en;
  const found = zhName === '' || enName === '' ? ['no name'] : [];
  const groups = new Set([...Object.keys(zh), ...Object.keys(en)]) as Set<keyof typeof zh>;
  for (const group of groups) {
    const left: Record<string, string> = zh[group] ?? {};
    const right: Record<string, string> = en[group] ?? {};
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const a = left[key];
      const b = right[key];
      if (!a || !b) found.push(`${group}.${key} is missing`);
      else if (placesIn(a).join() !== placesIn(b).join()) found.push(`${group}.${key} differs`);
    }
  }
  return found;
}

/** Sentences that use a fact which their code does not give. */
export function unknownFacts(
  sentences: Record<string, string>,
  given: Record<string, readonly string[]>,
): string[] {
  return Object.entries(given).flatMap(([code, facts]) =>
    placesIn(sentences[code] ?? '{missing}')
      .filter((name) => !facts.includes(name))
      .map((name) => `${code} uses {${name}}`),
  );
}

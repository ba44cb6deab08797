// How a collection's shelves are cut into ranges, in walking order.

import { callKey } from '../shared/library/call-number.ts';
import type { CollectionPlan } from './places.ts';
import type { Titles } from './titles.ts';
import { CLASSES } from './words/subject.ts';
import type { TitleClass } from './words/subject.ts';

/** Above every key of a call number. */
const END_KEY = '~';

/** Whether a collection holds a class. */
export function holdsClass(plan: CollectionPlan, titleClass: TitleClass): boolean {
  if (plan.groups === '') return true;
  if (plan.groups === 'TP') return titleClass.code.startsWith('TP');
  if (plan.letter === 'S' && titleClass.code.startsWith('TP')) return false;
  return plan.groups.includes(titleClass.group);
}

/** Call numbers where a range may begin: each class, and within large ones several. */
function cuts(titleClass: TitleClass, pieces: number, titles: Titles): string[] {
  const last = titles.lastNumber(titleClass);
  const step = Math.ceil(last / pieces);
  return Array.from({ length: pieces }, (_, piece) =>
    piece === 0 ? titleClass.code : `${titleClass.code}/${piece * step + 1}`,
  );
}

/** Ranges of a collection as [from key, to key, first call number]; together they cover every key. */
export function rangesOf(plan: CollectionPlan, titles: Titles): [string, string, string][] {
  const classes = CLASSES.filter((each) => holdsClass(plan, each));
  const weight = classes.reduce((sum, each) => sum + each.weight, 0);
  // A range is a few metres of shelf: about a twentieth of an open collection, a twelfth of a small one.
  const perRange = Math.max(1, weight / (plan.use === 'open' ? 20 : plan.use === 'depot' ? 24 : 8));
  const starts: string[] = [];
  let filled = perRange;
  const sorted = classes.toSorted((a, b) => (callKey(a.code) < callKey(b.code) ? -1 : 1));
  for (const titleClass of sorted) {
    const pieces = Math.max(1, Math.floor(titleClass.weight / perRange));
    if (pieces === 1 && filled + titleClass.weight <= perRange) {
      filled += titleClass.weight;
      continue;
    }
    starts.push(...cuts(titleClass, pieces, titles));
    filled = titleClass.weight / pieces;
  }
  const keys = starts.map((start) => callKey(start));
  return starts.map((start, index) => [
    index === 0 ? '' : (keys[index] ?? ''),
    keys[index + 1] ?? END_KEY,
    start,
  ]);
}

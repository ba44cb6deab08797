// A form that is half written: the phone may drop the page, or the session may end, before it is sent.

import { reactive, watch } from 'vue';
import { usePhone } from './phone.ts';

/** What of a kept draft still fits the form. */
function fitting<T extends object>(kept: unknown, blank: T): Partial<T> {
  const known = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  const sameKind = ([name, value]: [string, unknown]) => typeof known[name] === typeof value;
  const names = Object.entries(blank).filter(sameKind);
  return Object.fromEntries(names.map(([name]) => [name, known[name]])) as Partial<T>;
}

/** The form of that name as it was left, else `blank`; once it is blank again nothing is kept. */
export function useDraft<T extends object>(name: string, blank: T): T {
  const { kept } = usePhone();
  const key = `draft/${name}`;
  const empty = JSON.stringify(blank);
  const draft = reactive({ ...blank, ...fitting(kept.get(key), blank) }) as T;
  watch(draft, () => kept.set(key, JSON.stringify(draft) === empty ? null : draft));
  return draft;
}

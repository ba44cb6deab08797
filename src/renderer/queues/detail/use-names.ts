// Names of the people, places, copies and requests that one request mentions by id.

import type { RequestDetail } from '../../../shared/desk-contract.ts';
import { useLibrary } from '../../desk/use-library.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useWords } from '../../i18n/use-words.ts';

export interface Names {
  /** Name of whatever the id stands for; undefined when nothing is known of it. */
  find(id: string): string | undefined;
  /** A person, the system or a reader; `actor` of an event. */
  person(actor: string): string;
}

/** Names for a detail; read from the detail first, then from the library's words. */
export function useNames(detail: () => RequestDetail): Names {
  const library = useLibrary();
  const words = useWords();
  const { pick } = useLanguage();
  const find = (id: string) => {
    const { words: own, names, linked, reader } = detail();
    if (id === reader?.id) return reader.nameMasked;
    const code = linked.find(({ line }) => line.request.id === id)?.line.request.code;
    const name = pick(own[id]) || names[id] || library.staffName(id) || pick(library.name(id));
    return code ?? (name || undefined);
  };
  return {
    find,
    person: (actor) =>
      find(actor) ?? words.common().roles[actor === 'system' ? 'system' : 'reader'] ?? actor,
  };
}

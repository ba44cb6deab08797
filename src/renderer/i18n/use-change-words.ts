// What came in between, in words: who did what, when and at which desk, and what the request is now.

import { useI18n } from 'vue-i18n';
import type { Facts, Refusal } from '../../shared/lib/result.ts';
import type { Bilingual } from '../../shared/library/entities.ts';
import type { QueueName } from '../../shared/queues/request.ts';
import { useLibrary } from '../desk/use-library.ts';
import { useNow } from '../desk/use-now.ts';
import { useSession } from '../desk/use-session.ts';
import { momentText } from './dates.ts';
import { useLanguage } from './use-language.ts';
import { useWords } from './use-words.ts';
import type { WordsOfPage } from './use-words.ts';

export interface ChangeWords {
  words: WordsOfPage;
  moment(instant: string): string;
  /** "you", a name, "the system", "the reader". */
  person(id: string): string;
  /** "found it"; `did “…”` where no words say it. */
  deed(queue: QueueName | null, action: string): string;
  /** What somebody else did first, then what else there is to say; `by` is whose action it was. */
  reasons(refusal: Pick<Refusal, 'code' | 'facts'>, queue: QueueName | null, by: string): Reasons;
}

export interface Reasons {
  /** Null where nothing came in between. */
  between: string | null;
  /** Null where it would say nothing more. */
  own: string | null;
}

export interface KnownNames {
  /** Name of a person, place, desk or copy that the library's own words lack. */
  known: (id: string) => Bilingual | undefined;
  /** Id of this desk. */
  deskId: () => string | undefined;
}

/** Codes that say no more than that somebody was first; who and what then says it better. */
const ONLY_CHANGED: ReadonlySet<string> = new Set(['stale', 'illegal']);
/** Desk of what the service did by itself. */
const SERVICE = 'service';

/** What the desk itself says of a change, under the service's names. */
const changesOf = ({ by, at, action, state }: Facts): Facts => ({
  changedBy: by ?? null,
  changedAt: at ?? null,
  changedAction: action ?? null,
  changedTo: state ?? null,
});
const textOf = (value: Facts[string] | undefined) => (typeof value === 'string' ? value : '');

/** Sentences about changes. */
export function useChangeWords({ known, deskId }: KnownNames): ChangeWords {
  const { t } = useI18n();
  const words = useWords(known);
  const library = useLibrary();
  const session = useSession();
  const now = useNow();
  const { language, pick } = useLanguage();

  const moment = (instant: string) => momentText(instant, now.value, language.value);
  const deed = (queue: QueueName | null, action: string) =>
    words.deed(queue, action) ?? t('sync.did_action', { action: words.action(queue, action) });
  const person = (id: string) => {
    if (id === session.person.value?.id) return t('sync.you');
    if (id === 'system') return t('sync.system');
    return pick(known(id)) || (library.staffName(id) ?? t('sync.unknown_reader'));
  };
  const by = (facts: Facts) => {
    const desk = textOf(facts['changedDesk']);
    const who = person(textOf(facts['changedBy']));
    const name = pick(known(desk));
    if (desk !== '' && desk === deskId()) return t('sync.by.here', { who });
    if (desk === SERVICE || name === '') return t('sync.by.nowhere', { who });
    return t('sync.by.desk', { who, desk: name });
  };
  const betweenOf = (
    { code, facts: given }: Pick<Refusal, 'code' | 'facts'>,
    queue: QueueName | null,
  ) => {
    const facts = code === 'stale' ? { ...changesOf(given), ...given } : given;
    const at = textOf(facts['changedAt']);
    if (textOf(facts['changedBy']) === '' || at === '') return null;
    const to = textOf(facts['changedTo']);
    const said = {
      by: by(facts),
      time: moment(at),
      what: deed(queue, textOf(facts['changedAction'])),
      state: queue === null || to === '' ? '' : words.state(queue, to),
    };
    return t(said.state === '' ? 'sync.meanwhile_plain' : 'sync.meanwhile', said);
  };
  return {
    words,
    moment,
    person,
    deed,
    reasons(refusal, queue, actor) {
      const between = betweenOf(refusal, queue);
      if (between !== null && ONLY_CHANGED.has(refusal.code)) return { between, own: null };
      const facts = { by: actor, ...refusal.facts };
      return { between, own: words.refusal({ code: refusal.code, facts }, queue) };
    },
  };
}

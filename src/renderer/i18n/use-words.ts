// The product's words on the page: states, actions and sentences made from codes, in the page's language.

import type { Facts, Refusal } from '../../shared/lib/result.ts';
import type { Bilingual, Role } from '../../shared/library/entities.ts';
import type { Label, QueueName } from '../../shared/queues/request.ts';
import { ofEveryQueue } from '../../shared/queues/modules.ts';
import { CASE_OF_LOAN_WORDS } from '../../shared/words/case-words.ts';
import { fill } from '../../shared/words/fill.ts';
import type { Language } from '../../shared/words/fill.ts';
import { COMMON_WORDS } from '../../shared/words/index.ts';
import type { CommonWords } from '../../shared/words/common-words.ts';
import type { QueueWords } from '../../shared/words/queue-words.ts';
import {
  adviceText,
  deedText,
  factsInWords,
  refusalText,
  remarkText,
} from '../../shared/words/sentence.ts';
import type { Vocabulary } from '../../shared/words/sentence.ts';
import { useLibrary } from '../desk/use-library.ts';
import { dayOf, timeText } from './dates.ts';
import { useLanguage } from './use-language.ts';

export interface WordsOfPage {
  /** All words of no single queue, and of one. */
  common(): CommonWords;
  ofQueue(queue: QueueName): QueueWords;
  label(label: Label): string;
  state(queue: QueueName, state: string): string;
  action(queue: QueueName | null, action: string): string;
  field(queue: QueueName | null, field: string): string;
  value(queue: QueueName | null, value: string): string;
  /** A role by itself, as lists and choices show it. */
  role(role: Role): string;
  refusal(refusal: Pick<Refusal, 'code' | 'facts'>, queue?: QueueName | null): string;
  /** Why a loan that had happened did not fit, said to whoever settles the case. */
  caseOfLoan(refusal: Pick<Refusal, 'code' | 'facts'>): string;
  remark(code: string, facts: Facts, queue?: QueueName | null): string;
  advice(code: string, facts: Facts, queue: QueueName): string;
  /** What an event did, as a sentence without its subject. */
  happened(queue: QueueName, action: string, facts: Facts): string;
  /** What somebody did, in a few words without facts; undefined where no words say it. */
  deed(queue: QueueName | null, action: string): string | undefined;
}

const queuesIn = (language: Language): Record<QueueName, QueueWords> =>
  ofEveryQueue(({ words }) => words[language]);

/**
 * Words of the page; everything read from it follows the language. `known` has names that the library's own words lack.
 */
export function useWords(
  known: (id: string) => Bilingual | undefined = () => undefined,
): WordsOfPage {
  const { language, pick } = useLanguage();
  const library = useLibrary();
  const common = () => COMMON_WORDS[language.value];
  const ofQueue = (queue: QueueName) => queuesIn(language.value)[queue];
  const vocabulary = (queue: QueueName | null): Vocabulary => ({
    language: language.value,
    common: common(),
    queue: queue === null ? null : ofQueue(queue),
    queues: queuesIn(language.value),
    nameOf: (id) =>
      pick(known(id)) || (library.staffName(id) ?? (pick(library.name(id)) || undefined)),
    timeText: (instant) => timeText(instant, language.value),
    dayOf,
  });
  const word = (kind: 'actions' | 'fields' | 'values', queue: QueueName | null, name: string) =>
    (queue === null ? undefined : ofQueue(queue)[kind][name]) ?? common()[kind][name] ?? name;
  return {
    common,
    ofQueue,
    label: (label) => common().labels[label] ?? label,
    state: (queue, state) =>
      ofQueue(queue).states[state] ?? common().states[state] ?? common().labels[state] ?? state,
    action: (queue, action) => word('actions', queue, action),
    field: (queue, field) => word('fields', queue, field),
    value: (queue, value) => word('values', queue, value),
    role(role) {
      const name = common().roles[role] ?? role;
      return name.charAt(0).toUpperCase() + name.slice(1);
    },
    refusal: ({ code, facts }, queue = null) => refusalText(code, facts, vocabulary(queue)),
    caseOfLoan({ code, facts }) {
      const own = Object.entries(CASE_OF_LOAN_WORDS[language.value]).find(
        ([each]) => each === code,
      );
      return own
        ? fill(own[1], factsInWords(facts, vocabulary(null)))
        : refusalText(code, facts, vocabulary(null));
    },
    remark: (code, facts, queue = null) => remarkText(code, facts, vocabulary(queue)),
    advice: (code, facts, queue) => adviceText(code, facts, vocabulary(queue)),
    happened: (queue, action, facts) =>
      fill(
        ofQueue(queue).happened[action] ?? common().happened[action] ?? action,
        factsInWords(facts, vocabulary(queue)),
      ),
    deed: (queue, action) => deedText(action, vocabulary(queue)),
  };
}

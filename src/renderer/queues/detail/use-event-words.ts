// Events of a request as sentences: who did what, and what the event's facts add to it.

import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import type { RequestDetail } from '../../../shared/desk-contract.ts';
import type { Facts } from '../../../shared/lib/result.ts';
import type { RequestEvent } from '../../../shared/queues/request.ts';
import { useNow } from '../../desk/use-now.ts';
import { dayText } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useWords } from '../../i18n/use-words.ts';
import { whenText } from '../when.ts';
import { useNames } from './use-names.ts';

/** An event as the timeline shows it. */
export interface EventLine {
  id: string;
  at: string;
  who: string;
  sentence: string;
  /** State that it led to, in words; empty when the state stayed. */
  state: string;
  undone: boolean;
  /** Who signed besides, where nobody may do it alone. */
  second: string | null;
  note: string | null;
  readerText: string | null;
  /** Barcode that was its evidence, and whether it was typed by hand. */
  scan: string | null;
  typed: boolean;
  /** How far an own action has come on its way to the service; null once it is there. */
  unsent: 'saved' | 'received' | 'doubtful' | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** Events newest first; an event that was undone keeps its line and says so. */
export function useEventWords(detail: () => RequestDetail): ComputedRef<EventLine[]> {
  const words = useWords();
  const names = useNames(detail);
  const { language } = useLanguage();
  const now = useNow();

  const factOf = (value: unknown): Facts[string] => {
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
    if (Array.isArray(value)) {
      const separator = language.value === 'zh' ? '、' : ', ';
      return value.map((each) => wordOf(factOf(each))).join(separator);
    }
    if (typeof value !== 'string') return null;
    if (DAY.test(value)) return dayText(value, language.value);
    return names.find(value) ?? value;
  };
  const wordOf = (value: Facts[string]) =>
    words.value(detail().line.request.queue, String(value ?? ''));
  const factsOf = (event: RequestEvent): Facts => {
    const facts: Facts = { reason: event.reason, place: factOf(event.evidence?.place ?? null) };
    for (const [name, value] of Object.entries(event.facts)) facts[name] = factOf(value);
    return facts;
  };
  const secondOf = ({ facts }: RequestEvent) =>
    typeof facts['secondPerson'] === 'string' ? names.person(facts['secondPerson']) : null;
  return computed(() => {
    const { events, line, unsent } = detail();
    const { queue } = line.request;
    const undone = new Set(events.flatMap(({ undoes }) => (undoes === null ? [] : [undoes])));
    return events
      .map((event) => ({
        id: event.id,
        at: whenText(event.at, now.value, language.value),
        who: names.person(event.actor),
        sentence: words.happened(queue, event.action, factsOf(event)),
        state: event.from === event.to ? '' : words.state(queue, event.to),
        undone: undone.has(event.id),
        second: secondOf(event),
        note: event.note,
        readerText: event.readerText,
        scan: event.evidence?.scan ?? null,
        typed: event.evidence?.source === 'typed',
        unsent: unsent[event.commandId] ?? null,
      }))
      .toReversed();
  });
}

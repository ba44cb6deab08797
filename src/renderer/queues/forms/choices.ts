// The choices of a closed field: those that the desk computed from rows, else the definition's options or the library's rows.

import { QUEUES } from '../../../shared/queues/index.ts';
import { TIMER_REASONS } from '../../../shared/library/reasons.ts';
import type { PlaceKind } from '../../../shared/library/entities.ts';
import type { FieldKind, FieldSpec } from '../../../shared/queues/queue.ts';
import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import type { Library } from '../../desk/use-library.ts';
import type { LanguageChoice } from '../../i18n/use-language.ts';
import type { WordsOfPage } from '../../i18n/use-words.ts';
import type { LegalAction } from '../../../shared/desk-contract.ts';

/** One choice as it is shown. */
export interface Choice {
  value: string;
  text: string;
  /** What it rests on: a balance, free room, where a copy stands. */
  hint: string;
}

/** What a list of choices is made from. */
export interface ChoiceSource {
  queue: QueueName;
  library: Library;
  words: WordsOfPage;
  pick: LanguageChoice['pick'];
  /** Word for what a computed choice rests on: free copies, balance, places left. */
  hint: (kind: FieldKind, hint: string) => string;
}

const PLACE_KINDS: Partial<Record<FieldKind, PlaceKind>> = {
  campus: 'campus',
  collection: 'collection',
  point: 'point',
  address: 'address',
};

function ofReasons(spec: FieldSpec, { library, pick }: ChoiceSource): Choice[] {
  const timers: readonly string[] = TIMER_REASONS;
  return (library.words.value?.reasons ?? [])
    .filter(({ code, active }) =>
      spec.options ? spec.options.includes(code) : active && !timers.includes(code),
    )
    .map(({ code, text }) => ({ value: code, text: pick(text), hint: '' }));
}

/** The word of a value, of this queue or of another that has one, or of a state. */
function optionText(option: string, { queue, words }: ChoiceSource): string {
  const word = [queue, ...QUEUE_NAMES]
    .map((name) => words.value(name, option))
    .find((each) => each !== option);
  return word ?? words.state(queue, option);
}

/** Choices of a field; null where a person types or searches instead. */
export function choicesOf(
  name: string,
  spec: FieldSpec,
  computed: LegalAction['choices'],
  source: ChoiceSource,
): Choice[] | null {
  const given = computed[name];
  if (given) {
    return given.map(({ value, text, hint }) => ({
      value,
      text: source.pick(text),
      hint: source.hint(spec.kind, hint),
    }));
  }
  const { library, pick } = source;
  if (spec.kind === 'reason') return ofReasons(spec, source);
  const kind = PLACE_KINDS[spec.kind];
  if (kind) {
    return library
      .places(kind)
      .map((place) => ({ value: place.id, text: pick(place.name), hint: place.code }));
  }
  const rows =
    spec.kind === 'fund'
      ? library.words.value?.funds
      : spec.kind === 'vendor'
        ? library.words.value?.vendors
        : undefined;
  if (rows) return rows.map((row) => ({ value: row.id, text: pick(row.text), hint: '' }));
  const options = spec.options ?? (spec.kind === 'places_looked' ? placesToLook() : undefined);
  return (
    options?.map((option) => ({ value: option, text: optionText(option, source), hint: '' })) ??
    null
  );
}

/** Where a book is looked for, as the queue that searches lists it; the other queues name no places of their own. */
function placesToLook(): readonly string[] {
  return Object.values(QUEUES)
    .flatMap(({ actions }) => Object.values(actions))
    .flatMap(({ input }) => Object.values(input ?? {}))
    .reduce<readonly string[]>(
      (found, { kind, options }) =>
        kind === 'places_looked' && found.length === 0 ? (options ?? found) : found,
      [],
    );
}

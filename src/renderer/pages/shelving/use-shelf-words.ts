// Sentences of a shelf that was read: where a book belongs, why, what to do with one that does not belong there.

import { useI18n } from 'vue-i18n';
import type { Explanation } from '../../../shared/library/call-number-explain.ts';
import { conditionOf } from '../../../shared/shelving/reading.ts';
import type {
  Misplaced,
  ShelfCopy,
  Stranger,
  StrangerKind,
} from '../../../shared/shelving/reading.ts';
import { orderSentence } from '../../../shared/words/shelving-words.ts';
import { useLibrary } from '../../desk/use-library.ts';
import { dayOf, dayText } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';

export interface ShelfWords {
  /** Between which books one belongs. */
  belongs(move: Misplaced): string;
  /** Why one stands before another, both named. */
  why(explanation: Explanation): string;
  stranger(stranger: Stranger, belongs: Record<string, string>): string;
  /** What keeps a copy of a trolley from its shelf, a sentence for each. */
  notes(copy: ShelfCopy): string[];
}

/** Sentences in the page's language. */
export function useShelfWords(): ShelfWords {
  const { t } = useI18n();
  const library = useLibrary();
  const { language, pick } = useLanguage();
  const factsOf = (kind: StrangerKind, copy: ShelfCopy | null) => {
    const due = copy?.lentUntil ?? null;
    return {
      code: (kind === 'looked_for' ? copy?.lookedFor : copy?.heldFor) ?? '',
      day: due === null ? '' : dayText(dayOf(due), language.value),
    };
  };
  return {
    notes: (copy) =>
      conditionOf(copy).map((kind) => t(`shelving.trolley.note.${kind}`, factsOf(kind, copy))),
    belongs({ after, before }) {
      const names = { after: after?.callNumber ?? '', before: before?.callNumber ?? '' };
      if (after === null) return t('shelving.result.belongs_first', names);
      return t(`shelving.result.belongs_${before === null ? 'last' : 'between'}`, names);
    },
    why(explanation) {
      const { first, second } = explanation;
      const reason = orderSentence(explanation, language.value);
      // Within the sentence it is no beginning.
      const why = reason.charAt(0).toLowerCase() + reason.slice(1);
      return t('shelving.result.stands', { first, second, why });
    },
    stranger({ kind, copy }, belongs) {
      const owner = kind === 'other_collection' ? copy?.holding : undefined;
      const place = copy === null ? undefined : library.name(owner ?? belongs[copy.id] ?? '');
      return t(`shelving.stranger.${kind}`, {
        place: pick(place),
        call: copy?.callNumber ?? '',
        ...factsOf(kind, copy),
      });
    },
  };
}

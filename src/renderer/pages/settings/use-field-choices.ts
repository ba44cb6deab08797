// What a choice field of a settings form offers, and what else of the row follows from the choice.

import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import type { Bilingual, PlaceKind } from '../../../shared/library/entities.ts';
import { NOTICE_DEFAULTS } from '../../../shared/queues/notices/notices.ts';
import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import { useLibrary } from '../../desk/use-library.ts';
import { useQuery } from '../../desk/use-live.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TEMPLATE_REASONS } from './kinds.ts';
import type { Field, Row } from './kinds.ts';

export interface Choice {
  value: string;
  text: string;
}

export interface FieldChoices {
  list: ComputedRef<Choice[]>;
  /** Writes the value, and what follows from it, into the row. */
  set(value: unknown): void;
}

/** Which kind of place holds a place of each kind. */
const PARENTS: Record<PlaceKind, readonly PlaceKind[]> = {
  campus: [],
  point: ['campus'],
  collection: ['campus'],
  range: ['collection'],
  hold_slot: ['point', 'campus'],
  locker: ['point', 'campus'],
  address: ['campus'],
  trolley: ['point', 'campus'],
};

export function useFieldChoices(field: Field, row: Row, rows: () => readonly Row[]): FieldChoices {
  const words = useWords();
  const library = useLibrary();
  const { pick } = useLanguage();
  const calendars = useQuery('settings.rows', () =>
    field.kind === 'calendar' ? { kind: 'calendar' } : null,
  );
  const list = computed<Choice[]>(() => {
    switch (field.kind) {
      case 'place_kind':
        return Object.entries(words.common().placeKinds).map(([value, text]) => ({ value, text }));
      case 'parent': {
        const kinds: readonly string[] = PARENTS[row['kind'] as PlaceKind] ?? [];
        return rows()
          .filter((each) => kinds.includes(String(each['kind'])))
          .map((each) => ({ value: each.id, text: `${String(each['code'])} · ${nameOf(each)}` }));
      }
      case 'calendar':
        return (calendars.data.value ?? []).map((each) => ({
          value: String(each['id']),
          text: nameOf(each),
        }));
      case 'notice':
        return Object.entries(NOTICE_DEFAULTS).map(([value, text]) => ({
          value,
          text: [queueOf(value), pick(text)].join(' · '),
        }));
      case 'reason':
        return TEMPLATE_REASONS.map((value) => ({
          value,
          text: pick(library.name(value)) || value,
        }));
      default:
        return [];
    }
  });
  function queueOf(notice: string): string {
    const queue = QUEUE_NAMES.find((each) => notice.startsWith(`${each}.`));
    return queue ? words.ofQueue(queue).name : '';
  }
  function nameOf(each: Record<string, unknown>): string {
    return pick(each['name'] as Bilingual | undefined);
  }
  return {
    list,
    set(value) {
      row[field.name] = value;
      if (field.kind === 'parent') {
        row['campus'] = rows().find((each) => each.id === value)?.['campus'] ?? '';
      }
      if (field.kind === 'place_kind') {
        row['parentId'] = null;
        row['campus'] = value === 'campus' ? row.id : '';
      }
      if (field.kind === 'notice' && typeof value === 'string') {
        row['text'] = { ...NOTICE_DEFAULTS[value] };
      }
    },
  };
}

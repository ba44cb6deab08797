// Where a copy goes next, in words.

import { useI18n } from 'vue-i18n';
import type { NextPlace } from '../../shared/desk-contract/next-place.ts';
import { QUEUE_NAMES } from '../../shared/queues/request.ts';
import { useLibrary } from '../desk/use-library.ts';
import { useLanguage } from './use-language.ts';
import { useWords } from './use-words.ts';

/** Gives the sentence of a next place. */
export function useNextWords(): (next: NextPlace) => string {
  const { t } = useI18n();
  const words = useWords();
  const library = useLibrary();
  const { pick } = useLanguage();
  const placeName = (id: string | null) => pick(library.place(id)?.name);
  const queueName = (name: string) => {
    const queue = QUEUE_NAMES.find((each) => each === name);
    return queue === undefined ? '' : words.ofQueue(queue).name;
  };
  return (next) => {
    switch (next.is) {
      case 'shelf':
        return t('circulation.next.shelf', {
          place: placeName(next.collection),
          range: next.range ?? '',
        }).trim();
      case 'hold_shelf':
        return t('circulation.next.hold_shelf');
      case 'transit':
        return t(`circulation.next.transit_${next.why}`, { campus: placeName(next.campus) });
      case 'request': {
        const facts = { queue: queueName(next.queue), code: next.code };
        return next.campus === null
          ? t('circulation.next.request', facts)
          : t('circulation.next.request_to', { ...facts, campus: placeName(next.campus) });
      }
      default: {
        const status = words.common().copyStatus[next.why] ?? next.why;
        return t('circulation.next.aside', { status });
      }
    }
  };
}

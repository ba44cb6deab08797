// The pages that this person may use, with their words in the page's language.

import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSession } from '../desk/use-session.ts';
import { useWords } from '../i18n/use-words.ts';
import { RAIL_PAGES } from './pages.ts';
import type { RailPage } from './pages.ts';

/** Pages of the rail for whoever is signed in; a queue is called by its own name. */
export function useRail(): ComputedRef<(RailPage & { word: string })[]> {
  const { t } = useI18n();
  const session = useSession();
  const words = useWords();
  return computed(() =>
    RAIL_PAGES.filter((page) => page.allowed(session)).map((page) => ({
      ...page,
      word: page.queue === null ? t(`frame.rail.${page.id}`) : words.ofQueue(page.queue).name,
    })),
  );
}

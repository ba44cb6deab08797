// What the palette offers for a text: pages and actions at once, the library's things once the desk has answered.

import { computed, ref, watch } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { useQuery } from '../desk/use-live.ts';
import { useCommand } from '../desk/use-command.ts';
import { useWords } from '../i18n/use-words.ts';
import { queueRoute } from '../routes.ts';
import { openCopyCard } from '../scan/use-scan-target.ts';
import { useAppearance } from '../stores/appearance.ts';
import { useRail } from './use-rail.ts';

export interface PaletteItem {
  id: string;
  text: string;
  hint: string;
  run(): void;
}

export interface PaletteGroup {
  name: 'pages' | 'requests' | 'copies' | 'titles' | 'readers';
  items: PaletteItem[];
}

/** Milliseconds of silence before the desk is asked. */
const PATIENCE = 120;

export function usePaletteItems(text: Ref<string>): ComputedRef<PaletteGroup[]> {
  const router = useRouter();
  const words = useWords();
  const asked = ref('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(text, (is) => {
    clearTimeout(timer);
    timer = setTimeout(() => (asked.value = is.trim()), PATIENCE);
  });
  const { data } = useQuery('search.all', () =>
    asked.value === '' ? null : { text: asked.value },
  );
  const pages = usePageItems();

  return computed(() => {
    const wanted = text.value.trim().toLowerCase();
    const found = data.value;
    const groups: PaletteGroup[] = [
      {
        name: 'pages',
        items: pages.value.filter((item) => item.text.toLowerCase().includes(wanted)),
      },
    ];
    if (wanted === '' || !found) return groups;
    const requests = found.requests.map(({ request, title }) => ({
      id: request.id,
      text: `${request.code} ${title}`,
      hint: words.state(request.queue, request.state),
      run: () => void router.push(queueRoute(request.queue, request.id)),
    }));
    const copies = found.copies.map(({ copy, status }) => ({
      id: copy.id,
      text: `${copy.barcode} ${copy.callNumber}`,
      hint: words.common().copyStatus[status] ?? status,
      run: () => openCopyCard({ text: copy.barcode, source: 'typed', listed: true }),
    }));
    const titles = found.titles.map((title) => ({
      id: title.id,
      text: title.title,
      hint: `${title.author} · ${title.callNumber}`,
      run: () => void router.push({ name: 'search', query: { title: title.id } }),
    }));
    const readers = found.readers.map((reader) => ({
      id: reader.id,
      text: reader.nameMasked,
      hint: reader.cardMasked,
      run: () => void router.push({ name: 'search', query: { tab: 'readers', reader: reader.id } }),
    }));
    groups.push(
      { name: 'requests', items: requests },
      { name: 'copies', items: copies },
      { name: 'titles', items: titles },
      { name: 'readers', items: readers },
    );
    return groups.filter((group) => group.items.length > 0);
  });
}

/** Pages that the person may use, and what can be done from everywhere. */
function usePageItems(): ComputedRef<PaletteItem[]> {
  const { t } = useI18n();
  const router = useRouter();
  const rail = useRail();
  const appearance = useAppearance();
  const lock = useCommand('session.lock');
  const signOut = useCommand('session.signOut');
  const action = (id: string, text: string, run: () => void): PaletteItem => ({
    id,
    text,
    hint: '',
    run,
  });
  return computed(() => [
    ...rail.value.map((page) => ({
      id: page.id,
      text: page.word,
      hint: `g ${page.letter}`,
      run: () => void router.push(page.to),
    })),
    action('lock', t('frame.person.lock'), () => void lock.send({})),
    action('sign_out', t('frame.person.sign_out'), () => void signOut.send({})),
    action('language', '中文 / English', () => {
      appearance.language = appearance.language === 'zh' ? 'en' : 'zh';
    }),
    action(
      'theme',
      `${t('frame.person.theme')}: ${t('frame.theme.dark')} / ${t('frame.theme.light')}`,
      () => {
        appearance.theme = appearance.dark ? 'light' : 'dark';
      },
    ),
  ]);
}

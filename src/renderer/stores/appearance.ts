// How the page looks and sounds for this person: language, theme, tones. Kept by the desk, not by the browser.

import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import * as z from 'zod';
import type { DeskClient } from '../desk/operations.ts';
import { useLanguage } from '../i18n/use-language.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'appearance';
const remembered = z.object({
  language: z.enum(['zh', 'en']),
  theme: z.enum(THEMES),
  sound: z.boolean(),
});

/** Screen state: language, theme, sound; `app.vue` ties it to the desk's memory of the person. */
export const useAppearance = defineStore('appearance', () => {
  const { language } = useLanguage();
  const theme = ref<Theme>('system');
  const sound = ref(true);
  const systemDark = ref(matchMedia('(prefers-color-scheme: dark)').matches);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (event) => {
    systemDark.value = event.matches;
  });
  const dark = computed(
    () => theme.value === 'dark' || (theme.value === 'system' && systemDark.value),
  );

  watch(dark, (is) => document.documentElement.classList.toggle('dark', is), { immediate: true });
  watch(language, (is) => void (document.documentElement.lang = is === 'zh' ? 'zh-CN' : 'en'), {
    immediate: true,
  });

  const present = () => ({ language: language.value, theme: theme.value, sound: sound.value });
  /** What the desk remembers of this person; null while nobody is signed in. */
  let saved: string | null = null;
  /** What was chosen before signing in goes before what is remembered. */
  const unsigned = JSON.stringify(present());

  /** Takes over what the desk remembers of the person who signed in; unreadable memory counts as none. */
  const recall = async (client: DeskClient) => {
    const chosen = JSON.stringify(present()) !== unsigned && saved === null;
    const { value } = await client['memory.get']({ key: KEY });
    const known = remembered.safeParse(value);
    saved = known.success ? JSON.stringify(known.data) : '';
    if (known.success && !chosen) {
      language.value = known.data.language;
      theme.value = known.data.theme;
      sound.value = known.data.sound;
    }
  };
  /** Saves what changed since it was recalled. */
  const keep = (client: DeskClient) => {
    const now = JSON.stringify(present());
    if (saved === null || now === saved) return;
    saved = now;
    client['memory.set']({ key: KEY, value: present() }).catch(() => void (saved = ''));
  };
  /** Nobody is signed in: the look stays, nothing is saved. */
  const forget = () => void (saved = null);
  return { language, theme, sound, dark, recall, keep, forget };
});

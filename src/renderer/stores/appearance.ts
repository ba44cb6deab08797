// How the page looks and sounds for this person: language, theme, tones. Kept by the desk, not by the browser.

import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import * as z from 'zod';
import type { Language } from '../../shared/words/fill.ts';
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

/** Screen state: language, theme, sound; `remember` ties it to the desk's memory. */
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

  let saved = '';
  const present = () =>
    JSON.stringify({ language: language.value, theme: theme.value, sound: sound.value });
  /** Takes over what the desk remembers; unreadable memory is left as if there were none. */
  const recall = async (client: DeskClient) => {
    const { value } = await client['memory.get']({ key: KEY });
    const known = remembered.safeParse(value);
    if (known.success) {
      language.value = known.data.language satisfies Language;
      theme.value = known.data.theme;
      sound.value = known.data.sound;
    }
    saved = present();
  };
  /** Saves every change from now on. */
  const remember = (client: DeskClient) => {
    watch([language, theme, sound], () => {
      if (present() === saved) return;
      saved = present();
      const value = { language: language.value, theme: theme.value, sound: sound.value };
      client['memory.set']({ key: KEY, value }).catch(() => void (saved = ''));
    });
  };
  return { language, theme, sound, dark, recall, remember };
});

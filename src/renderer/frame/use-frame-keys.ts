// Keys of every page: the palette, the list of keys, and `g` with a letter for the pages of the rail.

import { computed, onScopeDispose, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { useSession } from '../desk/use-session.ts';
import { useKeys } from '../keys/use-keys.ts';
import type { KeyAction } from '../keys/use-keys.ts';
import { useFrame } from '../stores/frame.ts';
import { RAIL_PAGES } from './pages.ts';

/** Milliseconds in which the letter must follow `g`. */
const GO_WAIT = 1500;

export function useFrameKeys(): void {
  const { t } = useI18n();
  const router = useRouter();
  const session = useSession();
  const frame = useFrame();
  const going = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const leave = () => {
    clearTimeout(timer);
    going.value = false;
  };
  const go = () => {
    leave();
    going.value = true;
    timer = setTimeout(leave, GO_WAIT);
  };
  onScopeDispose(leave);

  const pages = computed(() => RAIL_PAGES.filter((page) => page.allowed(session)));
  const everywhere = computed<KeyAction[]>(() => [
    {
      key: 'mod+k',
      words: t('frame.keys.palette'),
      always: true,
      run: () => void (frame.open = frame.open === 'palette' ? null : 'palette'),
    },
    { key: '?', words: t('frame.keys.help'), run: () => void (frame.open = 'help') },
    { key: 'g', run: go },
  ]);
  useKeys(() => everywhere.value, 'everywhere');
  useKeys(() => (going.value ? pages.value.map((page) => goTo(page.letter, page.to)) : []), 'now');

  function goTo(key: string, to: object): KeyAction {
    return {
      key,
      run() {
        leave();
        void router.push(to);
      },
    };
  }
}

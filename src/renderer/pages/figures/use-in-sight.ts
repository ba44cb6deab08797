// Whether a part of the page has come near the window once: what nobody scrolls to is not asked for.

import { onMounted, onUnmounted, ref, useTemplateRef } from 'vue';
import type { Ref } from 'vue';

/** How far below the window something counts as near. */
const NEAR = '300px';

/** Watches the element of that template ref; a browser without the means sees everything. */
export function useInSight(name: string): { seen: Ref<boolean> } {
  const element = useTemplateRef<HTMLElement>(name);
  const seen = ref(false);
  let observer: IntersectionObserver | undefined;
  onMounted(() => {
    if (typeof IntersectionObserver === 'undefined' || !element.value) {
      seen.value = true;
      return;
    }
    observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        seen.value = true;
        observer?.disconnect();
      },
      { rootMargin: NEAR },
    );
    observer.observe(element.value);
  });
  onUnmounted(() => observer?.disconnect());
  return { seen };
}

// What joining came to: everybody is signed out by it, so that the sign-in page is where it can be read.

import { defineStore } from 'pinia';
import { ref } from 'vue';

/** A desk that has just joined. */
export interface JoinedNews {
  deskCode: string;
  /** File with what was put aside; null where nothing was. */
  aside: string | null;
}

export const useJoined = defineStore('joined', () => {
  const news = ref<JoinedNews | null>(null);
  return { news, tell: (fresh: JoinedNews) => void (news.value = fresh) };
});

// What lies open above the page: the palette, the list of keys, or nothing.

import { defineStore } from 'pinia';
import { ref } from 'vue';

export const useFrame = defineStore('frame', () => {
  const open = ref<'palette' | 'help' | null>(null);
  return { open };
});

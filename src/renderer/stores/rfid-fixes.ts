// Whether the list of tags to put right is open; it opens when a row comes and never takes the focus.

import { defineStore } from 'pinia';
import { ref } from 'vue';

export const useRfidFixes = defineStore('rfid-fixes', () => {
  const open = ref(false);
  return { open };
});

// What the tag of a scanned copy says: security off after a loan, on after a return; what failed is in the fix list.

import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useQuery } from '../../desk/use-live.ts';
import type { Mark } from './use-standing.ts';

/** Marks of tags by barcode; `want` is what the row has asked of the tag. Nothing without a reader. */
export function useTags(): (barcode: string, want: 'in' | 'out') => Mark[] {
  const { t } = useI18n();
  const pad = useQuery('rfid.pad', () => ({}));
  const isOpen = computed(() => pad.data.value?.reader.is === 'open');
  const fixes = useQuery('rfid.fixes', () => (isOpen.value ? {} : null));
  return (barcode, want) => {
    if (!isOpen.value) return [];
    if (fixes.data.value?.some((fix) => fix.barcode === barcode) === true) {
      return [{ mood: 'attention', text: t('circulation.tag.fix') }];
    }
    const tag = pad.data.value?.tags.find((each) => each.barcode === barcode);
    if (!tag) return [];
    if (tag.busy) return [{ mood: 'attention', text: t('circulation.tag.busy') }];
    const done = tag.secured === want;
    const word = want === 'out' ? (done ? 'out' : 'in') : done ? 'in_good' : 'out_bad';
    return [{ mood: done ? 'good' : 'attention', text: t(`circulation.tag.${word}`) }];
  };
}

// An answer that is being written: it waits, for whoever writes it, while another row is looked at.

import { computed } from 'vue';
import type { WritableComputedRef } from 'vue';
import { useSession } from '../../desk/use-session.ts';
import { useDrafts } from '../../stores/drafts.ts';

/** The answer to the row that `row` names; empty once it is sent and cleared. */
export function useAnswerDraft(row: () => string): WritableComputedRef<string> {
  const drafts = useDrafts();
  const session = useSession();
  const key = () => `answer ${session.person.value?.id ?? ''} ${row()}`;
  return computed({
    get: () => drafts.of(key())?.text ?? '',
    set: (text) => drafts.keep(key(), { text, about: '' }),
  });
}

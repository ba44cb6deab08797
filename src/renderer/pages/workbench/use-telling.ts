// Readers to tell: what there is, marking what was told, and the list on paper with contacts.

import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import type { TellingReader } from '../../../shared/desk-contract/telling.ts';
import type { Telling } from '../../../shared/library/row-parts.ts';
import { isRefusal, useCommand } from '../../desk/use-command.ts';
import type { Output } from '../../desk/operations.ts';
import { useQuery } from '../../desk/use-live.ts';
import { useWords } from '../../i18n/use-words.ts';
import { usePrinter } from '../../print/use-print.ts';
import { useToasts } from '../../stores/toasts.ts';

type Today = NonNullable<Output<'telling.today'>>;

export interface TellingList {
  /** Null where a service tells readers, where it is not this person's work, or where there is nothing. */
  today: ComputedRef<Today | null>;
  busy: Readonly<{ value: boolean }>;
  /** Marks all that there is to tell a reader. */
  mark(reader: TellingReader, how: Telling): Promise<void>;
  takeBack(noticeId: string): Promise<void>;
  /** Opens the contacts of everybody on the list, which is noted, and the preview. */
  print(): Promise<void>;
}

/** Makes it. */
export function useTelling(): TellingList {
  const { data } = useQuery('telling.today', () => ({}));
  const marking = useCommand('telling.mark');
  const opening = useCommand('telling.contacts');
  const printer = usePrinter();
  const toasts = useToasts();
  const words = useWords();
  const today = computed(() => {
    const answer = data.value ?? null;
    return answer && answer.count.total + answer.told.length > 0 ? answer : null;
  });
  const say = (refusal: Parameters<typeof words.refusal>[0]) =>
    toasts.say('wrong', words.refusal(refusal));
  const send = async (input: Parameters<typeof marking.send>[0]) => {
    const answer = await marking.send(input);
    if (isRefusal(answer)) return say(answer);
    if (!answer.ok) return;
    for (const each of answer.refused) say(each);
  };
  return {
    today,
    busy: computed(() => marking.busy.value || opening.busy.value),
    mark: ({ lines }, how) =>
      send({ lines: lines.map(({ noticeId, about }) => ({ noticeId, about })), how }),
    takeBack: (noticeId) => send({ lines: [{ noticeId, about: null }], how: null }),
    async print() {
      const readers = today.value?.readers ?? [];
      const answer = await opening.send({ readerIds: readers.map(({ readerId }) => readerId) });
      if (isRefusal(answer)) return say(answer);
      if (answer.ok) await printer.show({ kind: 'telling', readers, contacts: answer.contacts });
    },
  };
}

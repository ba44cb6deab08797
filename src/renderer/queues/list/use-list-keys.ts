// Keys of the queue page: moving, selecting, claiming, undoing, noting, and each legal action by its letter.

import { useI18n } from 'vue-i18n';
import type { QueueName } from '../../../shared/queues/request.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useKeys } from '../../keys/use-keys.ts';
import type { KeyAction } from '../../keys/use-keys.ts';
import type { OpenDetail } from '../detail/use-detail.ts';
import type { Cursor } from './use-cursor.ts';

export interface ListKeys {
  queue: QueueName;
  cursor: Cursor;
  detail: OpenDetail;
  /** While a new request or a selection has the right side, letters of actions are not the list's. */
  blocked: () => boolean;
  focusList: () => void;
  create: () => void;
}

/** Letters act on the request at the right, so that they work from the list as from the detail. */
export function useListKeys({ queue, cursor, detail, blocked, focusList, create }: ListKeys): void {
  const { t } = useI18n();
  const words = useWords();
  const move = (by: number) => {
    cursor.moveTo(cursor.index.value + by);
    focusList();
  };
  const always = (): KeyAction[] => [
    { key: 'j', run: () => move(1), words: t('frame.keys.next') },
    { key: 'k', run: () => move(-1), words: t('frame.keys.previous') },
    { key: 'x', run: () => cursor.toggle(), words: t('queue.keys.select') },
    { key: '+', run: create, words: words.action(queue, 'submit') },
  ];
  const onRequest = (): KeyAction[] => {
    const request = detail.data.value?.line.request;
    if (request === undefined || detail.form.value !== null) return [];
    const own = detail.actions.value.flatMap(({ action, key }) =>
      key === null
        ? []
        : [{ key, run: () => detail.begin(action), words: words.action(queue, action) }],
    );
    return [
      ...own,
      { key: 'c', run: () => detail.toggleClaim(), words: t('queue.keys.claim') },
      { key: 'n', run: () => detail.begin('note'), words: words.action(queue, 'note') },
      { key: 'u', run: () => detail.undo(), words: words.action(queue, 'undo') },
    ];
  };
  useKeys(() => [...(blocked() ? [] : onRequest()), ...always()]);
}

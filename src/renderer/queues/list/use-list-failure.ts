// Says why a list could not be had: the connection was lost, or something within went wrong.

import { useI18n } from 'vue-i18n';
import { RpcError } from '../../../shared/rpc/failure.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useToasts } from '../../stores/toasts.ts';

/** Tells what was thrown as a toast. */
export function useListFailure(): (error: unknown) => void {
  const { t } = useI18n();
  const words = useWords();
  const toasts = useToasts();
  return (error) => {
    const isLost = error instanceof RpcError && error.code === 'disconnected';
    const id = error instanceof RpcError ? error.errorId : null;
    const text = isLost
      ? t('queue.export.lost')
      : words.refusal({ code: 'internal', facts: { id } });
    toasts.say('wrong', text);
  };
}

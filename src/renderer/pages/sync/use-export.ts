// All actions of this desk as a file, whatever else works.

import { ref } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Refusal } from '../../../shared/lib/result.ts';
import { newCommandId } from '../../desk/command-id.ts';
import { useDesk } from '../../desk/desk.ts';
import { isRefusal, useCommand } from '../../desk/use-command.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useToasts } from '../../stores/toasts.ts';

export interface Exporter {
  save(): Promise<void>;
  /** With readers' data, by the word of a second person; false when the desk refuses. */
  saveFull(second: { login: string; password: string }): Promise<boolean>;
  busy: Readonly<Ref<boolean>>;
  refusal: Readonly<ShallowRef<Refusal | null>>;
}

/** Milliseconds until the file's address is given up; the download has it by then. */
const KEPT = 60_000;

/** Asks the desk for the file and hands it to the shell. */
export function useExport(): Exporter {
  const { t } = useI18n();
  const words = useWords();
  const toasts = useToasts();
  const desk = useDesk();
  const { send, busy: asking, refusal } = useCommand('sync.export');
  const busy = ref(false);
  const hand = async (name: string, text: string) => {
    const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    setTimeout(() => URL.revokeObjectURL(url), KEPT);
    const shell = await desk.shell();
    const answer = await shell['shell.saveFile']({ name, url });
    if (answer.ok) toasts.say('good', t('sync.exported', { name }));
    else toasts.say('wrong', words.refusal(answer));
  };
  const ask = async (asked: Parameters<typeof send>[0]) => {
    if (busy.value || asking.value) return false;
    busy.value = true;
    try {
      const answer = await send(asked);
      if (isRefusal(answer)) return false;
      await hand(answer.name, answer.text);
      return true;
    } finally {
      busy.value = false;
    }
  };
  return {
    save: async () => void (await ask({})),
    saveFull: (second) => ask({ full: { ...second, commandId: newCommandId() } }),
    busy,
    refusal,
  };
}

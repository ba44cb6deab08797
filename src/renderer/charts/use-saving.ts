// Hands a file that the page made to the shell, and says what became of it.

import { useI18n } from 'vue-i18n';
import { useDesk } from '../desk/desk.ts';
import { useWords } from '../i18n/use-words.ts';
import { useToasts } from '../stores/toasts.ts';

/** Milliseconds until the file's address is given up; the download has it by then. */
const KEPT = 60_000;
/** Signs that some system refuses in the name of a file. */
const UNFIT = /[\\/:*?"<>|·\s]+/gu;

/** Saves a file under a name; a failure is said and never thrown. */
export function useSaving(): (name: string, make: () => Promise<Blob>) => Promise<void> {
  const { t } = useI18n();
  const desk = useDesk();
  const words = useWords();
  const toasts = useToasts();
  return async (name, make) => {
    const clean = name.replaceAll(UNFIT, '-').slice(0, 110);
    try {
      const url = URL.createObjectURL(await make());
      setTimeout(() => URL.revokeObjectURL(url), KEPT);
      const shell = await desk.shell();
      const answer = await shell['shell.saveFile']({ name: clean, url });
      if (answer.ok) toasts.say('good', t('figures.saved', { name: clean }));
      else toasts.say('wrong', words.refusal(answer));
    } catch {
      toasts.say('wrong', t('figures.not_saved', { name: clean }));
    }
  };
}

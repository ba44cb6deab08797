// What every import of a file has on its page: the file on its way to the desk, and the report on its way to the person.

import { ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { UPLOAD_PATH } from '../../../../shared/desk-contract/catalogue.ts';
import { useDesk } from '../../../desk/desk.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { useToasts } from '../../../stores/toasts.ts';

/** Milliseconds until a report's address is given up; the download has it by then. */
const KEPT = 60_000;

/** States in which the desk is at work on a file. */
const RUNNING: ReadonlySet<string> = new Set(['receiving', 'checking', 'importing']);

/** Whether an import is under way; null is none. */
export function isAtWork(view: { state: string } | null): boolean {
  return view !== null && RUNNING.has(view.state);
}

/** The chosen file, how it is sent by a ticket, and how a report is saved. */
export function useImportFile() {
  const { t } = useI18n();
  const words = useWords();
  const toasts = useToasts();
  const desk = useDesk();
  const file = ref<File | null>(null);

  async function upload(body: File, ticket: string): Promise<void> {
    // What became of it the desk says itself; only a lost connection is news.
    const sent = await fetch(`${UPLOAD_PATH}${ticket}`, { method: 'POST', body }).catch(() => null);
    if (sent === null) toasts.say('wrong', t('catalogue.upload_failed'));
  }
  async function saveReport({ name, text }: { name: string; text: string }): Promise<void> {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
    setTimeout(() => URL.revokeObjectURL(url), KEPT);
    const shell = await desk.shell();
    const saved = await shell['shell.saveFile']({ name, url });
    if (saved.ok) toasts.say('good', t('catalogue.saved', { name }));
    else toasts.say('wrong', words.refusal(saved));
  }
  return { file, upload, saveReport };
}

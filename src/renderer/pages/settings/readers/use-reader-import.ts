// The import of readers of this desk as the page drives it: sending the file, and what the desk says of it.

import { computed, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { UPLOAD_PATH } from '../../../../shared/desk-contract/catalogue.ts';
import { useDesk } from '../../../desk/desk.ts';
import { isRefusal, useCommand } from '../../../desk/use-command.ts';
import { useQuery } from '../../../desk/use-live.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { useToasts } from '../../../stores/toasts.ts';

/** Milliseconds until a report's address is given up; the download has it by then. */
const KEPT = 60_000;

/** The import of readers of this desk. */
export function useReaderImport() {
  const { t } = useI18n();
  const { language } = useLanguage();
  const words = useWords();
  const toasts = useToasts();
  const desk = useDesk();
  const live = useQuery('readerImport.status', () => ({}));
  const begin = useCommand('readerImport.begin');
  const put = useCommand('readerImport.put');
  const cancel = useCommand('readerImport.cancel');
  const report = useCommand('readerImport.report');
  const file = ref<File | null>(null);
  const view = computed(() => live.data.value ?? null);
  const isRunning = computed(() =>
    ['receiving', 'checking', 'importing'].includes(view.value?.state ?? ''),
  );
  const refusal = computed(
    () =>
      begin.refusal.value ??
      put.refusal.value ??
      report.refusal.value ??
      view.value?.refusal ??
      null,
  );

  async function send(defaults: { campus: string; category: string }): Promise<void> {
    const body = file.value;
    if (!body) return;
    const answer = await begin.send({ name: body.name, size: body.size, defaults });
    if (isRefusal(answer)) return;
    // What became of it the desk says itself; only a lost connection is news.
    const sent = await fetch(`${UPLOAD_PATH}${answer.ticket}`, { method: 'POST', body }).catch(
      () => null,
    );
    if (sent === null) toasts.say('wrong', t('catalogue.upload_failed'));
  }
  async function save(): Promise<void> {
    const answer = await report.send({ language: language.value });
    if (isRefusal(answer)) return;
    const { name } = answer;
    const url = URL.createObjectURL(new Blob([answer.text], { type: 'text/csv' }));
    setTimeout(() => URL.revokeObjectURL(url), KEPT);
    const shell = await desk.shell();
    const saved = await shell['shell.saveFile']({ name, url });
    if (saved.ok) toasts.say('good', t('catalogue.saved', { name }));
    else toasts.say('wrong', words.refusal(saved));
  }
  async function close(): Promise<void> {
    file.value = null;
    await cancel.send({});
  }
  return {
    live,
    view,
    file,
    isRunning,
    refusal,
    busy: begin.busy,
    send,
    put: () => put.send({}),
    stop: () => cancel.send({}),
    close,
    save,
  };
}

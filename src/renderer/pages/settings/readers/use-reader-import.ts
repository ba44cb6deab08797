// The import of readers of this desk as the page drives it: sending the file, and what the desk says of it.

import { computed } from 'vue';
import { isRefusal, useCommand } from '../../../desk/use-command.ts';
import { useQuery } from '../../../desk/use-live.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { isAtWork, useImportFile } from '../files/use-import-file.ts';

/** The import of readers of this desk. */
export function useReaderImport() {
  const { language } = useLanguage();
  const { file, upload, saveReport } = useImportFile();
  const live = useQuery('readerImport.status', () => ({}));
  const begin = useCommand('readerImport.begin');
  const put = useCommand('readerImport.put');
  const cancel = useCommand('readerImport.cancel');
  const report = useCommand('readerImport.report');
  const view = computed(() => live.data.value ?? null);
  const isRunning = computed(() => isAtWork(view.value));
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
    if (!isRefusal(answer)) await upload(body, answer.ticket);
  }
  async function save(): Promise<void> {
    const answer = await report.send({ language: language.value });
    if (!isRefusal(answer)) await saveReport(answer);
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

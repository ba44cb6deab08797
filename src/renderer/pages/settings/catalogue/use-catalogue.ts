// The import of this desk as the page drives it: options, sending the file, and what the desk says of it.

import { computed, reactive, toRaw } from 'vue';
import { DEFAULT_OPTIONS } from '../../../../shared/catalogue/options.ts';
import type { ReadingOptions } from '../../../../shared/catalogue/options.ts';
import { isRefusal, useCommand } from '../../../desk/use-command.ts';
import { useQuery } from '../../../desk/use-live.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { isAtWork, useImportFile } from '../files/use-import-file.ts';

const plain = (options: ReadingOptions) => structuredClone(toRaw(options));

/** The import of this desk. */
export function useCatalogue() {
  const { language } = useLanguage();
  const { file, upload, saveReport } = useImportFile();
  const live = useQuery('catalogue.status', () => ({}));
  const begin = useCommand('catalogue.begin');
  const check = useCommand('catalogue.check');
  const put = useCommand('catalogue.import');
  const cancel = useCommand('catalogue.cancel');
  const report = useCommand('catalogue.report');
  const options = reactive(plain(DEFAULT_OPTIONS));
  const view = computed(() => live.data.value ?? null);
  const isRunning = computed(() => isAtWork(view.value));
  const refusal = computed(
    () =>
      begin.refusal.value ??
      check.refusal.value ??
      put.refusal.value ??
      report.refusal.value ??
      view.value?.refusal ??
      null,
  );

  async function send(): Promise<void> {
    const body = file.value;
    if (!body) return;
    const asked = { name: body.name, size: body.size, options: plain(options) };
    const answer = await begin.send(asked);
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
    options,
    file,
    isRunning,
    refusal,
    busy: begin.busy,
    send,
    again: () => check.send({ options: plain(options) }),
    put: () => put.send({}),
    stop: () => cancel.send({}),
    close,
    save,
  };
}

// The import of this desk as the page drives it: options, sending the file, and what the desk says of it.

import { computed, reactive, ref, toRaw } from 'vue';
import { useI18n } from 'vue-i18n';
import { DEFAULT_OPTIONS } from '../../../../shared/catalogue/options.ts';
import type { ReadingOptions } from '../../../../shared/catalogue/options.ts';
import { UPLOAD_PATH } from '../../../../shared/desk-contract/catalogue.ts';
import { useDesk } from '../../../desk/desk.ts';
import { isRefusal, useCommand } from '../../../desk/use-command.ts';
import { useQuery } from '../../../desk/use-live.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { useToasts } from '../../../stores/toasts.ts';

/** Milliseconds until a report's address is given up; the download has it by then. */
const KEPT = 60_000;

const plain = (options: ReadingOptions) => structuredClone(toRaw(options));

/** The import of this desk. */
export function useCatalogue() {
  const { t } = useI18n();
  const { language } = useLanguage();
  const words = useWords();
  const toasts = useToasts();
  const desk = useDesk();
  const live = useQuery('catalogue.status', () => ({}));
  const begin = useCommand('catalogue.begin');
  const check = useCommand('catalogue.check');
  const put = useCommand('catalogue.import');
  const cancel = useCommand('catalogue.cancel');
  const report = useCommand('catalogue.report');
  const options = reactive(plain(DEFAULT_OPTIONS));
  const file = ref<File | null>(null);
  const view = computed(() => live.data.value ?? null);
  const isRunning = computed(() =>
    ['receiving', 'checking', 'importing'].includes(view.value?.state ?? ''),
  );
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

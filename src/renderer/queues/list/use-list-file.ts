// A list on its way into a file: how far the desk is, stopping it, and handing the file to the shell.

import { onScopeDispose, ref, shallowRef } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { DOWNLOAD_PATH } from '../../../shared/desk-contract/exports.ts';
import type { Progress, TableFormat } from '../../../shared/desk-contract/exports.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { useDesk } from '../../desk/desk.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useToasts } from '../../stores/toasts.ts';
import { useListFailure } from './use-list-failure.ts';
import type { ListQuery } from './use-request-list.ts';

export interface ListFile {
  /** Null while nothing is written. */
  progress: Readonly<ShallowRef<Progress | null>>;
  refusal: Readonly<Ref<Refusal | null>>;
  /** Writes the list and has it saved; true when the shell has it. */
  save(query: ListQuery, format: TableFormat): Promise<boolean>;
  stop(): void;
}

/** Lists as files; what is under way ends with the component. */
export function useListFile(): ListFile {
  const { t, n } = useI18n();
  const { language } = useLanguage();
  const desk = useDesk();
  const fail = useListFailure();
  const toasts = useToasts();
  const progress = shallowRef<Progress | null>(null);
  const refusal = ref<Refusal | null>(null);
  let running: AbortController | undefined;

  async function written(query: ListQuery, format: TableFormat, signal: AbortSignal) {
    const asked = { ...query, filters: { ...query.filters }, format, language: language.value };
    for await (const step of desk.client['exports.list'](asked, signal)) {
      progress.value = { done: step.done, of: step.of };
      if (step.refusal) refusal.value = step.refusal;
      if (step.file) return step.file;
    }
    return null;
  }
  async function hand(file: { ticket: string; name: string; left: number }): Promise<boolean> {
    const shell = await desk.shell();
    const url = `${DOWNLOAD_PATH}${file.ticket}`;
    const answer = await shell['shell.saveFile']({ name: file.name, url });
    if (!answer.ok) refusal.value = answer;
    else if (file.left > 0) {
      toasts.say('attention', t('queue.export.cut', { name: file.name, n: n(file.left) }));
    } else toasts.say('good', t('queue.export.saved', { name: file.name }));
    return answer.ok;
  }
  async function save(query: ListQuery, format: TableFormat): Promise<boolean> {
    if (running) return false;
    running = new AbortController();
    const { signal } = running;
    refusal.value = null;
    progress.value = { done: 0, of: 0 };
    try {
      const file = await written(query, format, signal);
      return file !== null && (await hand(file));
    } catch (error) {
      if (!signal.aborted) fail(error);
      return false;
    } finally {
      running = undefined;
      progress.value = null;
    }
  }
  const stop = () => running?.abort();
  onScopeDispose(stop);
  return { progress, refusal, save, stop };
}

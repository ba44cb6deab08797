// Begins the text for the reader with the library's template, and again when another reason is chosen.

import { watch } from 'vue';
import type { RequestDetail } from '../../../shared/desk-contract.ts';
import { useLibrary } from '../../desk/use-library.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { specOf } from './action-fields.ts';
import { readerTextOf } from './reader-text.ts';
import type { ActionForm } from './use-action-form.ts';

/** Suggests the text of the form's required text for the reader; a text that was edited stays. */
export function useReaderText(
  form: ActionForm,
  about: () => { detail: RequestDetail; action: string },
): void {
  const library = useLibrary();
  const { language, pick } = useLanguage();
  const suggestion = () => {
    const field = form.read.value.shown.find((each) => each.spec.kind === 'reader_text');
    const { detail, action } = about();
    const { request, title } = detail.line;
    const spec = specOf(request.queue, action);
    if (!field || !spec || request.readerId === null) return null;
    const chosen = form.draft['reason'];
    const reason = typeof chosen === 'string' ? chosen : '';
    const text = readerTextOf(
      library.words.value?.templates ?? [],
      { queue: request.queue, action, spec, reason },
      { title, code: request.code, reason: pick(library.name(reason)) },
      language.value,
    );
    return { name: field.name, text };
  };
  watch(
    suggestion,
    (is) => {
      if (is && is.text !== '') form.suggest(is.name, is.text);
    },
    { immediate: true },
  );
}

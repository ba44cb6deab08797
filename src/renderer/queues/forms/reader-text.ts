// The text for the reader that a form begins with: the library's template for what the action leads to and its reason.

import type { LibraryWords } from '../../desk/use-library.ts';
import type { ActionSpec } from '../../../shared/queues/queue.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import type { Language } from '../../../shared/words/fill.ts';

type Template = LibraryWords['templates'][number];

/** The template that fits best: of the state or the action, for this very reason before any. */
function templateFor(
  templates: readonly Template[],
  queue: QueueName,
  action: string,
  spec: ActionSpec,
  reason: string,
): Template | undefined {
  const notices = [...spec.to, action].map((part) => `${queue}.${part}`);
  const fitting = templates.filter((each) => notices.includes(each.notice));
  return (
    fitting.find((each) => each.reason === reason) ?? fitting.find((each) => each.reason === null)
  );
}

/** Fills what is known and leaves out each sentence that needs more than that. */
function fillKnown(pattern: string, facts: Record<string, string>): string {
  const sentences = pattern.match(/[^。！？.!?]+(?:[。！？]|[.!?]+(?=\s|$)|$)|[^。！？]+/gu) ?? [];
  return sentences
    .filter((sentence) =>
      [...sentence.matchAll(/\{(\w+)\}/gu)].every(([, name]) => (facts[name ?? ''] ?? '') !== ''),
    )
    .map((sentence) => sentence.replaceAll(/\{(\w+)\}/gu, (_, name: string) => facts[name] ?? ''))
    .join('')
    .trim();
}

/** Text to begin with; empty where the library has no template for it. */
export function readerTextOf(
  templates: readonly Template[],
  about: { queue: QueueName; action: string; spec: ActionSpec; reason: string },
  facts: Record<string, string>,
  language: Language,
): string {
  const template = templateFor(templates, about.queue, about.action, about.spec, about.reason);
  return template === undefined ? '' : fillKnown(template.text[language], facts);
}

// What a form still lacks is said by the page, below its field and in the reader’s language, not in a bubble of the browser.

import { useWords } from '../words/use-words.ts';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
/** Marks what is said of a field. */
const SAID = 'data-check';

function isField(target: EventTarget | null): target is Field {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
  );
}

/** What stands around a field with its name: a label, or a group of buttons of which one is chosen. */
function holderOf(field: Field): Element | null {
  return field.type === 'radio' ? field.closest('fieldset') : field.closest('label');
}

/** The name, without what follows it in brackets. */
function nameOf(holder: Element): string {
  const text = holder.querySelector(':scope > span, :scope > legend')?.textContent ?? '';
  return text.replace(/[（(].*$/u, '').trim();
}

function sentenceOf(field: Field, name: string): string {
  const { w, fill } = useWords();
  const { needed, chosen, short, wrong } = w.value.frame.checks;
  if (field.validity.valueMissing) {
    const chooses = field instanceof HTMLSelectElement || field.type === 'radio';
    return fill(chooses ? chosen : needed, { name });
  }
  const least = field instanceof HTMLSelectElement ? 0 : field.minLength;
  return field.validity.tooShort ? fill(short, { name, least }) : fill(wrong, { name });
}

function hush(holder: Element | null, field: Field): void {
  holder?.querySelector(`:scope > [${SAID}]`)?.remove();
  field.removeAttribute('aria-invalid');
}

function tell(field: Field, holder: Element): void {
  hush(holder, field);
  const said = document.createElement('span');
  said.className = 'lacks';
  said.setAttribute(SAID, '');
  said.setAttribute('role', 'alert');
  said.textContent = sentenceOf(field, nameOf(holder));
  holder.append(said);
  field.setAttribute('aria-invalid', 'true');
}

function firstWrong(form: HTMLFormElement | null): Field | undefined {
  return [...(form?.elements ?? [])].filter(isField).find(({ validity }) => !validity.valid);
}

/** Says it for every form below `root` from now on, and begins in the first field that lacks something. */
export function ownChecks(root: HTMLElement): void {
  root.addEventListener(
    'invalid',
    (event) => {
      const field = event.target;
      const holder = isField(field) ? holderOf(field) : null;
      if (!isField(field) || !holder) return;
      event.preventDefault();
      tell(field, holder);
      if (firstWrong(field.form) === field) field.focus();
    },
    true,
  );
  root.addEventListener('input', ({ target }) => {
    if (isField(target)) hush(holderOf(target), target);
  });
}

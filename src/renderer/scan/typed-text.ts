// A field as it was before a scanner typed into it, to be put back once the keys turn out to be a scan.

export interface FieldMemory {
  /** `composing`: an input method has taken the letters and gives them up only when the field loses the focus. */
  restore(composing: boolean): void;
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

const isTextField = (target: EventTarget | null): target is TextField =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Remembers the text and the caret of a field; null where there is nothing to put back. */
export function rememberField(target: EventTarget | null): FieldMemory | null {
  if (!isTextField(target)) return null;
  const { value } = target;
  const caret = target.selectionEnd;
  const put = () => {
    if (target.value === value) return;
    setValue(target, value);
    target.dispatchEvent(new Event('input', { bubbles: true }));
    if (caret !== null) target.setSelectionRange(caret, caret);
  };
  return {
    restore(composing) {
      if (composing && document.activeElement === target) {
        target.blur();
        target.focus({ preventScroll: true });
      }
      put();
    },
  };
}

/** Past any setter that a framework has put on the element. */
function setValue(target: TextField, value: string): void {
  const kind = target instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  const setter = Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set;
  setter?.call(target, value);
}

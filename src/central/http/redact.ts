// Keeps private words out of the log: whatever looks like a secret or a person is blotted out of every line.

/** What is blotted out, and what stands in its place. */
const BLOTS: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[^\s"\\,]+/giu, '$1 …'],
  [/\$argon2[^\s"\\]+/gu, '…'],
  // Tokens, keys, signatures: nothing else of the log is this long without a break.
  [/[\w-]{40,}={0,2}/gu, '…'],
  // One-time codes, `ABCDE-FGHJK`.
  [/(?<![\w-])[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}(?![\w-])/gu, '…'],
  [/[^\s"'@<>=:,]+@[^\s"'@<>]+\.[a-z]{2,}/giu, '…'],
  // Cards, phones, PINs; parts of UUIDs and of decimals stay.
  [/(?<![\w.-])\+?\d{6,}(?![\w-])/gu, '…'],
  // People, titles and what readers wrote; the program's own lines are English.
  [/[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+/gu, '…'],
];

/** A line without what may not be kept. */
export function redact(line: string): string {
  return BLOTS.reduce((text, [pattern, blot]) => text.replace(pattern, blot), line);
}

/** What may be told of an error: its name, its code, and its message without quotations. */
export function toldError(error: unknown): { name: string; code?: string; told: string } {
  if (!(error instanceof Error)) return { name: typeof error, told: '' };
  const { code } = error as NodeJS.ErrnoException;
  // From the first quotation mark to the last: what is quoted may hold marks of its own.
  const unquoted = error.message.replace(/["'`“‘].*["'`”’]/su, '"…"');
  const [, ...frames] = (error.stack ?? '').split('\n');
  const where = frames.slice(0, 6).map((frame) => frame.trim());
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    told: [redact(unquoted).slice(0, 500), ...where].join(' | '),
  };
}

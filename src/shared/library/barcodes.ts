// What kinds of code are in use in this library: patterns that policies set.

import type { Policies } from './policies.ts';

/** Kinds of code that the patterns tell apart. */
export type CodeKind = 'copy' | 'card' | 'crate' | 'bag';

const KINDS: readonly CodeKind[] = ['copy', 'card', 'crate', 'bag'];

/** Every kind whose pattern the text fits; more than one is for a person to decide. */
export function codeKinds(text: string, policies: Policies): CodeKind[] {
  return KINDS.filter((kind) => new RegExp(policies.text(`barcode.${kind}`), 'u').test(text));
}

/** A scanned or typed code without its surroundings: AIM identifier, blanks, full-width forms. */
export function cleanCode(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u0000-\u001f]/gu, '')
    .replace(/^\][A-Za-z][0-9a-zA-Z]/u, '')
    .trim();
}

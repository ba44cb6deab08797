// What kinds of code are in use in this library: patterns that policies set.

import type { Policies } from './policies.ts';

/** Kinds of code that the patterns tell apart. */
export type CodeKind = 'copy' | 'card' | 'crate' | 'bag';

/** Signs of a code at most; a longer one is something else than a code of a library. */
export const LONGEST_CODE = 200;

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

/** Start and stop signs that a Codabar scanner may pass on with the code; the code itself begins with a digit. */
const CODABAR = /^[A-DTNE*](\d[\d$:/.+-]*)[A-DTNE*]$/iu;
/** Stars around a Code 39 are its start and stop sign. */
const CODE_39 = /^\*(.+)\*$/u;

function bare(code: string): string {
  return (CODABAR.exec(code) ?? CODE_39.exec(code))?.[1] ?? code;
}

/**
 * What a cleaned code may be, each form once: as it stands, without the start and stop signs of its bar code, and without
 * blanks. A library may write its codes with any of these: the first form that is one of its codes, or has a row, is meant.
 */
export function codeForms(code: string): string[] {
  const tight = code.replaceAll(/\s/gu, '');
  return [...new Set([code, bare(code).trim(), tight, bare(tight)])];
}

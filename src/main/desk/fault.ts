// What can go wrong with the files of a profile, as codes that words has sentences for.

import type { Facts } from '../../shared/lib/result.ts';

/** Why a profile cannot be opened or written; the page and the terminal make a sentence of it. */
export type FaultCode =
  | 'profile_in_use'
  | 'newer_database'
  | 'disk_full'
  | 'read_only_folder'
  | 'io_error'
  | 'outbox_damaged'
  | 'base_changed';

/** A failure of the files themselves, never of what a person asked. */
export class DeskFault extends Error {
  readonly code: FaultCode;
  readonly facts: Facts;

  constructor(code: FaultCode, facts: Facts = {}, cause?: unknown) {
    super(code, { cause });
    this.name = 'DeskFault';
    this.code = code;
    this.facts = facts;
  }
}

const BY_SQLITE: readonly [RegExp, FaultCode][] = [
  [/^SQLITE_FULL/u, 'disk_full'],
  [/^SQLITE_(?:READONLY|PERM|CANTOPEN)/u, 'read_only_folder'],
  [/^SQLITE_IOERR/u, 'io_error'],
  [/^SQLITE_BUSY|^SQLITE_LOCKED/u, 'profile_in_use'],
  [/^ENOSPC$|^EDQUOT$/u, 'disk_full'],
  [/^EROFS$|^EACCES$|^EPERM$/u, 'read_only_folder'],
  // Something else lies where a folder or file of the profile belongs.
  [/^ENOTDIR$|^EISDIR$|^EEXIST$/u, 'read_only_folder'],
  // A disk that fails or was pulled out, and a file that is longer than the disk can keep.
  [/^EIO$|^ENOENT$|^ENXIO$|^ENODEV$|^EFBIG$/u, 'io_error'],
];

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}

/** The fault behind an error of SQLite or of the file system; anything else is a bug and gives null. */
export function faultOf(error: unknown): DeskFault | null {
  if (error instanceof DeskFault) return error;
  const found = BY_SQLITE.find(([pattern]) => pattern.test(codeOf(error)));
  return found ? new DeskFault(found[1], {}, error) : null;
}

/** Writes what the work can go on without: a full or read-only disk is passed over, a bug is not. */
export function unlessFault(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!faultOf(error)) throw error;
  }
}

/** Whether SQLite says that the file itself is damaged. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(?:CORRUPT|NOTADB|FORMAT)/u.test(codeOf(error)) || error instanceof SyntaxError;
}

/** Whether SQLite refuses a row for what is in it. */
export function isConstraint(error: unknown): boolean {
  return /^SQLITE_(?:CONSTRAINT|MISMATCH)/u.test(codeOf(error));
}

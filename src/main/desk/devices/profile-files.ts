// Files of profiles: those of the desk's own folder, then those that ship.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file that could be read. */
export interface ProfileFile {
  name: string;
  /** UTF-8 without a byte order mark. */
  text: string;
}

/** Why a file cannot be used. */
export type ProfileComplaint = (file: string, problem: string) => void;

/** The folder `part` under `resources` above a folder of this program; null where there is none. */
function shippedFolder(from: string, part: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'resources', part);
    if (existsSync(found)) return found;
    if (dirname(folder) === folder) return null;
  }
}

/** Does it; what the system says where it fails is told of that file, and the others go on. */
function attempt<T>(file: string, complain: ProfileComplaint, work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    complain(file, error instanceof Error ? error.message : String(error));
    return null;
  }
}

function filesOf(folder: string | null, complain: ProfileComplaint): ProfileFile[] {
  if (folder === null || !existsSync(folder)) return [];
  const names = attempt(folder, complain, () => readdirSync(folder)) ?? [];
  return names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .flatMap((name) => {
      const text = attempt(name, complain, () => readFileSync(join(folder, name), 'utf8'));
      // Editors of Windows begin a file with a byte order mark, which is no JSON.
      return text === null ? [] : [{ name, text: text.replace(/^\ufeff/u, '') }];
    });
}

/**
 * Reads `part` (`devices`, `devices/rfid`) of the desk's own folder and of what ships with the program, which lies above
 * `from`. What cannot be read is told and left out; never throws.
 */
export function profileFiles(
  part: string,
  folders: { own: string; from: string },
  complain: ProfileComplaint,
): ProfileFile[] {
  const { own, from } = folders;
  return [...filesOf(join(own, part), complain), ...filesOf(shippedFolder(from, part), complain)];
}

// Reports kept in the profile's folder, a file each: written whole or not at all, never written over, damage told.

import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { sha256 } from '../../../node/env.ts';
import { report, reportName } from '../../../shared/figures/report.ts';
import type { Report } from '../../../shared/figures/report.ts';

/** What lies in the folder: reports, the newest period first, and files by name that give none. */
export interface KeptFiles {
  reports: Report[];
  /** Changed or cut on the disk, and put aside under these names. */
  damaged: string[];
  /** Whole, and written by another version of the program; left where they are. */
  foreign: string[];
  /** Neither to be read nor put aside: a folder, no permission, a failing disk; left where they are. */
  unreadable: string[];
}

/** Reports on the disk. */
export interface KeptReports {
  has(name: string): boolean;
  /** Keeps a report; false where one of its period is kept already. @throws of the file system */
  keep(made: Report): boolean;
  /** Null where there is none that can be read. */
  open(name: string): Report | null;
  list(): KeptFiles;
}

const FORMAT = 1;
const FOLDER = 'reports';
const file = z.object({ format: z.int(), sum: z.string(), report: z.unknown() });
const NAME = /^(\d{4}-\d\d(?:-\d\d)?)\.json$/u;
const ASIDE = /\.damaged(?:-\d+)?$/u;

type Rename = (from: string, to: string) => void;

/** Where reports lie, and how a file gets another name there. */
interface Shelf {
  folder: string;
  rename: Rename;
}

type Found = Report | 'damaged' | 'foreign' | 'unreadable';

function whole(text: string): z.output<typeof file> | null {
  try {
    const found = file.parse(JSON.parse(text));
    // The sum is of the report's own text, as it was written.
    return sha256(JSON.stringify(found.report)) === found.sum ? found : null;
  } catch {
    return null;
  }
}

/** What a file of that name says. */
function told(text: string, name: string): Found {
  const found = whole(text);
  if (found === null) return 'damaged';
  const { data } = report.safeParse(found.report);
  // A right sum and another shape: a newer program, or an older one, has written it.
  if (found.format !== FORMAT || data === undefined) return 'foreign';
  return reportName(data.kind, data) === name ? data : 'damaged';
}

/** The names in a folder; none where there is no folder, null where it cannot be read. */
function namesIn(folder: string): string[] | null {
  try {
    return existsSync(folder) ? readdirSync(folder) : [];
  } catch {
    return null;
  }
}

/** Renames a damaged file, so that its period can be kept anew; false where the folder cannot be written. */
function isPutAside({ folder, rename }: Shelf, name: string): boolean {
  let aside = `${name}.damaged`;
  for (let turn = 2; existsSync(join(folder, aside)); turn += 1) aside = `${name}.damaged-${turn}`;
  try {
    rename(join(folder, name), join(folder, aside));
    return true;
  } catch {
    return false;
  }
}

/** Reads a file; a damaged one is put aside. */
function readKept(shelf: Shelf, name: string): Found {
  const own = `${name}.json`;
  try {
    const found = told(readFileSync(join(shelf.folder, own), 'utf8'), name);
    return found === 'damaged' && !isPutAside(shelf, own) ? 'unreadable' : found;
  } catch {
    return 'unreadable';
  }
}

function listOf(shelf: Shelf): KeptFiles {
  const { folder } = shelf;
  const names = namesIn(folder)?.toSorted();
  const found = (names ?? []).flatMap((each) => {
    const name = NAME.exec(each)?.[1];
    return name === undefined ? [] : [{ each, is: readKept(shelf, name) }];
  });
  const those = (is: Found) => found.filter((one) => one.is === is).map(({ each }) => each);
  return {
    reports: found
      .flatMap(({ is }) => (typeof is === 'string' ? [] : is))
      .toSorted((a, b) => (a.to < b.to ? 1 : -1)),
    // Looked for after reading, which may just have put some aside.
    damaged: (namesIn(folder) ?? []).filter((each) => ASIDE.test(each)),
    foreign: those('foreign'),
    unreadable: names === undefined ? [FOLDER] : those('unreadable'),
  };
}

/** Keeps reports below a profile's folder; `rename` is the disk's. */
export function keptReports(profile: string, rename: Rename = renameSync): KeptReports {
  const folder = join(profile, FOLDER);
  const shelf = { folder, rename };
  const pathOf = (name: string) => join(folder, `${name}.json`);
  return {
    has: (name) => existsSync(pathOf(name)),
    keep(made) {
      const name = reportName(made.kind, made);
      if (existsSync(pathOf(name))) return false;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const fresh = `${pathOf(name)}.new`;
      const sum = sha256(JSON.stringify(made));
      try {
        writeFileSync(fresh, JSON.stringify({ format: FORMAT, sum, report: made }), {
          mode: 0o600,
          flush: true,
        });
        renameSync(fresh, pathOf(name));
      } finally {
        rmSync(fresh, { force: true });
      }
      return true;
    },
    open(name) {
      if (!existsSync(pathOf(name))) return null;
      const found = readKept(shelf, name);
      return typeof found === 'string' ? null : found;
    },
    list: () => listOf(shelf),
  };
}

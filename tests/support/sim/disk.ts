// The disk under a simulated desk: every write of SQLite passes here, so that a program can be killed between any two.

import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { Chance } from './random.ts';

/** What a killed program's next statement throws; nothing of the product catches it for good. */
export class Killed extends Error {
  constructor() {
    super('the simulated program was killed');
    this.name = 'Killed';
  }
}

type Handle = Database.Database;

/** One program's files in one folder. */
interface Folder {
  handles: Set<Handle>;
  dead: boolean;
  /** Writes left until it dies; Infinity = it lives. */
  left: number;
  /** What SQLite says to every write for now. */
  refuses: DiskFault | null;
  onDeath: () => void;
}

/** Codes of SQLite for a disk that takes nothing. */
export type DiskFault = 'SQLITE_FULL' | 'SQLITE_IOERR_WRITE' | 'SQLITE_READONLY';

/** Statements that a disk which takes nothing lets pass: they write nothing by themselves. */
const HARMLESS = /^(?:ROLLBACK|BEGIN|SAVEPOINT|RELEASE)/u;

const folders = new Map<string, Folder>();
const folderOf = (handle: Handle): Folder | undefined => folders.get(dirname(handle.name));

function meets(handle: Handle): Folder | undefined {
  const folder = folderOf(handle);
  if (folder?.dead) throw new Killed();
  folder?.handles.add(handle);
  return folder;
}

function die(folder: Folder): never {
  folder.dead = true;
  folder.onDeath();
  throw new Killed();
}

type Method = (this: { database: Handle; source: string }, ...args: unknown[]) => unknown;

function patchStatements(prototype: Record<string, Method>): void {
  for (const name of ['get', 'all', 'iterate']) {
    const method = prototype[name];
    if (!method) throw new Error(`better-sqlite3 has no ${name}`);
    prototype[name] = function patched(...args) {
      meets(this.database);
      return method.apply(this, args);
    };
  }
  const run = prototype['run'];
  if (!run) throw new Error('better-sqlite3 has no run');
  prototype['run'] = function patched(...args) {
    const folder = meets(this.database);
    if (folder && (folder.left -= 1) < 0) die(folder);
    if (folder?.refuses && !HARMLESS.test(this.source)) {
      throw Object.assign(new Error('the simulated disk takes nothing'), { code: folder.refuses });
    }
    return run.apply(this, args);
  };
}

let patched = false;

/** Puts the watch over better-sqlite3 in this process, once. */
function watch(): void {
  if (patched) return;
  patched = true;
  const db = new Database(':memory:');
  const statement = db.prepare('SELECT 1');
  patchStatements(Object.getPrototypeOf(statement) as Record<string, Method>);
  db.close();
}

/** Where simulated disks lie: in memory where the system has such a place. */
const MEMORY = '/dev/shm';

let root: string | null = null;

/** Everything of this process lies in one folder, which goes with it whatever ends it but a kill. */
function rootFolder(): string {
  if (root !== null) return root;
  const made = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'shutai-sim-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  return (root = made);
}

/** A fresh folder for a simulated program. */
export function simFolder(): string {
  return mkdtempSync(join(rootFolder(), 'machine-'));
}

/** The handle on a file of a watched folder; undefined when it is not open. */
export function handleOn(folder: string, name: string): Handle | undefined {
  const handles = folders.get(folder)?.handles ?? [];
  return [...handles].find((handle) => handle.open && handle.name === join(folder, name));
}

/** A folder whose program can be killed. */
export interface Disk {
  folder: string;
  /** Lets the program do so many more writes, and kills it before the next. */
  killAfter(writes: number): void;
  /** Writes the logs of its files back into these. */
  flush(): void;
  /** Has every write refused, until it is told null. */
  refuse(fault: DiskFault | null): void;
  /** Whether it takes writes now. */
  takes(): boolean;
  /** Kills it now. */
  kill(): void;
  /**
   * What a killed program leaves: its files as they lay on the disk, in a fresh folder; this one is gone. With the power
   * gone too (`cut` given), whatever was not written through is lost from some point on.
   */
  leave(cut: Chance | null): string;
  /** Ends the program for good; its files are gone. */
  remove(): void;
}

/** Frames of a log that was never written back; beyond that some of them are on the disk for certain. */
const SHORT_LOG = 3_000_000;

/** With the power gone: a log that was not written through ends at any point. */
function loseTail(file: string, chance: Chance): void {
  const wal = `${file}-wal`;
  if (!existsSync(wal)) return;
  const { size } = statSync(wal);
  if (size > 0 && size < SHORT_LOG) truncateSync(wal, chance.between(0, size));
}

const FULL = 2;

/** Whether every commit of a file reached the disk; a damaged one says nothing and keeps what it has. */
function isThrough(handle: Handle): boolean {
  try {
    return handle.pragma('synchronous', { simple: true }) === FULL;
  } catch {
    return true;
  }
}

/** Watches a folder; `onDeath` hears at the very write at which the program dies. */
export function diskAt(folder: string, onDeath: () => void): Disk {
  watch();
  const state: Folder = {
    handles: new Set(),
    dead: false,
    left: Infinity,
    refuses: null,
    onDeath,
  };
  folders.set(folder, state);
  const release = () => void folders.delete(folder);
  const open = () => [...state.handles].filter((handle) => handle.open);
  return {
    folder,
    killAfter: (writes) => void (state.left = writes),
    flush() {
      for (const handle of open()) {
        try {
          handle.pragma('wal_checkpoint(TRUNCATE)');
        } catch {
          // A file that is damaged by now keeps its log beside it.
        }
      }
    },
    refuse: (fault) => void (state.refuses = fault),
    takes: () => state.refuses === null,
    kill() {
      if (state.dead) return;
      state.dead = true;
      onDeath();
    },
    leave(cut) {
      release();
      const handles = open();
      const fresh = simFolder();
      const throughout = new Set<string>();
      for (const handle of handles) {
        if (isThrough(handle)) throughout.add(handle.name);
      }
      for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(fresh, name));
      for (const handle of handles) {
        const name = handle.name.slice(folder.length + 1);
        if (cut && !throughout.has(handle.name)) loseTail(join(fresh, name), cut);
        handle.close();
      }
      rmSync(folder, { recursive: true, force: true });
      return fresh;
    },
    remove() {
      state.dead = true;
      for (const handle of open()) handle.close();
      release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

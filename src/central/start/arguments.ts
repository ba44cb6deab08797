// What can be said on the service's command line.

import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemStartOf } from '../library-system/settings.ts';
import type { SystemStart } from '../library-system/settings.ts';
import type { NoticeSettings } from '../notices/settings.ts';

/** Where the library lies. */
export type StorePlace = { kind: 'sqlite'; folder: string } | { kind: 'postgres'; url: string };

/** What the program is to do: serve, or one thing and end. */
export type Task =
  | { kind: 'serve'; restored: boolean }
  | { kind: 'enroll_code'; campus: string }
  | { kind: 'export'; file: string }
  | { kind: 'import'; file: string }
  | { kind: 'erase_reader'; reader: string }
  | { kind: 'verify' };

/** A start as it was asked for. */
export interface ServiceStart {
  task: Task;
  store: StorePlace;
  /** The stream: one library each. */
  library: string;
  /** Code for one desk of the demonstration, chosen by whoever starts both. */
  firstCode: string | undefined;
  /** What a new store gets; undefined for the demonstration. */
  base: 'demo' | 'empty' | undefined;
  seed: number | undefined;
  scale: number | undefined;
  host: string;
  port: number;
  /** Files of the certificate and its key. */
  tls: { cert: string; key: string } | null;
  behindProxy: boolean;
  metricsToken: string | undefined;
  logLevel: string;
  notices: NoticeSettings;
  /** The library's own system. */
  librarySystem: SystemStart;
}

/** The port when none is named. */
const DEFAULT_PORT = 4180;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** What `--help` prints. */
export const USAGE = `Usage: npm run central -- [options]
  --data DIR            folder with the library in SQLite (otherwise .central here)
                        or set DATABASE_URL=postgres://… for PostgreSQL
  --library NAME        which library of that store (otherwise "library")
  --demo | --empty      what a new store gets: the demonstration (default), or nothing
  --scale N, --seed N   size and seed of the demonstration
  --host H, --port N    where to listen (otherwise 127.0.0.1 and ${DEFAULT_PORT})
  --cert F --key F      serve TLS with this certificate and key (PEM)
  --behind-proxy        a proxy in front serves TLS and says who calls
  --metrics-token T     lets others than this machine read /v1/metrics (20 characters or more)
  --log-level L         ${LOG_LEVELS.join(', ')} (otherwise info)
  --smtp URL --mail-from A          notices by e-mail
  --webhook URL --webhook-secret S  notices to the readers' app
  --sip2 HOST:PORT      the library's own system keeps the ledger of loans (SIP2);
                        "off" gives the ledger back to this service
  --sip2-user U --sip2-password-file F  signs in there (or set SHUTAI_SIP2_PASSWORD)
  --sip2-location L     location code of this terminal there
  --sip2-encoding E     gbk or utf-8 (otherwise gbk)
  --sip2-institution I  institution id (otherwise what the system says of itself)
  --sip2-lines N        connections at once (otherwise 4)
  --sip2-dates ORDER    dmy or mdy: how it writes 03/04/2026 (otherwise such a day is asked for again)
  --sip2-pickup C=P,…   where holds are collected there, by code of campus
  --sip2-login HOW      message (93) or telnet: prompts before SIP2 (otherwise message)
  --sip2-tls            over TLS; --sip2-ca FILE for an authority of one's own (PEM)
  --restored            an old backup was put back: desks offer again what it lacks
  --first-code CODE     demonstration only: let one desk join with this code
  --enroll-code CAMPUS  print a code for one new desk of that campus, and end
  --export FILE         write the whole library into a file, and end
  --import FILE         fill an empty store from such a file, and end
  --erase-reader CARD   erase the reader with that card (or that id) for good, and end
  --verify              check the log's hash chain, and end
  --help                print this
Secrets may be set as SHUTAI_METRICS_TOKEN, SHUTAI_SMTP, SHUTAI_WEBHOOK_SECRET instead.`;

const OPTIONS = {
  data: { type: 'string' },
  library: { type: 'string' },
  demo: { type: 'boolean' },
  empty: { type: 'boolean' },
  scale: { type: 'string' },
  seed: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  'behind-proxy': { type: 'boolean' },
  'metrics-token': { type: 'string' },
  'log-level': { type: 'string' },
  smtp: { type: 'string' },
  'mail-from': { type: 'string' },
  webhook: { type: 'string' },
  'webhook-secret': { type: 'string' },
  sip2: { type: 'string' },
  'sip2-user': { type: 'string' },
  'sip2-password-file': { type: 'string' },
  'sip2-location': { type: 'string' },
  'sip2-encoding': { type: 'string' },
  'sip2-institution': { type: 'string' },
  'sip2-lines': { type: 'string' },
  'sip2-dates': { type: 'string' },
  'sip2-pickup': { type: 'string' },
  'sip2-login': { type: 'string' },
  'sip2-tls': { type: 'boolean' },
  'sip2-ca': { type: 'string' },
  restored: { type: 'boolean' },
  'first-code': { type: 'string' },
  'enroll-code': { type: 'string' },
  export: { type: 'string' },
  import: { type: 'string' },
  'erase-reader': { type: 'string' },
  verify: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof read>;
type Env = Record<string, string | undefined>;

function read(words: readonly string[]) {
  return parseArgs({
    args: [...words],
    options: OPTIONS,
    strict: true,
    allowPositionals: false,
  }).values;
}

function number(name: string, text: string | undefined, least: number, most: number) {
  if (text === undefined) return undefined;
  const value = Number(text);
  const right = text.trim() !== '' && Number.isFinite(value) && value >= least && value <= most;
  if (!right) throw new Error(`${name} wants a number from ${least} to ${most}, not "${text}".`);
  return value;
}

function whole(name: string, text: string | undefined, most: number): number | undefined {
  const value = number(name, text, 0, most);
  if (value === undefined || Number.isInteger(value)) return value;
  throw new Error(`${name} wants a whole number, not "${text}".`);
}

function taskOf(values: Values, folder: string): Task {
  const file = (path: string) => resolve(folder, path);
  const tasks: Task[] = [];
  const campus = values['enroll-code'];
  if (campus !== undefined) tasks.push({ kind: 'enroll_code', campus });
  if (values.export !== undefined) tasks.push({ kind: 'export', file: file(values.export) });
  if (values.import !== undefined) tasks.push({ kind: 'import', file: file(values.import) });
  const reader = values['erase-reader'];
  if (reader !== undefined) tasks.push({ kind: 'erase_reader', reader });
  if (values.verify) tasks.push({ kind: 'verify' });
  if (values.restored) tasks.push({ kind: 'serve', restored: true });
  if (tasks.length > 1) {
    throw new Error(
      'Only one of --enroll-code, --export, --import, --erase-reader, --verify and --restored.',
    );
  }
  return tasks[0] ?? { kind: 'serve', restored: false };
}

function storeOf({ data }: Values, env: Env, folder: string): StorePlace {
  const url = env['DATABASE_URL'] ?? '';
  if (data === undefined && url !== '') return { kind: 'postgres', url };
  return {
    kind: 'sqlite',
    folder: data === undefined ? join(folder, '.central') : resolve(folder, data),
  };
}

function tlsOf({ cert, key }: Values, folder: string): ServiceStart['tls'] {
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined) throw new Error('--cert and --key go together.');
  return { cert: resolve(folder, cert), key: resolve(folder, key) };
}

function logLevelOf(values: Values): string {
  const level = values['log-level'] ?? 'info';
  if (LOG_LEVELS.includes(level)) return level;
  throw new Error(`--log-level is one of ${LOG_LEVELS.join(', ')}, not "${level}".`);
}

/** Long enough that nobody guesses it, and of what a bearer token may be made of here. */
function metricsTokenOf(values: Values, env: Env): string | undefined {
  const token = values['metrics-token'] ?? env['SHUTAI_METRICS_TOKEN'];
  if (token === undefined || /^[\w-]{20,100}$/u.test(token)) return token;
  throw new Error('--metrics-token is 20 to 100 letters, digits, "-" and "_".');
}

function firstCodeOf(values: Values): string | undefined {
  const code = values['first-code'];
  if (code === undefined || /^[A-Z2-9]{8,20}$/u.test(code)) return code;
  throw new Error('--first-code is 8 to 20 capital letters and digits.');
}

function libraryOf({ library = 'library' }: Values): string {
  if (/^[a-z0-9][a-z0-9_-]{0,39}$/u.test(library)) return library;
  throw new Error(`--library is a short name of small letters and digits, not "${library}".`);
}

/**
 * Reads the command line and the environment; null when only help is asked for.
 * @throws Error with a sentence for the person at the terminal
 */
export function readServiceStart(
  words: readonly string[],
  env: Env,
  folder: string,
): ServiceStart | null {
  const values = read(words);
  if (values.help) return null;
  if (values.demo && values.empty) throw new Error('--demo and --empty exclude each other.');
  return {
    task: taskOf(values, folder),
    store: storeOf(values, env, folder),
    library: libraryOf(values),
    firstCode: firstCodeOf(values),
    base: values.empty ? 'empty' : values.demo ? 'demo' : undefined,
    seed: whole('--seed', values.seed, 2 ** 31 - 1),
    scale: number('--scale', values.scale, 1, 200),
    host: values.host ?? '127.0.0.1',
    port: whole('--port', values.port, 65_535) ?? DEFAULT_PORT,
    tls: tlsOf(values, folder),
    behindProxy: values['behind-proxy'] ?? false,
    metricsToken: metricsTokenOf(values, env),
    logLevel: logLevelOf(values),
    notices: {
      smtpUrl: values.smtp ?? env['SHUTAI_SMTP'] ?? null,
      from: values['mail-from'] ?? null,
      webhookUrl: values.webhook ?? null,
      webhookSecret: values['webhook-secret'] ?? env['SHUTAI_WEBHOOK_SECRET'] ?? null,
    },
    librarySystem: systemStartOf(values, env['SHUTAI_SIP2_PASSWORD'], (file) =>
      resolve(folder, file),
    ),
  };
}

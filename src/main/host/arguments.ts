// What can be said on the command line, the same for both hosts.

import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import type { JoinStart } from '../desk/process-messages.ts';

/** A start as it was asked for; undefined where nothing was said. */
export interface StartArguments {
  /** Absolute path of the profile's folder. */
  profile: string | undefined;
  library: 'demo' | 'empty' | undefined;
  /** Undefined for the default, 1. */
  scale: number | undefined;
  /** Undefined for the demonstration's own. */
  seed: number | undefined;
  /** The service that the desk shall join; undefined for none. */
  join: JoinStart | undefined;
  open: boolean;
  port: number;
  help: boolean;
}

export const USAGE = `Usage: npm start -- [options]
  --profile DIR   folder with this desk's data (otherwise .profile in a checkout)
  --demo          make the demonstration library in a new profile (the default)
  --empty         make an empty library in a new profile
  --scale N       size of the demonstration library, 1 (normal) to 200
  --seed N        seed of the demonstration library
  --alone         the desk without a service beside it
  --join ADDRESS  join the central service at this address, with --code CODE from an administrator
  --name NAME     what the service shall call this desk (otherwise this machine's name)
  --port N        port of the loopback host (otherwise a random one)
  --no-open       print the address without opening a browser
  --help          print this`;

/**
 * Reads the command line.
 * @throws Error with a sentence for the person at the terminal
 */
export function readArguments(words: readonly string[], folder: string): StartArguments {
  const { values } = parseArgs({
    args: [...words],
    options: {
      profile: { type: 'string' },
      empty: { type: 'boolean' },
      demo: { type: 'boolean' },
      scale: { type: 'string' },
      seed: { type: 'string' },
      join: { type: 'string' },
      code: { type: 'string' },
      name: { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
      help: { type: 'boolean' },
    },
    strict: true,
    allowPositionals: false,
  });
  if (values.empty && values.demo) throw new Error('--empty and --demo exclude each other.');
  return {
    profile: values.profile === undefined ? undefined : resolve(folder, values.profile),
    library: libraryOf(values),
    scale: amount('--scale', values.scale, 1, 200),
    seed: whole('--seed', values.seed, 2 ** 31 - 1),
    join: joinOf(values),
    open: !values['no-open'],
    port: whole('--port', values.port, 65_535) ?? 0,
    help: values.help ?? false,
  };
}

function libraryOf(values: { empty?: boolean; demo?: boolean }): StartArguments['library'] {
  if (values.empty) return 'empty';
  return values.demo ? 'demo' : undefined;
}

/** A desk that has joined already needs no code again. */
function joinOf(values: { join?: string; code?: string; name?: string }): JoinStart | undefined {
  const { join: address, code = '', name = hostname() } = values;
  if (address !== undefined) return { address, code, name };
  if (values.code !== undefined) throw new Error('--code goes with --join ADDRESS.');
  return undefined;
}

function amount(name: string, text: string | undefined, least: number, most: number) {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most)) {
    throw new Error(`${name} wants a number from ${least} to ${most}, not "${text}".`);
  }
  return value;
}

function whole(name: string, text: string | undefined, most: number) {
  const value = amount(name, text, 0, most);
  if (value !== undefined && !Number.isInteger(value)) {
    throw new Error(`${name} wants a whole number, not "${text ?? ''}".`);
  }
  return value;
}

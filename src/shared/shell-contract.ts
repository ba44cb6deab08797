// What only a desktop shell can do for a page; in a browser the page fulfils it itself.

import * as z from 'zod';
import { command, query } from './rpc/contract.ts';

const done = z.object({ ok: z.literal(true) });
const refusal = z.object({
  ok: z.literal(false),
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
const answer = z.discriminatedUnion('ok', [done, refusal]);
export type ShellAnswer = z.output<typeof answer>;

/** Hosts to which a link may lead out of the program; anything else is refused with `link_not_allowed`. */
const LINK_HOSTS: readonly string[] = ['shutai.example'];

/** Whether a link may be opened outside: https, a listed host, no user name and no port in it. */
export function isAllowedLink(link: string): boolean {
  const parts = /^https:\/\/([a-z0-9.-]+)(?:[/?#]\S*)?$/u.exec(link);
  return parts?.[1] !== undefined && LINK_HOSTS.includes(parts[1]);
}

/** The shell's contract. */
export const shellContract = {
  'shell.info': query(
    z.object({}),
    z.object({ host: z.enum(['desktop', 'browser']), version: z.string(), platform: z.string() }),
  ),
  /** Prints the page as it stands, with its print styles; refused with `print_failed`. */
  'shell.print': command(z.object({}), answer),
  /** Saves what lies under an address of the page's own: a one-use ticket's, or a blob that the page made. */
  'shell.saveFile': command(
    z.object({ name: z.string().min(1).max(120), url: z.string().max(2000) }),
    answer,
  ),
  'shell.openLink': command(z.object({ url: z.string().max(2000) }), answer),
  /** Ends the program; a browser refuses with `not_in_browser`. */
  'shell.quit': command(z.object({}), answer),
};
export type ShellContract = typeof shellContract;

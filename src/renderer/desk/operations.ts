// Types of the desk's operations by kind, so that composables accept exactly the names they can handle.

import type * as z from 'zod';
import { deskContract } from '../../shared/desk-contract.ts';
import type { DeskContract } from '../../shared/desk-contract.ts';
import type { Client } from '../../shared/rpc/contract.ts';

/** What pages hold: every operation that is asked and answered once; `changes` is read in `connect.ts` only. */
export type DeskClient = Omit<Client<DeskContract>, 'changes'>;

type Named<Kind extends string> = {
  [K in keyof DeskContract]: DeskContract[K] extends { kind: Kind } ? K : never;
}[keyof DeskContract];

export type QueryName = Named<'query'>;
export type CommandName = Named<'command'>;

type OutputOf<Operation> = Operation extends { output: infer O extends z.ZodType }
  ? z.output<O>
  : never;

export type Input<K extends QueryName | CommandName> = z.input<DeskContract[K]['input']>;
export type Output<K extends QueryName | CommandName> = OutputOf<DeskContract[K]>;

/** The tables whose change makes an answer stale. */
export function topicsOf(name: QueryName): readonly string[] {
  return deskContract[name].topics;
}

/** Commands about an action that was done before: the id in their input is that action's, not their own. */
export type AboutCommand = 'sync.dismiss' | 'sync.redo';
const ABOUT: ReadonlySet<string> = new Set<AboutCommand>(['sync.dismiss', 'sync.redo']);

/** Whether the operation takes the id of its command, so that a resend is the same command. */
export function takesCommandId(name: CommandName): boolean {
  return !ABOUT.has(name) && 'commandId' in deskContract[name].input.shape;
}

// The three makers of the contract between a page and what serves it; a plain object of them is a contract.

import type * as z from 'zod';
import type { CancelSignal } from './cancel.ts';

/** Asked and answered once; changes nothing. `topics` are the tables whose change makes the answer stale. */
export interface Query<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  kind: 'query';
  input: I;
  output: O;
  topics: readonly string[];
}

/** Changes something; a refusal is a value of its output union. */
export interface CommandOperation<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> {
  kind: 'command';
  input: I;
  output: O;
}

/** A stream of items, each sent only after the page asked for the next. */
export interface Feed<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  kind: 'feed';
  input: I;
  item: O;
}

/** One thing that can be asked over a port. */
export type Operation = Query | CommandOperation | Feed;
/** All that can be asked over a port, by name. */
export type Contract = Record<string, Operation>;

/** Makes a query. */
export function query<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  topics: readonly string[] = [],
): Query<I, O> {
  return { kind: 'query', input, output, topics };
}

/** Makes a command. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): CommandOperation<I, O> {
  return { kind: 'command', input, output };
}

/** Makes a feed. */
export function feed<I extends z.ZodType, O extends z.ZodType>(input: I, item: O): Feed<I, O> {
  return { kind: 'feed', input, item };
}

/** What the page holds: a function an operation. Input and output are the schemas' plain types. */
export type Client<C extends Contract> = {
  [K in keyof C]: C[K] extends Feed<infer I, infer O>
    ? (input: z.input<I>, signal: CancelSignal) => AsyncIterable<z.output<O>>
    : C[K] extends Query<infer I, infer O> | CommandOperation<infer I, infer O>
      ? (input: z.input<I>, signal?: CancelSignal) => Promise<z.output<O>>
      : never;
};

/** What the server implements; `caller` is the connection's own state. */
export type Handlers<C extends Contract, Caller> = {
  [K in keyof C]: C[K] extends Feed<infer I, infer O>
    ? (input: z.output<I>, caller: Caller, signal: CancelSignal) => AsyncIterable<z.input<O>>
    : C[K] extends Query<infer I, infer O> | CommandOperation<infer I, infer O>
      ? (input: z.output<I>, caller: Caller, signal: CancelSignal) => Promise<z.input<O>>
      : never;
};

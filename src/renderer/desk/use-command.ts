// Sends a command of the contract: names it, sends it again after a lost connection, keeps the refusal for its form.

import { ref, shallowRef } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import { RpcError } from '../../shared/rpc/failure.ts';
import { refuse } from '../../shared/lib/result.ts';
import type { Refusal } from '../../shared/lib/result.ts';
import { newCommandId } from './command-id.ts';
import { useDesk } from './desk.ts';
import { takesCommandId } from './operations.ts';
import type { AboutCommand, CommandName, Input, Output } from './operations.ts';

/** The command's input without the id that is made here, unless whoever sends it needs to know it. */
export type CommandInput<K extends CommandName> = K extends AboutCommand
  ? Input<K>
  : Omit<Input<K>, 'commandId'> & { commandId?: string };

export interface CommandSender<K extends CommandName> {
  /** The desk's answer; a failed call is a refusal too (`internal`, `bad_command`, `unsupported_version`). */
  send(input: CommandInput<K>): Promise<Output<K> | Refusal>;
  busy: Readonly<Ref<boolean>>;
  /** Why the last sending was refused; null after a good one and after `clear`. For `<refusal-line>`. */
  refusal: Readonly<ShallowRef<Refusal | null>>;
  clear(): void;
}

/** Sender of one command; every `send` is a new command. */
export function useCommand<K extends CommandName>(name: K): CommandSender<K> {
  const { client } = useDesk();
  const call = client[name] as (input: Input<K>) => Promise<Output<K>>;
  const running = ref(0);
  const busy = ref(false);
  const refusal = shallowRef<Refusal | null>(null);

  const send = async (input: CommandInput<K>): Promise<Output<K> | Refusal> => {
    const whole = (
      takesCommandId(name) ? { commandId: newCommandId(), ...input } : input
    ) as Input<K>;
    running.value += 1;
    busy.value = true;
    try {
      const answer = await sendUntilAnswered(() => call(whole));
      refusal.value = isRefusal(answer) ? answer : null;
      return answer;
    } finally {
      running.value -= 1;
      busy.value = running.value > 0;
    }
  };
  return { send, busy, refusal, clear: () => void (refusal.value = null) };
}

/** True for an answer that refuses; narrows an outcome. */
export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false;
}

/** A command that loses its connection this often is what breaks it. */
const TRIES = 6;

async function sendUntilAnswered<T>(call: () => Promise<T>): Promise<T | Refusal> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      return await call();
    } catch (error) {
      const failure = refusalOf(error);
      if (failure !== null) return failure;
    }
  }
  return refuse('internal', { id: null });
}

/** Null for a lost connection: the same command is sent over the next one. */
function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof RpcError)) return refuse('internal', { id: null });
  if (error.code === 'disconnected') return null;
  if (error.code === 'bad_input') return refuse('bad_command', { problem: error.message });
  if (error.code === 'version_mismatch') return refuse('unsupported_version', { v: null });
  return refuse('internal', { id: error.errorId });
}

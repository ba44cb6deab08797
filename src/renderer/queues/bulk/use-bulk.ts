// Sends one action for all selected requests and keeps what became of each.

import { ref } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { RequestLine } from '../../../shared/desk-contract.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { newCommandId } from '../../desk/command-id.ts';
import { isRefusal, useCommand } from '../../desk/use-command.ts';

/** What became of one row. */
export interface RowResult {
  line: RequestLine;
  refusal: Refusal | null;
}

export interface BulkSender {
  /** True when the desk took the whole of it; rows may still have been refused. */
  send(
    action: string,
    lines: readonly RequestLine[],
    input: Record<string, unknown>,
    second: { login: string; password: string } | null,
  ): Promise<boolean>;
  results: Ref<RowResult[] | null>;
  busy: Readonly<Ref<boolean>>;
  refusal: Readonly<ShallowRef<Refusal | null>>;
  clear(): void;
}

/** Sender of bulk actions. */
export function useBulk(): BulkSender {
  const command = useCommand('requests.bulk');
  const results = ref<RowResult[] | null>(null);
  return {
    results,
    busy: command.busy,
    refusal: command.refusal,
    clear() {
      results.value = null;
      command.clear();
    },
    async send(action, lines, input, second) {
      const rows = lines.map(({ request }) => ({
        commandId: newCommandId(),
        requestId: request.id,
        expectHead: request.head,
      }));
      const answer = await command.send({
        action,
        input,
        rows,
        ...(second === null ? {} : { second }),
      });
      if (isRefusal(answer)) return false;
      const became = new Map(answer.results.map(({ requestId, outcome }) => [requestId, outcome]));
      results.value = lines.map((line) => {
        const outcome = became.get(line.request.id);
        return { line, refusal: outcome && !outcome.ok ? outcome : null };
      });
      return true;
    },
  };
}

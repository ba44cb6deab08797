// Does something about what a reader said, and says what came of it.

import { useI18n } from 'vue-i18n';
import type { Input } from '../../desk/operations.ts';
import { isRefusal, useCommand } from '../../desk/use-command.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useToasts } from '../../stores/toasts.ts';

type Act = Input<'feedback.act'>['act'];

/** Sender of what is done; `done` names the sentence of success, `feedback.<done>`. */
export function useVoiceAct() {
  const { t } = useI18n();
  const words = useWords();
  const toasts = useToasts();
  const { send, busy, refusal, clear } = useCommand('feedback.act');
  /** The entity that it was done to, or null where it was refused. */
  async function act(
    what: Act,
    entity: string | null,
    input: Record<string, unknown>,
    done: string,
  ): Promise<string | null> {
    const answer = await send({ act: what, entity, input });
    if (isRefusal(answer)) return null;
    toasts.say('good', t(`feedback.${done}`));
    for (const { code, facts } of answer.remarks) toasts.say('info', words.remark(code, facts));
    return answer.entity;
  }
  return { act, busy, refusal, clear };
}

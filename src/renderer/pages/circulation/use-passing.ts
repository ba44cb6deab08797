// Passing a loan on at the desk: two cards and copies in any order; a copy before both cards waits for them.

import { useCommand } from '../../desk/use-command.ts';
import type { PassTake } from '../../../shared/desk-contract/circulation-views.ts';
import { useCounter } from './counter-store.ts';
import { nextPair } from './passing-pair.ts';
import { useScanRows } from './use-scan-rows.ts';
import type { ScanRows } from './use-scan-rows.ts';

/** The state of the two readers' desk; pair and rows stay with the counter. */
export function usePassing(): ScanRows<PassTake> {
  const store = useCounter();
  const { send } = useCommand('circulation.passOn');
  const rows = useScanRows<PassTake>({
    get: () => store.passing,
    set: (all) => void (store.passing = all),
    async ask(asked) {
      const { from, to } = store.pair;
      const pair = { fromReaderId: from?.id ?? null, toReaderId: to?.id ?? null };
      const answer = await send({ ...asked, ...pair });
      const isAgain =
        'kind' in answer && answer.kind === 'reader' && to === null && answer.readerId === from?.id;
      return isAgain ? { kind: 'unknown', code: 'card_again', facts: {} } : answer;
    },
    taken(take) {
      if (take.kind !== 'reader') return false;
      store.pair = nextPair(store.pair, { id: take.readerId, name: take.reader });
      return true;
    },
    ready: () =>
      store.pair.to === null
        ? []
        : store.passing.filter(({ take }) => take?.kind === 'waits').toReversed(),
  });
  return {
    ...rows,
    clear() {
      store.pair = { from: null, to: null };
      rows.clear();
    },
  };
}

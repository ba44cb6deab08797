// Staff pages as tests ask for them: again and again until their rows are made.

import type { StaffFigure } from '../../src/shared/desk-contract/staff.ts';
import type { Input } from '../../src/renderer/desk/operations.ts';
import { commandId } from './desk-core.ts';
import type { TestDesk } from './desk-core.ts';

/** The answer once it is no longer being prepared; fails after a thousand questions. */
export async function settled<T extends { state: string }>(
  ask: () => Promise<T>,
): Promise<Exclude<T, { state: 'preparing' }>> {
  for (let left = 1000; ; left -= 1) {
    const answer = await ask();
    if (answer.state !== 'preparing') return answer as Exclude<T, { state: 'preparing' }>;
    if (left === 0) throw new Error(`not ready: ${JSON.stringify(answer)}`);
  }
}

/** What tests of staff pages do at a desk that is made anew for each: `at` gives the present one. */
export function staffScene(at: () => TestDesk) {
  const ask = () => at().client;
  return {
    async act(requestId: string, action: string, input: Record<string, unknown> = {}) {
      const said = { commandId: commandId(), requestId, action, input, expectHead: null };
      const outcome = await ask()['requests.act'](said);
      if (!outcome.ok) throw new Error(`${action}: ${JSON.stringify(outcome)}`);
      return outcome;
    },
    tomorrow: () => ask()['clock.advance']({ by: 'day' }),
    page: (staffId: string | null = null, openingId: string | null = null, span: 30 | 90 = 90) =>
      settled(() => ask()['staff.page']({ staffId, openingId, span })),
    groups: () => settled(() => ask()['staff.groups']({ span: 90 })),
    open: (staffId: string) => ask()['staff.open']({ commandId: commandId(), staffId }),
    rows: (
      subject: Input<'staff.rows'>['subject'],
      figure: StaffFigure,
      more: Partial<Input<'staff.rows'>> = {},
    ) =>
      settled(() =>
        ask()['staff.rows']({
          subject,
          span: 90,
          figure,
          task: null,
          after: null,
          limit: 50,
          ...more,
        }),
      ),
  };
}

// How many requests there are of a kind of work, in words: exact, or "200+" where not all were looked at.

import { useI18n } from 'vue-i18n';
import type { Output } from '../../desk/operations.ts';

export type CountOfWork = Output<'requests.handover'>['totals']['mine'];

/** Gives the number as it stands beside a heading. */
export function useCountText(): (count: CountOfWork) => string {
  const { n } = useI18n();
  return ({ total, more }) => (more ? `${n(total)}+` : n(total));
}

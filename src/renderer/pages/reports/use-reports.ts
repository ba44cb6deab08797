// The report before somebody: counted now for a week or a month, or one that is kept, held against what is counted today.

import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import {
  REPORT_KINDS,
  changedNumbers,
  reportBefore,
  reportSpan,
} from '../../../shared/figures/report.ts';
import type { ReportKind } from '../../../shared/figures/report.ts';
import { addDays, isDay } from '../../../shared/library/zone.ts';
import { useNow } from '../../desk/use-now.ts';
import { useQuery } from '../../desk/use-live.ts';
import { dayOf } from '../../i18n/dates.ts';

/** What the page shows; it stands in the address. */
export function useReports() {
  const route = useRoute();
  const router = useRouter();
  const now = useNow();
  const today = computed(() => dayOf(now.value));
  const text = (name: string) => {
    const value = route.query[name];
    return typeof value === 'string' ? value : '';
  };
  /** The last month that is over, until another period is chosen. */
  const kind = computed(() => REPORT_KINDS.find((each) => each === text('kind')) ?? 'month');
  const day = computed(() =>
    isDay(text('day'))
      ? text('day')
      : reportBefore(kind.value, reportSpan(kind.value, today.value)).from,
  );
  const name = computed(() => text('kept') || null);
  const span = computed(() => reportSpan(kind.value, day.value));
  const kept = useQuery('reports.open', () => (name.value === null ? null : { name: name.value }));
  /** A kept one is held against the same question of today. */
  const made = useQuery('reports.make', () => {
    if (name.value === null) return { kind: kind.value, day: day.value };
    const then = kept.data.value;
    return then ? { kind: then.kind, day: then.from } : null;
  });
  const list = useQuery('reports.kept', () => ({}));
  const report = computed(() => (name.value === null ? made.data.value : kept.data.value));
  /** Numbers that today gives otherwise; null while nothing is held against anything. */
  const changed = computed(() => {
    const [then, current] = [kept.data.value, made.data.value];
    const isSame = then && current && then.kind === current.kind && then.from === current.from;
    return name.value !== null && isSame ? changedNumbers(then, current) : null;
  });
  const show = (of: { kind: ReportKind; day: string }) => void router.push({ query: of });
  return {
    kind,
    span,
    name,
    made,
    kept,
    list,
    report,
    changed,
    isOver: computed(() => span.value.to < today.value),
    isLast: computed(() => span.value.to >= today.value),
    choose: (wanted: ReportKind) =>
      show({ kind: wanted, day: reportBefore(wanted, reportSpan(wanted, today.value)).from }),
    goTo: (chosen: string) => isDay(chosen) && show({ kind: kind.value, day: chosen }),
    earlier: () => show({ kind: kind.value, day: reportBefore(kind.value, span.value).from }),
    later: () => show({ kind: kind.value, day: addDays(span.value.to, 1) }),
    open: (wanted: string) => void router.push({ query: { kept: wanted } }),
  };
}

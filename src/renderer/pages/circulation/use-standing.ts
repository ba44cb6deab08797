// What becomes of rows after they were green: sent, refused, confirmed by the library's own system; only a joined desk asks.

import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { MOST_ROWS } from '../../../shared/desk-contract/circulation.ts';
import type { RowStanding } from '../../../shared/desk-contract/circulation-views.ts';
import { useQuery } from '../../desk/use-live.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { ToneKind } from '../../scan/tones.ts';

/** A row whose standing is asked. */
export interface Stands {
  key: string;
  loanId: string | null;
}

/** A line below a row. */
export interface Mark {
  mood: ToneKind;
  text: string;
}

export interface Standings {
  of(key: string): RowStanding | undefined;
  /** The mood that the row has now, `was` being that of its answer. */
  mood(key: string, was: ToneKind | null): ToneKind | null;
  /** What is said below it. */
  marks(key: string): Mark[];
}

/** The service has not answered, or its answer has not come back with its rows. */
const OPEN: ReadonlySet<RowStanding['sync']> = new Set(['saved', 'received', 'doubtful']);
const BAD: ReadonlySet<RowStanding['sync']> = new Set(['refused', 'exception', 'doubtful']);

/** The tone of what has become of a row; null: what it was. */
export function moodOfStanding({ sync, ledger }: Pick<RowStanding, 'sync' | 'ledger'>) {
  if (ledger === 'refused' || sync === 'refused' || sync === 'exception') return 'wrong' as const;
  const open = ledger === 'asked' || ledger === 'undated' || ledger === 'unasked';
  return open || sync === 'doubtful' ? ('attention' as const) : null;
}

/** What a lending counter has to know of it: a loan that nobody answers any more stands as it is. */
export function sinceOf(standing: Pick<RowStanding, 'sync' | 'ledger'> | undefined) {
  if (standing === undefined) return undefined;
  if (moodOfStanding(standing) === 'wrong') return 'refused' as const;
  const isOpen = standing.ledger === 'asked' || OPEN.has(standing.sync);
  return isOpen ? ('awaited' as const) : ('settled' as const);
}

/** Standings of rows by their key. */
export function useStanding(rows: () => readonly Stands[]): Standings {
  const { t } = useI18n();
  const words = useWords();
  const connection = useQuery('circulation.connection', () => ({}));
  const joined = computed(() => connection.data.value?.joined === true);
  const online = computed(() => connection.data.value?.online === true);
  const asked = computed(() =>
    rows()
      .slice(0, MOST_ROWS)
      .map(({ key: commandId, loanId }) => ({ commandId, loanId })),
  );
  const { data } = useQuery('circulation.standing', () =>
    joined.value && asked.value.length > 0 ? { rows: asked.value } : null,
  );
  const byKey: ComputedRef<Map<string, RowStanding>> = computed(
    () => new Map(data.value?.map((each) => [each.commandId, each])),
  );
  const of = (key: string) => byKey.value.get(key);
  return {
    of,
    mood(key, was) {
      const standing = of(key);
      return was === 'good' && standing ? (moodOfStanding(standing) ?? was) : was;
    },
    marks(key) {
      const standing = of(key);
      if (!standing) return [];
      const { sync, ledger, why } = standing;
      const marks: Mark[] = [];
      if (ledger === 'refused') {
        if (why && !BAD.has(sync)) marks.push({ mood: 'wrong', text: words.refusal(why) });
        marks.push({ mood: 'wrong', text: t('circulation.row.ledger_refused_hint') });
      }
      // With a connection it is on its way for a moment only: a line that comes and goes would move the list.
      if (sync === 'saved' && !online.value)
        marks.push({ mood: 'attention', text: t('circulation.row.saved') });
      if (!BAD.has(sync)) return marks;
      const mood = sync === 'doubtful' ? 'attention' : 'wrong';
      const word = sync === 'refused' ? 'sync_refused' : sync;
      marks.push({ mood, text: t(`circulation.row.${word}`) });
      if (why) marks.push({ mood, text: words.refusal(why) });
      return marks;
    },
  };
}

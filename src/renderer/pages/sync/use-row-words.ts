// What was done, at this desk or at another, and what became of it, as sentences that read like an explanation.

import { useI18n } from 'vue-i18n';
import type { SyncLine, SyncRow } from '../../../shared/desk-contract/sync.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { Bilingual } from '../../../shared/library/entities.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { useLibrary } from '../../desk/use-library.ts';
import { useChangeWords } from '../../i18n/use-change-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';

export interface RowWords {
  /** "You found it at 10:02". */
  did(line: SyncLine): string;
  /** The request and its book; empty for what is about neither. */
  about(line: SyncLine): string;
  /** Which desk where it may be another, its counter, and the service point. */
  place(line: SyncLine): string;
  /** Why it was refused, is doubtful or became a case: what came in between, then what follows. */
  why(row: SyncRow): string;
  /** Why something cannot be done, with the names that this list knows. */
  refusal(refusal: Pick<Refusal, 'code' | 'facts'>, queue: QueueName | null): string;
}

export interface RowNames {
  /** Names of people, places, desks and copies by id. */
  names: () => Readonly<Record<string, Bilingual>>;
  /** Id of this desk. */
  deskId: () => string | undefined;
}

/** A sentence begins with a capital where the language has them. */
const begun = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** Sentences about actions of this desk. */
export function useRowWords({ names, deskId }: RowNames): RowWords {
  const { t, te } = useI18n();
  const changes = useChangeWords({ known: (id) => names()[id], deskId });
  const library = useLibrary();
  const { language, pick } = useLanguage();

  // A hold may open a request: what was done is what the command says, not what followed.
  const what = ({ type, queue, action }: SyncLine) => {
    const [area = ''] = type.split('.');
    if (area === queue || area === 'request') return changes.deed(queue, action);
    const key = `sync.type.${type.replace('.', '_')}`;
    return te(key) ? t(key) : t('sync.type.other', { type });
  };
  /** Name of another desk; empty while it is not known. */
  const deskOf = ({ desk }: SyncLine) => (desk === null ? '' : pick(names()[desk]));
  const who = (line: SyncLine) => {
    const name = changes.person(line.actor);
    const desk = deskOf(line);
    return desk === '' ? name : t('sync.by.desk', { who: name, desk });
  };
  const caseEnd = ({ desk, mayCorrect, atCounter }: SyncRow) => {
    if (atCounter) return t('sync.exception_end_counter');
    if (mayCorrect) return t('sync.exception_end_yours');
    return t(desk === null ? 'sync.exception_end' : 'sync.exception_end_there');
  };
  const counted = ({ cseq, point }: SyncLine) => {
    const name = pick(library.place(point)?.name);
    if (name === '') return t('sync.place_none', { n: cseq ?? 0 });
    return t('sync.place', { n: cseq ?? 0, point: name });
  };
  const sentences = (row: SyncRow): (string | null)[] => {
    const { refusal, queue, actor, state } = row;
    if (refusal === null) return [];
    const { between, own } = changes.reasons(refusal, queue, actor);
    if (state === 'doubtful') return [t('sync.doubt'), between, own, t('sync.doubt_end')];
    if (state === 'exception') return [between, own, caseEnd(row)];
    return between === null ? [own] : [between, own, t('sync.therefore')];
  };
  return {
    did: (line) => {
      const said = { who: who(line), time: changes.moment(line.at) };
      return begun(t('sync.did', { ...said, what: what(line) }));
    },
    about: ({ code, title, barcode }) => {
      const named = code ?? barcode;
      if (title === null) return named ?? '';
      return named === null
        ? t('sync.about_title', { title })
        : t('sync.about', { code: named, title });
    },
    place: (line) => {
      if (line.desk === null) {
        const place = counted(line);
        return line.state === 'exception' ? t('sync.place_here', { place }) : place;
      }
      const parts = [deskOf(line) || t('sync.place_other'), pick(library.place(line.point)?.name)];
      return parts.filter((part) => part !== '').join(' · ');
    },
    why: (line) =>
      sentences(line)
        .filter((text) => text !== null)
        .join(language.value === 'zh' ? '' : ' '),
    refusal: (refusal, queue) => changes.words.refusal(refusal, queue),
  };
}

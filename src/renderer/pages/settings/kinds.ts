// The kinds of settings rows as data: which fields a form shows, how a row is named in its list, what a new one holds.

import { REASONS } from '../../../shared/library/reasons.ts';
import { NOTICE_DEFAULTS } from '../../../shared/queues/notices/notices.ts';
import type { Bilingual } from '../../../shared/library/entities.ts';
import type { SettingsKind } from '../../../shared/desk-contract.ts';

/** A settings row as it crosses: a record with `id` and `ver`. */
export type Row = Record<string, unknown> & { id: string; ver: number };

export type FieldKind =
  | 'text'
  | 'bilingual'
  | 'long_bilingual'
  | 'number'
  | 'yuan'
  | 'flag'
  | 'day'
  | 'place_kind'
  | 'campus'
  | 'parent'
  | 'calendar'
  | 'notice'
  | 'reason'
  | 'grants'
  | 'weekly'
  | 'exceptions'
  | 'fixed_yuan';

export interface Field {
  name: string;
  /** Its word is `settings.field.<word>`; the name's own without it. */
  word?: string;
  kind: FieldKind;
  /** Set when the row is made and not changed afterwards. */
  fixed?: true;
  /** May be left empty (then null). */
  empty?: true;
  /** Shown only for such rows. */
  when?: (row: Row) => boolean;
}

export interface Kind {
  kind: SettingsKind;
  fields: readonly Field[];
  /** Values of a new row besides `id` and `ver`; null where the library cannot add any. */
  blank: (() => Record<string, unknown>) | null;
  /** First and second line of a row in the list. */
  head: (row: Row, pick: (text: Bilingual | null) => string) => [string, string];
}

const empty = (): Bilingual => ({ zh: '', en: '' });
const bilingual = (row: Row, name = 'name') => (row[name] as Bilingual | undefined) ?? null;
const text = (row: Row, name: string) => (typeof row[name] === 'string' ? row[name] : '');
const isOf =
  (...kinds: string[]) =>
  (row: Row) =>
    kinds.includes(text(row, 'kind'));

const ACTIVE: Field = { name: 'active', kind: 'flag' };

export const STAFF: Kind = {
  kind: 'staff',
  fields: [
    { name: 'login', kind: 'text' },
    { name: 'name', kind: 'text' },
    { name: 'grants', kind: 'grants' },
    ACTIVE,
  ],
  blank: () => ({ login: '', name: '', grants: [], readerId: null, active: true }),
  head: (row) => [text(row, 'name'), text(row, 'login')],
};

export const CALENDAR: Kind = {
  kind: 'calendar',
  fields: [
    { name: 'name', kind: 'bilingual' },
    { name: 'weekly', kind: 'weekly' },
    { name: 'exceptions', kind: 'exceptions' },
  ],
  blank: () => ({
    name: empty(),
    weekly: Array.from({ length: 7 }, () => [['08:00', '22:00']]),
    exceptions: [],
  }),
  head: (row, pick) => [pick(bilingual(row)), ''],
};

export const REASON: Kind = {
  kind: 'reason',
  fields: [
    { name: 'text', kind: 'bilingual' },
    { name: 'order', kind: 'number', word: 'sequence' },
    ACTIVE,
  ],
  blank: null,
  head: (row, pick) => [pick(bilingual(row, 'text')), ''],
};

export const TEMPLATE: Kind = {
  kind: 'template',
  fields: [
    { name: 'notice', kind: 'notice', fixed: true },
    { name: 'reason', kind: 'reason', word: 'for_reason', fixed: true, empty: true },
    { name: 'text', kind: 'long_bilingual' },
    ACTIVE,
  ],
  blank: () => ({
    notice: Object.keys(NOTICE_DEFAULTS)[0] ?? '',
    reason: null,
    text: { ...(Object.values(NOTICE_DEFAULTS)[0] ?? empty()) },
    active: true,
  }),
  head: (row, pick) => [pick(bilingual(row, 'text')), ''],
};

export const FUND: Kind = {
  kind: 'fund',
  fields: [
    { name: 'code', kind: 'text' },
    { name: 'name', kind: 'bilingual' },
    { name: 'budget', kind: 'yuan' },
    { name: 'encumbered', kind: 'fixed_yuan' },
    { name: 'spent', kind: 'fixed_yuan' },
    { name: 'lastDay', kind: 'day' },
    ACTIVE,
  ],
  blank: () => ({
    code: '',
    name: empty(),
    budget: 0,
    encumbered: 0,
    spent: 0,
    lastDay: '',
    active: true,
  }),
  head: (row, pick) => [pick(bilingual(row)), text(row, 'code')],
};

export const VENDOR: Kind = {
  kind: 'vendor',
  fields: [
    { name: 'code', kind: 'text' },
    { name: 'name', kind: 'bilingual' },
    { name: 'email', kind: 'text' },
    ACTIVE,
  ],
  blank: () => ({ code: '', name: empty(), email: '', active: true }),
  head: (row, pick) => [pick(bilingual(row)), text(row, 'code')],
};

export const PLACE: Kind = {
  kind: 'place',
  fields: [
    { name: 'kind', kind: 'place_kind', fixed: true },
    {
      name: 'parentId',
      kind: 'parent',
      fixed: true,
      when: (row) => text(row, 'kind') !== 'campus',
    },
    { name: 'code', kind: 'text' },
    { name: 'name', kind: 'bilingual' },
    { name: 'order', kind: 'number' },
    { name: 'floor', kind: 'text', empty: true, when: isOf('collection', 'range') },
    { name: 'calendarId', kind: 'calendar', empty: true, when: isOf('campus', 'point') },
    { name: 'lendable', kind: 'flag', when: isOf('collection') },
    { name: 'fromNumber', kind: 'text', empty: true, when: isOf('range') },
    { name: 'toNumber', kind: 'text', empty: true, when: isOf('range') },
    ACTIVE,
  ],
  blank: () => ({
    kind: 'point',
    parentId: null,
    campus: '',
    code: '',
    name: empty(),
    order: 0,
    calendarId: null,
    lendable: true,
    floor: null,
    fromKey: null,
    toKey: null,
    active: true,
  }),
  head: (row, pick) => [pick(bilingual(row)), text(row, 'code')],
};

/** Reason codes that a template may be for. */
export const TEMPLATE_REASONS = Object.keys(REASONS);

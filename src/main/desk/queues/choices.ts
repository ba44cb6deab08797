// What an action's inputs can be chosen from, computed from rows: copies, funds with balance, slots with room, places.

import { yuanText } from '../../../shared/lib/money.ts';
import type { LegalAction } from '../../../shared/desk-contract.ts';
import type { Bilingual, Place } from '../../../shared/library/entities.ts';
import { isFree } from '../../../shared/queues/parts/copy-choice.ts';
import { slotsAhead } from '../../../shared/queues/delivery/slots.ts';
import type { Context, FieldSpec } from '../../../shared/queues/queue.ts';
import type { Request } from '../../../shared/queues/request.ts';
import { dayInWords } from '../../../shared/words/days.ts';
import { slotLines } from '../circulation/slots.ts';
import { allRows } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';

type Choice = LegalAction['choices'][string][number];

const PLACE_KINDS: Partial<Record<FieldSpec['kind'], Place['kind']>> = {
  campus: 'campus',
  collection: 'collection',
  point: 'point',
  address: 'address',
};

const same = (text: string): Bilingual => ({ zh: text, en: text });
const inWords = (slot: string): Bilingual => ({
  zh: dayInWords(slot, 'zh') ?? slot,
  en: dayInWords(slot, 'en') ?? slot,
});

/** Copies of the title: free ones first, then in the order of the shelf. */
function copyChoices(request: Request | null, context: Context): Choice[] {
  const free = (id: string) => {
    const copy = context.copies.find((each) => each.id === id);
    return copy !== undefined && isFree(context, copy, request?.id ?? '');
  };
  return context.copies
    .filter((copy) => copy.status !== 'withdrawn')
    .toSorted((a, b) => Number(free(b.id)) - Number(free(a.id)) || (a.barcode < b.barcode ? -1 : 1))
    .map((copy) => {
      const home = context.place(copy.home);
      const text = home
        ? { zh: `${copy.barcode} ${home.name.zh}`, en: `${copy.barcode} ${home.name.en}` }
        : same(copy.barcode);
      return { value: copy.id, text, hint: free(copy.id) ? 'free' : 'taken' };
    });
}

function fundChoices(statements: Statements, context: Context): Choice[] {
  return allRows(statements, 'fund')
    .filter((fund) => fund.active && fund.lastDay >= context.today)
    .map((fund) => ({
      value: fund.id,
      text: fund.name,
      hint: yuanText(fund.budget - fund.encumbered - fund.spent),
    }));
}

function vendorChoices(statements: Statements): Choice[] {
  return allRows(statements, 'vendor')
    .filter((vendor) => vendor.active)
    .map((vendor) => ({ value: vendor.id, text: vendor.name, hint: vendor.code }));
}

/** Slots ahead with how many places each has left; full ones are left out. */
function slotChoices(statements: Statements, request: Request | null, context: Context): Choice[] {
  const campus = request?.targetCampus ?? request?.campus ?? context.point?.campus;
  if (campus === undefined) return [];
  const ceiling = context.policies.number('delivery.slot_ceiling');
  return slotsAhead(context.now, campus, context.policies, context.calendars).flatMap((slot) => {
    const taken = statements.one(
      'SELECT count(*) AS total FROM request WHERE slot = ? AND "isOpen" = 1 AND id <> ?',
      slot,
      request?.id ?? '',
    )?.['total'];
    const left = ceiling - Number(taken ?? 0);
    return left > 0 ? [{ value: slot, text: inWords(slot), hint: String(left) }] : [];
  });
}

/** Slots of the hold shelf here, the empty ones first, the others with whose copies lie in them. */
function holdSlotChoices(statements: Statements, context: Context): Choice[] {
  const looker = { now: context.now };
  const slots = slotLines({ statements, looker }, context.point?.campus ?? '');
  return slots
    .toSorted((a, b) => Number(a.copies > 0) - Number(b.copies > 0))
    .map(({ code, readers }) => ({ value: code, text: same(code), hint: readers.join(' ') }));
}

function placeChoices(statements: Statements, wanted: Place['kind']): Choice[] {
  return allRows(statements, 'place')
    .filter((place) => place.kind === wanted && place.active)
    .toSorted((a, b) => (a.campus < b.campus ? -1 : a.campus > b.campus ? 1 : a.order - b.order))
    .map(({ id, name, code }) => ({ value: id, text: name, hint: code }));
}

/** The choices of one input; undefined where it has none of this kind. */
export function choicesOf(
  statements: Statements,
  spec: FieldSpec,
  request: Request | null,
  context: Context,
): Choice[] | undefined {
  switch (spec.kind) {
    case 'copy':
      return copyChoices(request, context);
    case 'fund':
      return fundChoices(statements, context);
    case 'vendor':
      return vendorChoices(statements);
    case 'slot':
      return slotChoices(statements, request, context);
    case 'hold_slot':
      return holdSlotChoices(statements, context);
    default: {
      const wanted = PLACE_KINDS[spec.kind];
      return wanted === undefined ? undefined : placeChoices(statements, wanted);
    }
  }
}

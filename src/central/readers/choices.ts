// What a reader can choose from when asking for something: campuses, addresses, slots with room, booksellers, ways.

import type { Bilingual, Place } from '../../shared/library/entities.ts';
import { slotsAhead } from '../../shared/queues/delivery/slots.ts';
import { PLACES_LOOKED } from '../../shared/queues/parts/places-looked.ts';
import { WAYS } from '../../shared/queues/purchase/fields.ts';
import { QUEUE_WORDS } from '../../shared/queues/words.ts';
import type { QueueName } from '../../shared/queues/request.ts';
import type * as z from 'zod';
import type { choicesAnswer } from '../../shared/sync/reader-views.ts';
import type { ReaderContext } from './reader-context.ts';

type Choices = z.output<typeof choicesAnswer>;
type SlotLeft = Choices['slots'][number]['slots'][number];

function valueText(queue: QueueName, value: string): Bilingual {
  const { zh, en } = QUEUE_WORDS[queue];
  return { zh: zh.values[value] ?? value, en: en.values[value] ?? value };
}

/** Slots of a campus that still have room, with how many places; `own` does not count against them. */
export async function slotsLeft(
  { rows, env, lane }: ReaderContext,
  campus: string,
  own: string | null = null,
): Promise<SlotLeft[]> {
  const { policies, calendars } = (await env()).settings;
  const slots = slotsAhead(lane.now(), campus, policies, calendars);
  const taken = await rows.lists('deliveriesInSlot', slots);
  const ceiling = policies.number('delivery.slot_ceiling');
  return slots.flatMap((slot) => {
    const others = (taken.get(slot) ?? []).filter(({ id }) => id !== own);
    const left = ceiling - others.length;
    return left > 0 ? [{ slot, left }] : [];
  });
}

function byOrder(a: Place, b: Place): number {
  if (a.campus !== b.campus) return a.campus < b.campus ? -1 : 1;
  return a.order - b.order || (a.code < b.code ? -1 : 1);
}

/** Everything that a request can be made with. */
export async function choicesOf(context: ReaderContext): Promise<Choices> {
  const { rows } = context;
  const kinds = await rows.lists('placesOfKind', ['campus', 'collection', 'address']);
  const places = (kind: Place['kind']) =>
    (kinds.get(kind) ?? [])
      .filter((place) => place.active)
      .toSorted(byOrder)
      .map(({ id, name, campus }) => ({ id, name, campus }));
  const campuses = places('campus');
  const slots: Choices['slots'] = [];
  for (const { id } of campuses) slots.push({ campus: id, slots: await slotsLeft(context, id) });
  const vendors = (await rows.all('vendor')).filter((vendor) => vendor.active);
  return {
    campuses,
    collections: places('collection'),
    addresses: places('address'),
    slots,
    vendors: vendors.map(({ id, name }) => ({ id, name })),
    ways: WAYS.map((way) => ({ way, name: valueText('purchase', way) })),
    looked: PLACES_LOOKED.map((place) => ({ place, name: valueText('find_book', place) })),
  };
}

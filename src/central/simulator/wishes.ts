// What readers ask for: in all four queues, as what they find on the shelves suggests.

import { zoneOf } from '../../shared/library/zone.ts';
import type { QueueName } from '../../shared/queues/request.ts';
import type { CopyLine, TitleLine } from '../../shared/sync/reader-views.ts';
import type { Dice } from './dice.ts';
import { SEARCHED, WANTED } from './people.ts';
import type { Phone } from './people.ts';
import type { Reply } from './reader-api.ts';

/** How often each queue is asked, of a hundred; most of what readers want is a book from the other campus. */
const MIX: Record<QueueName, number> = {
  reallocation: 45,
  find_book: 20,
  delivery: 20,
  purchase: 15,
};

/** What a wish is made from. */
export interface Wishing {
  phone: Phone;
  dice: Dice;
  /** Campus of the reader. */
  campus: string;
  /** The library's clock. */
  now: string;
}

/** A body for `POST /v1/reader/requests`, or what kept the reader from it. */
export type Wish = { body: object } | { reply: Reply } | { nothing: true };

const NOTHING: Wish = { nothing: true };
const SEARCHES = 4;

type Place = { id: string; campus: string };

function rowsOf<T>(reply: Reply): T[] {
  return (reply.body['rows'] ?? []) as T[];
}

/** A title of which some holds; a few searches, then the reader gives it up. */
async function titleWhere(
  { phone, dice }: Wishing,
  fits: (title: TitleLine) => boolean,
): Promise<TitleLine | Reply | null> {
  for (let turn = 0; turn < SEARCHES; turn += 1) {
    const text = encodeURIComponent(dice.pick(SEARCHED));
    const reply = await phone.get(`/v1/reader/titles?limit=50&text=${text}`);
    if (reply.status !== 200) return reply;
    const fitting = rowsOf<TitleLine>(reply).filter(fits);
    if (fitting.length > 0) return dice.pick(fitting);
  }
  return null;
}

const isReply = (found: TitleLine | Reply): found is Reply => 'status' in found;

const availableAt = (title: TitleLine, campus: string) =>
  title.byCampus.find((each) => each.campus === campus)?.available ?? 0;

async function fromTheOtherCampus(wishing: Wishing): Promise<Wish> {
  const { campus } = wishing;
  const found = await titleWhere(
    wishing,
    (title) => title.available > 0 && availableAt(title, campus) === 0,
  );
  if (found === null) return NOTHING;
  if (isReply(found)) return { reply: found };
  const { id: titleId } = found;
  return { body: { queue: 'reallocation', kind: 'for_loan', titleId, targetCampus: campus } };
}

/** A copy that should stand on a shelf of the reader's own campus. */
async function copyHere(wishing: Wishing): Promise<CopyLine | Reply | null> {
  const { phone, dice, campus } = wishing;
  const found = await titleWhere(wishing, (title) => availableAt(title, campus) > 0);
  if (found === null || isReply(found)) return found;
  const reply = await phone.get(`/v1/reader/titles/${found.id}`);
  if (reply.status !== 200) return reply;
  const copies = (reply.body['copies'] as CopyLine[]).filter(
    (copy) => copy.campus === campus && copy.status === 'on_shelf',
  );
  return copies.length === 0 ? null : dice.pick(copies);
}

async function lookedInVain(wishing: Wishing): Promise<Wish> {
  const { dice, now } = wishing;
  const copy = await copyHere(wishing);
  if (copy === null) return NOTHING;
  if ('retryAfter' in copy) return { reply: copy };
  const more = dice.chance(0.5) ? ['shelves_around'] : [];
  const looked = ['own_shelf', ...more];
  const lookedOn = zoneOf('Asia/Shanghai').dayOf(now);
  return { body: { queue: 'find_book', copyId: copy.id, looked, lookedOn } };
}

async function broughtHere(wishing: Wishing): Promise<Wish> {
  const { phone, dice, campus } = wishing;
  const copy = await copyHere(wishing);
  if (copy === null) return NOTHING;
  if ('retryAfter' in copy) return { reply: copy };
  const reply = await phone.get('/v1/reader/choices');
  if (reply.status !== 200) return { reply };
  const addresses = (reply.body['addresses'] as Place[]).filter((each) => each.campus === campus);
  const all = reply.body['slots'] as { campus: string; slots: { slot: string }[] }[];
  const slots = all.find((each) => each.campus === campus)?.slots ?? [];
  if (addresses.length === 0 || slots.length === 0) return NOTHING;
  const body = {
    queue: 'delivery',
    copyId: copy.id,
    address: dice.pick(addresses).id,
    slot: dice.pick(slots).slot,
    proxyAllowed: dice.chance(0.3),
  };
  return { body };
}

/** Thirteen digits with the right last one. */
export function someIsbn(dice: Dice): string {
  const twelve = `9787${String(dice.between(0, 99_999_999)).padStart(8, '0')}`;
  const sum = [...twelve].reduce(
    (all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3),
    0,
  );
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}

const WAYS = { post: 50, at_desk: 35, shelf: 15 };

async function notInTheLibrary({ phone, dice, campus }: Wishing): Promise<Wish> {
  const reply = await phone.get('/v1/reader/choices');
  if (reply.status !== 200) return { reply };
  const vendors = reply.body['vendors'] as { id: string }[];
  if (vendors.length === 0) return NOTHING;
  const lines = Array.from({ length: dice.chance(0.2) ? 2 : 1 }, () => ({
    isbn: someIsbn(dice),
    bookTitle: dice.pick(WANTED),
    price: dice.between(22, 89) * 100,
    vendorId: dice.pick(vendors).id,
    way: dice.weighed(WAYS),
    campus,
  }));
  return { body: { queue: 'purchase', lines } };
}

const MAKERS: Record<QueueName, (wishing: Wishing) => Promise<Wish>> = {
  reallocation: fromTheOtherCampus,
  find_book: lookedInVain,
  delivery: broughtHere,
  purchase: notInTheLibrary,
};

/** Makes a wish for one of the queues that the reader may still ask. */
export function wishOf(wishing: Wishing, queues: readonly QueueName[]): Promise<Wish> {
  const weights = Object.fromEntries(queues.map((queue) => [queue, MIX[queue]]));
  const queue = wishing.dice.weighed(weights as Record<QueueName, number>);
  return MAKERS[queue](wishing);
}

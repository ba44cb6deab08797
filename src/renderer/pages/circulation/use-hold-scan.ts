// Scans on the holds tab: each is read in its turn, and until it is read nobody knows whose hold would be placed.

import { computed, ref, shallowRef } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import type { Facts, Refusal } from '../../../shared/lib/result.ts';
import { useDesk } from '../../desk/desk.ts';
import { unlessAway } from '../../desk/unless-away.ts';
import type { Output } from '../../desk/operations.ts';
import { playTone } from '../../scan/tones.ts';
import { useScanTarget } from '../../scan/use-scan-target.ts';
import type { Scan } from '../../scan/use-scan-target.ts';
import { useAppearance } from '../../stores/appearance.ts';
import { inTurn } from '../../scan/in-turn.ts';

type Card = Output<'scan.card'>;

/** What a scan names here. */
export interface HoldScan {
  readerId: Ref<string | null>;
  titleId: Ref<string | null>;
  /** A scan is on its way to the desk. */
  reading: ComputedRef<boolean>;
  /** Why the last card names nobody; `lost` where it was not read at all, `away` where no desk is there to read it. */
  problem: Readonly<ShallowRef<CardProblem | null>>;
}
export type CardProblem = Pick<Refusal, 'code' | 'facts'> | 'lost' | 'away';

/** Codes of `scan.card` that answer a card, so that nothing else was meant. */
const OF_CARDS = new Set(['unknown_card', 'card_not_yours']);

/** Why a scan names no reader although a card was meant; null for any other scan. */
export function cardProblem(card: Card): { code: string; facts: Facts } | null {
  if (card.kind !== 'unknown' || !OF_CARDS.has(card.code)) return null;
  return { code: card.code, facts: card.facts };
}

/** Takes scans for a hold; `other` gets the text of what is neither card nor book. */
export function useHoldScan(reader: string | null, other: (text: string) => void): HoldScan {
  const desk = useDesk();
  const appearance = useAppearance();
  const readerId = ref(reader);
  const titleId = ref<string | null>(null);
  const waiting = ref(0);
  const problem = shallowRef<CardProblem | null>(null);
  const turn = inTurn();

  const use = (card: Card, text: string) => {
    problem.value = cardProblem(card);
    // Whoever was here before is not meant by a card that names nobody for certain.
    if (problem.value !== null || card.kind === 'choice') readerId.value = null;
    if (card.kind === 'reader') readerId.value = card.reader.id;
    else if (card.kind === 'copy') titleId.value = card.title.id;
    else if (card.kind === 'title') titleId.value = card.titles[0]?.id ?? null;
    else if (problem.value === null) other(text);
  };
  const read = async ({ text, aim }: Scan) => {
    let tone: 'good' | 'wrong' = 'wrong';
    try {
      const card = await unlessAway(desk, desk.client['scan.card']({ text, aim: aim ?? null }));
      use(card, text);
      if (card.kind !== 'unknown') tone = 'good';
    } catch {
      // It may have been a card, and then the reader who stands here is another one.
      readerId.value = null;
      problem.value = desk.state.value === 'away' ? 'away' : 'lost';
    }
    if (appearance.sound) playTone(tone);
  };
  useScanTarget(async (scan) => {
    problem.value = null;
    waiting.value += 1;
    await turn(() => read(scan));
    waiting.value -= 1;
  });
  return { readerId, titleId, reading: computed(() => waiting.value > 0), problem };
}

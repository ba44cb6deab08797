// A card number typed in the form of a hold: it names the reader, and nothing is placed until somebody has seen whom.

import { ref, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import { useDesk } from '../../desk/desk.ts';
import { unlessAway } from '../../desk/unless-away.ts';
import { cardProblem } from './use-hold-scan.ts';
import type { CardProblem } from './use-hold-scan.ts';

/** What is typed, and what became of it. */
export interface TypedCard {
  card: Ref<string>;
  /** `card_only`: what was typed is no card number. */
  problem: Readonly<ShallowRef<CardProblem | 'card_only' | null>>;
  looking: Readonly<Ref<boolean>>;
  /** Asks whose card it is; a reader who was named meanwhile stays. */
  find(): Promise<void>;
}

/** Names `reader` by a whole card number; part of a name is none. */
export function useTypedCard(reader: Ref<string | null>): TypedCard {
  const desk = useDesk();
  const card = ref('');
  const problem = shallowRef<CardProblem | 'card_only' | null>(null);
  const looking = ref(false);
  watch([card, reader], () => (problem.value = null));

  async function find(): Promise<void> {
    const text = card.value.trim();
    looking.value = true;
    try {
      const told = await unlessAway(desk, desk.client['scan.card']({ text, aim: null }));
      if (reader.value !== null || card.value.trim() !== text) return;
      const meant = told.kind === 'choice' ? told.meanings.find(isReader) : undefined;
      const found = told.kind === 'reader' ? told.reader.id : meant?.id;
      if (found === undefined) problem.value = cardProblem(told) ?? 'card_only';
      else {
        card.value = '';
        reader.value = found;
      }
    } catch {
      problem.value = desk.state.value === 'away' ? 'away' : 'lost';
    } finally {
      looking.value = false;
    }
  }
  return { card, problem, looking, find };
}

const isReader = ({ kind }: { kind: string }) => kind === 'reader';

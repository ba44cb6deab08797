// A form that was opened to do a refused action again: begins with what was said then, and puts the old one away.

import { onScopeDispose } from 'vue';
import type { FieldKind } from '../../../shared/queues/queue.ts';
import { useDesk } from '../../desk/desk.ts';
import { useRedo } from '../../stores/redo.ts';
import type { RedoOffer } from '../../stores/redo.ts';
import type { Fields } from './form-model.ts';

export interface Redone {
  /** Why this form was opened for the person: to do it again, or what is left of it, or to tell a supervisor; or null. */
  why: RedoOffer['why'] | null;
  /** What was said then, as far as it can be said again. */
  prefill(): Record<string, unknown>;
  /** Words of ids in it, by field name. */
  texts: Record<string, string>;
  /** The new one was accepted: the old one is put away. */
  finish(): void;
}

/** Proofs are made anew: the book or the reader has to be there again. */
const PROOFS: ReadonlySet<FieldKind> = new Set(['scan', 'reader_card', 'evidence_choice']);
/** Fields that show the words of an id; without words they are chosen again. */
const NAMED: ReadonlySet<FieldKind> = new Set(['reader', 'title']);

/** Whether the form of this action has something to begin with, and what. */
export function useRedone(
  about: Pick<RedoOffer, 'queue' | 'requestId' | 'action'>,
  fields: () => Fields,
): Redone {
  const redo = useRedo();
  const { client } = useDesk();
  const offer = redo.of(about);
  onScopeDispose(() => offer !== null && redo.offer === offer && redo.withdraw());

  const texts = offer?.texts ?? {};
  const isSayable = (name: string) => {
    const kind = fields()[name]?.kind;
    if (kind === undefined || PROOFS.has(kind)) return false;
    return name in texts || !(NAMED.has(kind) || (kind === 'copy' && about.requestId === null));
  };
  return {
    why: offer?.why ?? null,
    prefill: () =>
      Object.fromEntries(Object.entries(offer?.input ?? {}).filter(([name]) => isSayable(name))),
    texts,
    finish() {
      if (offer === null) return;
      // It stays listed if this fails, and can be put away there.
      client['sync.dismiss']({ commandId: offer.commandId }).catch(() => undefined);
    },
  };
}

// One form: what was typed, what is wrong with it, what a scan fills in, and sending it with or without an accepted offer.

import { computed, reactive, ref, shallowRef, watch } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import type { ScanCard } from '../../../shared/desk-contract.ts';
import { cleanCode, codeForms } from '../../../shared/library/barcodes.ts';
import { useDesk } from '../../desk/desk.ts';
import type { Scan } from '../../scan/use-scan-target.ts';
import type { Request } from '../../../shared/queues/request.ts';
import { draftOf, readDraft } from './form-model.ts';
import type { Draft, Fields, ReadDraft } from './form-model.ts';
import { fillsOf, onlyFill } from './scan-routing.ts';

export interface FormSetup {
  fields: () => Fields;
  request: () => Request | null;
  prefill: () => Record<string, unknown>;
  /** Words of ids in the prefill, by field name. */
  texts?: Record<string, string>;
  /** Sends the input; true when it was accepted. */
  send: (input: Record<string, unknown>) => Promise<boolean>;
}

export interface ActionForm {
  draft: Draft;
  read: ComputedRef<ReadDraft>;
  /** Words of ids that a scan filled in, by field name. */
  texts: Ref<Record<string, string>>;
  /** Set once somebody tried to send: problems are shown from then on. */
  tried: Ref<boolean>;
  set(name: string, value: unknown): void;
  /** Fills a field in unless somebody has typed there. */
  suggest(name: string, value: unknown): void;
  /** Sends if nothing is missing; `extra` carries an accepted offer (`swap`, `override`). */
  submit(extra?: Record<string, unknown>): Promise<boolean>;
  /** Fills a scan in without sending; `unfit` where no field takes it. */
  fill(scan: Scan): Promise<'filled' | 'unfit'>;
  /** `filled`: something is still missing. `sent` and `refused`: it was complete and went. `unfit`: no field takes it. */
  takeScan(scan: Scan): Promise<'filled' | 'sent' | 'refused' | 'unfit'>;
}

/** A form over fields. What was typed stays through refusals and through refreshed prefills. */
export function useActionForm(setup: FormSetup): ActionForm {
  const { client } = useDesk();
  const draft = reactive<Draft>({});
  const touched = new Set<string>();
  const texts = ref<Record<string, string>>({ ...setup.texts });
  const tried = ref(false);
  /** How the present scan was read; null once somebody typed over it. */
  const source = shallowRef<Scan['source'] | null>(null);
  const read = computed(() => readDraft(setup.fields(), draft, setup.request()));

  const suggest = (name: string, value: unknown) => {
    if (!touched.has(name)) draft[name] = value;
  };
  watch(
    () => JSON.stringify(setup.prefill()),
    () => {
      for (const [name, value] of Object.entries(draftOf(setup.fields(), setup.prefill()))) {
        suggest(name, value);
      }
    },
    { immediate: true },
  );

  const set = (name: string, value: unknown) => {
    touched.add(name);
    draft[name] = value;
    if (setup.fields()[name]?.kind === 'scan') source.value = null;
  };
  /** Of several meanings each as if a person had picked it: the form says which of them it can use. */
  const cardsOf = async (asked: { text: string; aim: string | null }): Promise<ScanCard[]> => {
    const card = await client['scan.card'](asked);
    if (card.kind !== 'choice') return [card];
    const picks = card.meanings.map(({ kind, id }) => ({ kind, id }));
    return Promise.all(picks.map((pick) => client['scan.card']({ ...asked, pick })));
  };
  const fill = async ({ text: raw, source: how, aim = null }: Scan) => {
    const text = cleanCode(raw);
    const cards = await cardsOf({ text, aim });
    const { shown, input } = read.value;
    const fills = onlyFill(cards.map((card) => fillsOf(shown, input, card, text)));
    if (fills === null) return 'unfit';
    for (const [name, value] of Object.entries(fills.values)) set(name, value);
    texts.value = { ...texts.value, ...fills.texts };
    if (fills.sighting) source.value = how;
    return 'filled';
  };
  /** A typed code with signs or blanks that may be none of it: the desk knows what it means, and it stays typed. */
  const tidy = async () => {
    const { shown, input } = read.value;
    const text = input[shown.find(({ spec }) => spec.kind === 'scan')?.name ?? ''];
    if (source.value !== null || typeof text !== 'string' || codeForms(text).length === 1) return;
    await fill({ text, source: 'typed' });
    source.value = null;
  };
  const submit = async (extra: Record<string, unknown> = {}) => {
    tried.value = true;
    await tidy();
    if (!read.value.complete) return false;
    const how = source.value === null ? {} : { source: source.value };
    return setup.send({ ...read.value.input, ...how, ...extra });
  };
  const takeScan = async (scan: Scan) => {
    if ((await fill(scan)) === 'unfit') return 'unfit';
    if (!read.value.complete) return 'filled';
    return (await submit()) ? 'sent' : 'refused';
  };
  return { draft, read, texts, tried, set, suggest, submit, fill, takeScan };
}

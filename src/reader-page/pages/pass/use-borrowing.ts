// Books borrowed one after another: a book scanned while another is on its way waits for its turn, none is dropped.

import { ref, shallowRef } from 'vue';
import type { LoanLine } from '../../../shared/sync/reader-circulation-views.ts';
import type { Failed } from '../../phone/answer.ts';
import type { usePhone } from '../../phone/phone.ts';
import { useSend } from '../../phone/use-send.ts';
import { codeIn } from './offers.ts';

/** A book of this screen; `gone`: its loan was closed meanwhile, at a desk or by the library's system. */
export interface Borrowed {
  loan: LoanLine;
  gone: boolean;
}

export function useBorrowing({ api }: ReturnType<typeof usePhone>) {
  const barcode = ref('');
  /** The last one first. */
  const books = shallowRef<Borrowed[]>([]);
  /** Scanned and not answered yet, the one that is on its way first. */
  const waiting = shallowRef<string[]>([]);
  const refused = shallowRef<{ code: string; failed: Failed }[]>([]);
  const { send, failed } = useSend(api.borrow);

  async function next(code: string): Promise<void> {
    const answer = await send({ barcode: code });
    waiting.value = waiting.value.slice(1);
    if (answer) {
      const others = books.value.filter(({ loan }) => loan.id !== answer.loan.id);
      books.value = [{ loan: answer.loan, gone: false }, ...others];
      return;
    }
    if (failed.value) refused.value = [...refused.value, { code, failed: failed.value }];
    // To be put right or sent again, unless the next one is on its way or in the field already.
    if (barcode.value === '' && waiting.value.length === 0) barcode.value = code;
  }

  async function borrow(): Promise<void> {
    const code = codeIn(barcode.value);
    if (code === '') return;
    barcode.value = '';
    if (waiting.value.includes(code)) return;
    waiting.value = [...waiting.value, code];
    if (waiting.value.length > 1) return;
    refused.value = [];
    for (let [first] = waiting.value; first !== undefined; [first] = waiting.value) {
      await next(first);
    }
  }

  /** Says whether there was an answer. */
  async function look(): Promise<boolean> {
    const answer = await api.loans();
    if (!answer.ok) return false;
    books.value = books.value.map(({ loan }) => {
      const now = answer.value.rows.find(({ id }) => id === loan.id);
      return { loan: now ?? loan, gone: now === undefined };
    });
    return true;
  }
  return { barcode, books, waiting, refused, borrow, look };
}

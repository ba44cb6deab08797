// Keys of the running list: each presses a button of the topmost row that has it.

import { useKeys } from '../../keys/use-keys.ts';

/** A key and the button that it presses, by the button's `data-` name. */
export interface RowKey {
  key: string;
  button: string;
  words: string;
}

/** Gives the tab those keys while it stands. */
export function useRowKeys(keys: () => readonly RowKey[]): void {
  useKeys(() =>
    keys().map(({ key, button, words }) => ({
      key,
      words,
      run: () => document.querySelector<HTMLElement>(`.list [data-${button}]`)?.click(),
    })),
  );
}

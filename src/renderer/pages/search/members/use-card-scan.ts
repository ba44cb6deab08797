// A form that names a card takes the scanner: the scan fills its field, and no copy card opens over it.

import { cleanCode } from '../../../../shared/library/barcodes.ts';
import { useScanTarget } from '../../../scan/use-scan-target.ts';

/** Gives `fill` each scan without the scanner's own signs, while the form stands. */
export function useCardScan(fill: (card: string) => void): void {
  useScanTarget(({ text }) => fill(cleanCode(text)));
}

// The security of an item at the gate: AFI and EAS together, and what they say when they do not agree.

import type { Policies } from '../../library/policies.ts';

/** Where an item counts as being: in the library (the gate sounds), or taken out. */
export type Secured = 'in' | 'out';

/** Values of AFI that the library uses. */
export interface SecurityValues {
  in: number;
  out: number;
}

/** An AFI as it is set in policies, `07` or `0xC2`; null for a text that is none. */
export function afiOf(text: string): number | null {
  const digits = /^(?:0x)?([\dA-F]{1,2})$/iu.exec(text)?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 16);
}

/** The library's AFI values; the standard's (ISO 28560) where a setting is none. */
export function securityValues(policies: Policies): SecurityValues {
  return {
    in: afiOf(policies.text('rfid.afi_in')) ?? 0x07,
    out: afiOf(policies.text('rfid.afi_out')) ?? 0xc2,
  };
}

/**
 * What AFI and EAS say; null stands for a tag that lacks one. `mixed`: they contradict each other. `unknown`: neither value
 * is the library's, and no EAS says more.
 */
export function securedBy(
  tag: { afi: number | null; eas: boolean | null },
  values: SecurityValues,
): Secured | 'mixed' | 'unknown' {
  const byAfi = tag.afi === values.in ? 'in' : tag.afi === values.out ? 'out' : null;
  const byEas = tag.eas === null ? null : tag.eas ? 'in' : 'out';
  if (byAfi !== null && byEas !== null && byAfi !== byEas) return 'mixed';
  return byAfi ?? (tag.afi === null ? byEas : null) ?? 'unknown';
}

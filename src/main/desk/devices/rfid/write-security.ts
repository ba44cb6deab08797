// Writes the security of one tag: AFI and EAS, read back, tried again.

import type { Secured, SecurityValues } from '../../../../shared/devices/rfid/security.ts';
import { faultCode, TagFault } from './tag-reader.ts';
import type { TagReader } from './tag-reader.ts';

/** How the library secures. */
export interface SecurityRules {
  values: SecurityValues;
  /** EAS goes with AFI. */
  eas: boolean;
  /** How often it is tried in all. */
  tries: number;
}

/** Written and read back, or the code of the last fault. */
export type SecurityWritten =
  | { ok: true; afi: number | null; eas: boolean | null }
  | { ok: false; code: string };

/** Faults that trying again does not mend while nothing else changes. */
const FINAL: readonly string[] = ['tag_gone', 'tag_locked', 'reader_gone', 'reader_cannot'];

async function hasEas(reader: TagReader, uid: string): Promise<boolean | null> {
  try {
    return await reader.readEas(uid);
  } catch (error) {
    if (faultCode(error) === 'reader_cannot') return null;
    throw error;
  }
}

/** Writes what is not yet so, and looks. */
async function once(
  reader: TagReader,
  uid: string,
  want: { afi: number; eas: boolean | null },
): Promise<SecurityWritten> {
  const before = await reader.systemInfo(uid);
  const hasAfi = before.afi !== null || want.eas === null || (await hasEas(reader, uid)) === null;
  if (hasAfi && before.afi !== want.afi) await reader.writeAfi(uid, want.afi);
  const eas = want.eas === null ? null : await hasEas(reader, uid);
  if (want.eas !== null && eas !== null && eas !== want.eas) await reader.setEas(uid, want.eas);
  const after = await reader.systemInfo(uid);
  const easAfter = want.eas === null ? null : await hasEas(reader, uid);
  if (hasAfi && after.afi !== want.afi) return { ok: false, code: 'rfid_afi_unlike' };
  if (easAfter !== null && easAfter !== want.eas) return { ok: false, code: 'rfid_eas_unlike' };
  return { ok: true, afi: after.afi, eas: easAfter };
}

/** Secures a tag. Never throws; a tag without EAS is secured by its AFI alone, one without AFI by its EAS alone. */
export async function writeSecurity(
  reader: TagReader,
  uid: string,
  want: Secured,
  { values, eas, tries }: SecurityRules,
): Promise<SecurityWritten> {
  if (values.in === values.out) return { ok: false, code: 'rfid_afi_same' };
  const wanted = { afi: values[want], eas: eas ? want === 'in' : null };
  let code = 'tag_refused';
  for (let round = 0; round < tries; round += 1) {
    try {
      const done = await once(reader, uid, wanted);
      if (done.ok) return done;
      code = done.code;
    } catch (error) {
      code = error instanceof TagFault ? error.code : 'reader_answer';
      if (FINAL.includes(code)) break;
    }
  }
  return { ok: false, code };
}

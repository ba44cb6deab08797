// Which devices a listing holds, and what they are called over replugging and restarts.

import type { HidInfo } from './hid-port.ts';
import type { ScannerProfiles } from './scanner-profiles.ts';

/** A USB number (16 bits) as it is written everywhere: four hexadecimal digits. */
export const usbHex = (value: number) => value.toString(16).padStart(4, '0');

/** What stays of a device when it is plugged in elsewhere; two without serial numbers have the same. */
function nameOf({ vendorId, productId, serialNumber, interface: number, ...info }: HidInfo) {
  const ids = `${usbHex(vendorId)}:${usbHex(productId)}:${(serialNumber ?? '').slice(0, 100)}`;
  return `${ids}:${number}:${usbHex(info.usagePage)}.${usbHex(info.usage)}`;
}

/**
 * One collection a path: on Linux a path has all of a device's collections, of which the one with a profile counts.
 */
function onePerPath(listed: readonly HidInfo[], profiles: ScannerProfiles): HidInfo[] {
  const paths = Map.groupBy(listed, ({ path }) => path);
  return [...paths.values()].flatMap((collections) => {
    const best =
      collections.find((each) => profiles.byItself(each) !== null) ??
      collections.find((each) => profiles.fitting(each).length > 0) ??
      collections[0];
    return best ? [best] : [];
  });
}

/** A device with the id that it has now. */
export interface NamedDevice {
  id: string;
  info: HidInfo;
}

/**
 * Names the devices of a listing. A path keeps the id that it had (`known`); a newcomer gets the first id of its name
 * that nobody present has, so that a scanner that is plugged in again is the one it was.
 */
export function nameDevices(
  listed: readonly HidInfo[],
  known: ReadonlyMap<string, string>,
  profiles: ScannerProfiles,
): NamedDevice[] {
  const infos = onePerPath(listed, profiles).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const taken = new Set<string>();
  const isOf = (id: string | undefined, name: string) =>
    id !== undefined && (id === name || id.startsWith(`${name}#`));
  const named = infos.map((info): { info: HidInfo; id: string | null } => {
    const id = known.get(info.path);
    if (id === undefined || !isOf(id, nameOf(info))) return { info, id: null };
    taken.add(id);
    return { info, id };
  });
  return named.map(({ info, id }) => {
    if (id !== null) return { info, id };
    const name = nameOf(info);
    let free = name;
    for (let number = 2; taken.has(free); number += 1) free = `${name}#${number}`;
    taken.add(free);
    return { info, id: free };
  });
}

// The profiles of a desk: those that ship with it and those of its own folder, each with its decoder.

import type { TextDecoders } from '../../../shared/devices/bytes-text.ts';
import { readProfiles } from '../../../shared/devices/device-profile.ts';
import type { DeviceProfile } from '../../../shared/devices/device-profile.ts';
import { makeDecoder } from '../../../shared/devices/make-decoder.ts';
import { likelyProfiles, profileFor } from '../../../shared/devices/profile-choice.ts';
import type { ReportDecoder } from '../../../shared/devices/report-decoder.ts';
import { commandReport } from '../../../shared/devices/scanner-commands.ts';
import type { OutgoingReport } from '../../../shared/devices/scanner-commands.ts';
import type { Bilingual } from '../../../shared/library/entities.ts';
import type { HidInfo } from './hid-port.ts';
import { profileFiles } from './profile-files.ts';

/** A way to read a device. */
export interface ScannerProfile {
  id: string;
  name: Bilingual;
  /** What is known of it and what was never tried. */
  note: Bilingual;
  makeDecoder(): ReportDecoder;
  /** Told after opening; a device that refuses one goes on all the same. */
  init: readonly OutgoingReport[];
  commands: Readonly<Record<string, OutgoingReport>>;
}

/** All profiles of a desk. */
export interface ScannerProfiles {
  /** In the order in which they are offered. */
  all: readonly ScannerProfile[];
  /** Ids of those made for this collection, the best first. */
  fitting(info: HidInfo): readonly string[];
  /** The profile that the desk takes by itself; null: the device is left alone. */
  byItself(info: HidInfo): string | null;
}

function strict(encoding: string): (bytes: Uint8Array) => string | null {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (bytes) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return null;
    }
  };
}

const TEXTS: TextDecoders = { utf8: strict('utf-8'), gb18030: strict('gb18030') };

/** Makes what the manager asks; profiles of other systems are left out. */
export function scannerProfiles(read: readonly DeviceProfile[], platform: string): ScannerProfiles {
  const here = read.filter(
    ({ platforms }) => platforms === null || platforms.some((each) => each === platform),
  );
  return {
    all: here.map((profile) => ({
      id: profile.id,
      name: profile.name,
      note: profile.note,
      makeDecoder: () => makeDecoder(profile, TEXTS),
      init: profile.init.map(commandReport),
      commands: Object.fromEntries(
        Object.entries(profile.commands).map(([name, command]) => [name, commandReport(command)]),
      ),
    })),
    fitting: (info) => likelyProfiles(info, here, platform).map(({ id }) => id),
    byItself: (info) => profileFor(info, here, platform)?.id ?? null,
  };
}

/**
 * Reads the profiles of this machine: `devices/*.json` of the desk's own folder first, then those that ship.
 * A file that cannot be used is logged with the reason and left out.
 */
export function machineProfiles(
  own: string,
  log: (line: string) => void,
  from = import.meta.dirname,
): ScannerProfiles {
  const complain = (file: string, problem: string) => log(`device profile ${file}: ${problem}`);
  const { profiles, problems } = readProfiles(profileFiles('devices', { own, from }, complain));
  for (const { file, problem } of problems) complain(file, problem);
  return scannerProfiles(profiles, process.platform);
}

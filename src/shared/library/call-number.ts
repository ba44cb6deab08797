// Sort keys of call numbers: shelf order as plain text order, by the scheme and the open points that the library has set.

import { clcParts } from './call-number-clc.ts';
import { deweyParts } from './call-number-dewey.ts';
import { lcParts } from './call-number-lc.ts';
import { CALL_NUMBER_SCHEMES, DEFAULT_CALL_NUMBERS } from './call-number-parts.ts';
import type { CallNumberOptions, CallNumberScheme, Part } from './call-number-parts.ts';
import type { Place } from './entities.ts';
import type { Policies } from './policies.ts';

/** Reads a call number; in front of each other the keys of the parts are its sort key. */
export function callParts(callNumber: string, options: CallNumberOptions): Part[] {
  if (options.scheme === 'lc') return lcParts(callNumber);
  return options.scheme === 'dewey' ? deweyParts(callNumber) : clcParts(callNumber, options);
}

/**
 * Sort key of a call number: comparing two keys as text gives shelf order; what cannot be read comes last. Keys of
 * different options do not compare.
 */
export function callKey(
  callNumber: string,
  options: CallNumberOptions = DEFAULT_CALL_NUMBERS,
): string {
  let key = '';
  for (const part of callParts(callNumber, options)) key += part.key;
  return key;
}

/** Whether the scheme's rules can read a call number; `callKey` puts those that they cannot last. */
export function isReadable(callNumber: string, options: CallNumberOptions): boolean {
  return callParts(callNumber, options)[0]?.what !== 'unreadable';
}

function schemeOf(policies: Policies, collection: Pick<Place, 'code'> | null): CallNumberScheme {
  const own = policies
    .list('call_number.schemes')
    .find((each) => each.slice(0, each.lastIndexOf('=')) === collection?.code);
  const name = own?.slice(own.lastIndexOf('=') + 1) ?? policies.text('call_number.scheme');
  return CALL_NUMBER_SCHEMES.find((scheme) => scheme === name) ?? DEFAULT_CALL_NUMBERS.scheme;
}

/** How the call numbers of a collection (of the library where it is null) are read, from the library's settings. */
export function callNumberOptions(
  policies: Policies,
  collection: Pick<Place, 'code'> | null = null,
): CallNumberOptions {
  const mark = policies.text('call_number.mark');
  return {
    scheme: schemeOf(policies, collection),
    letters:
      policies.text('call_number.letters') === 'after_signs' ? 'after_signs' : 'before_signs',
    mark: mark === 'first' || mark === 'ignored' ? mark : 'letter',
    itemSigns: policies.text('call_number.item_signs'),
    itemLetters:
      policies.text('call_number.item_letters') === 'alphabetical'
        ? 'alphabetical'
        : 'shorter_first',
  };
}

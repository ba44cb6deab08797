// Every policy key of the library with its default: the common ones, those of shared actions and each queue's own.

import { TRANSFER_POLICIES } from '../circulation/transfers/transfer-policies.ts';
import { CIRCULATION_POLICIES } from '../circulation/policies.ts';
import { VOICE_POLICIES } from '../circulation/voices/voice-policies.ts';
import { COMMON_POLICIES } from '../library/policies.ts';
import type { PolicyValue } from '../library/policies.ts';
import { ofEveryQueue } from './modules.ts';
import { sharedPolicies } from './parts/shared-actions.ts';

/** Defaults by key. */
export const POLICY_DEFAULTS: Record<string, PolicyValue> = Object.assign(
  {},
  COMMON_POLICIES,
  sharedPolicies,
  CIRCULATION_POLICIES,
  TRANSFER_POLICIES,
  VOICE_POLICIES,
  ...Object.values(ofEveryQueue(({ policies }) => policies)),
);

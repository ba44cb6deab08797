// Every policy key of the library with its default: the common ones, those of shared actions and each queue's own.

import { COMMON_POLICIES } from '../library/policies.ts';
import type { PolicyValue } from '../library/policies.ts';
import { deliveryPolicies } from './delivery/policies.ts';
import { findBookPolicies } from './find-book/policies.ts';
import { purchasePolicies } from './purchase/policies.ts';
import { reallocationPolicies } from './reallocation/policies.ts';
import { sharedPolicies } from './shared-actions.ts';

/** Defaults by key. */
export const POLICY_DEFAULTS: Record<string, PolicyValue> = {
  ...COMMON_POLICIES,
  ...sharedPolicies,
  ...reallocationPolicies,
  ...findBookPolicies,
  ...purchasePolicies,
  ...deliveryPolicies,
};

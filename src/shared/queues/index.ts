// The definitions that everything works with: every queue with the actions that all of them share.

import { ofEveryQueue } from './modules.ts';
import { withSharedActions } from './parts/shared-actions.ts';

/** The queues by name. */
export const QUEUES = ofEveryQueue(({ definition }) => withSharedActions(definition));

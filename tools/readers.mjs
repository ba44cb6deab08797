// `npm run readers -- …`: lets the demonstration's readers come.

import { builtProgram, words } from './ready.mjs';
import { endWith, startChild } from './run-child.mjs';

endWith(startChild(process.execPath, [await builtProgram('readers'), ...words]));

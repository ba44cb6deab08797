// `npm run central -- …`: runs the library's service.

import { builtProgram, words } from './ready.mjs';
import { endWith, startChild } from './run-child.mjs';

endWith(startChild(process.execPath, [await builtProgram('central'), ...words]));

// The loopback host's entry: whatever an earlier start has compiled is read, not compiled again.

import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Beside the program, so that a build throws it away; where nothing may be written, all is compiled as ever.
enableCompileCache(join(import.meta.dirname, '.compiled'));
const { runProgram } = await import('./main.ts');
runProgram(import.meta.dirname);

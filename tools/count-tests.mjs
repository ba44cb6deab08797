// Prints "passed failed" of a vitest JSON report; a run without a single test counts as one failure.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const failed = report.numFailedTests + (report.success || report.numFailedTests > 0 ? 0 : 1);
process.stdout.write(`${report.numPassedTests} ${report.numTotalTests === 0 ? 1 : failed}\n`);

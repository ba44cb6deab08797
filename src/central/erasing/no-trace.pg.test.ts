import { describe } from 'vitest';
import { noTraceTests } from '../../../tests/support/no-trace-contract.ts';
import { usePostgresPair } from '../../../tests/support/postgres-pair.ts';

describe('what a reader did by phone, in PostgreSQL', () => {
  noTraceTests(usePostgresPair());
});

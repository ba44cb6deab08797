import { describe } from 'vitest';
import { erasingTests } from '../../../tests/support/erase-contract.ts';
import { usePostgresPair } from '../../../tests/support/postgres-pair.ts';

describe('erasing a reader in PostgreSQL', () => {
  erasingTests(usePostgresPair());
});

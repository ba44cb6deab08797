// Test projects by what they touch: nothing real, real SQLite, a DOM, a real browser.
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

/** Files at once; by itself vitest leaves one core of two idle. Projects of one group have to agree. */
const WORKERS = 2;

export default defineConfig({
  test: {
    reporters: process.env['CI']
      ? ['default', ['json', { outputFile: 'out/test-results.json' }]]
      : ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          // Pure code keeps no state between files, and loading it once is most of the time saved.
          isolate: false,
          maxWorkers: WORKERS,
          include: ['src/shared/**/*.test.ts', 'src/demo/**/*.test.ts', 'tests/*.test.ts'],
        },
      },
      {
        test: {
          name: 'desk',
          // Files share their modules as one desk's parts do; loading them for each file was half of the time.
          isolate: false,
          maxWorkers: WORKERS,
          include: [
            'src/main/**/*.test.ts',
            'src/preload/**/*.test.ts',
            'src/node/**/*.test.ts',
            'src/central/**/*.test.ts',
          ],
          exclude: ['src/**/*.pg.test.ts'],
          globalSetup: ['tests/support/demo-setup.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          // A real PostgreSQL, brought by an npm package.
          name: 'central',
          include: ['src/**/*.pg.test.ts'],
          globalSetup: ['tests/support/postgres-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: WORKERS,
        },
      },
      {
        plugins: [vue()],
        test: {
          name: 'web',
          include: ['src/{renderer,reader-page}/**/*.web.test.ts'],
          environment: 'happy-dom',
          // A DOM and the modules of the page for each file anew were three quarters of the time.
          pool: 'vmThreads',
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          // Every commit's part of the fault programme; `npm test` leaves it to `.ci/run`.
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          // Virtual scanners in a small virtual machine; `npm test` leaves it to `npm run test:hid`.
          name: 'hid',
          include: ['tests/hid/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/demo-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 180_000,
          // A page on a busy machine: what is polled for comes, or does not come at all.
          expect: { poll: { timeout: 20_000 } },
          maxWorkers: WORKERS,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

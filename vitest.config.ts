// Test projects by what they touch: nothing real, real SQLite, a DOM, a real browser.
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

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
          include: ['src/shared/**/*.test.ts', 'src/demo/**/*.test.ts', 'tests/*.test.ts'],
        },
      },
      {
        test: {
          name: 'desk',
          include: ['src/main/**/*.test.ts', 'src/preload/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        plugins: [vue()],
        test: { name: 'web', include: ['src/renderer/**/*.web.test.ts'], environment: 'happy-dom' },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

/** Built into dist/web, which the API process serves (api/routes/web). */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact({ devToolsEnabled: false }), precompress()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The policy allows no inline script and no data: URL of a script or style.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
  },
  server: {
    // `npm run web:dev` beside a running `assay up`.
    proxy: { '/api': process.env['ASSAY_SERVER'] ?? 'http://127.0.0.1:4400' },
  },
});

/** Builds the simulator's chat page into dist/page: one script, one style sheet, fonts and icons. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const from = join(root, 'simulator/page');
const to = join(root, 'dist/page');

const FONTS = ['thai-400', 'thai-700', 'latin-400', 'latin-700'].map(
  (part) => `sarabun-${part}-normal.woff2`,
);

/** One file with all icons, each to be used as `icons.svg#name`. */
async function iconSprite() {
  const names = JSON.parse(await readFile(join(from, 'icons.json'), 'utf8'));
  const symbols = names.map(async (name) => {
    const drawing = await readFile(join(root, 'node_modules/lucide-static/icons', `${name}.svg`), 'utf8');
    const inner = drawing.slice(
      drawing.indexOf('>', drawing.indexOf('<svg')) + 1,
      drawing.lastIndexOf('</svg>'),
    );
    const look =
      'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
    return `<symbol id="${name}" viewBox="0 0 24 24" ${look}>${inner.trim()}</symbol>`;
  });
  const licence = '<!-- Icons: Lucide, ISC licence, https://lucide.dev/license -->';
  return `${licence}\n<svg xmlns="http://www.w3.org/2000/svg">\n${(await Promise.all(symbols)).join('\n')}\n</svg>\n`;
}

await rm(to, { recursive: true, force: true });
await mkdir(join(to, 'fonts'), { recursive: true });
await Promise.all([
  build({
    entryPoints: [
      { in: join(from, 'main.tsx'), out: 'app' },
      { in: join(from, 'styles/index.css'), out: 'app' },
    ],
    charset: 'utf8',
    outdir: to,
    bundle: true,
    minify: true,
    sourcemap: true,
    target: ['safari15', 'es2020'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['/simulator/assets/*'],
    logLevel: 'warning',
  }),
  cp(join(from, 'index.html'), join(to, 'index.html')),
  cp(join(from, 'favicon.svg'), join(to, 'favicon.svg')),
  iconSprite().then((sprite) => writeFile(join(to, 'icons.svg'), sprite)),
  ...FONTS.map((name) =>
    cp(join(root, 'node_modules/@fontsource/sarabun/files', name), join(to, 'fonts', name)),
  ),
]);

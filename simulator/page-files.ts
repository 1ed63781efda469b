import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Router } from 'express';
import { static as serveFolder } from 'express';

/** The folder with the nearest package.json: sources and build find the same one. */
function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** Serves the built chat page, or tells how to build it. */
export function mountPage(router: Router, pageDir: string | undefined): void {
  const folder = pageDir ?? join(projectRoot(), 'dist', 'page');
  router.use('/simulator/assets', serveFolder(folder, { index: false, fallthrough: true }));
  router.get('/simulator', (_req, res) => {
    const page = join(folder, 'index.html');
    if (existsSync(page)) res.set('cache-control', 'no-cache').sendFile(page);
    else res.status(503).type('text/plain').send('The chat page is not built yet. Run: npm run build\n');
  });
}

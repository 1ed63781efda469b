import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setStage } from './harness';

describe('the chat page', () => {
  let pageDir: string;
  beforeEach(() => (pageDir = mkdtempSync(join(tmpdir(), 'page-'))));
  afterEach(() => rmSync(pageDir, { recursive: true }));

  test('is served with its files', async () => {
    writeFileSync(join(pageDir, 'index.html'), '<title>LINE</title>');
    writeFileSync(join(pageDir, 'app.js'), 'start()');
    const stage = await setStage({}, { pageDir });
    expect((await stage.call('GET', '/simulator')).body.text).toBe('<title>LINE</title>');
    const script = await stage.call('GET', '/simulator/assets/app.js');
    expect(script).toMatchObject({ status: 200, body: { text: 'start()' } });
    expect(script.headers.get('content-type')).toContain('javascript');
    expect((await stage.call('GET', '/simulator/assets/none.js')).status).toBe(404);
    await stage.close();
  });

  test('tells how to build it when it is not built', async () => {
    const stage = await setStage({}, { pageDir });
    const answer = await stage.call('GET', '/simulator');
    expect(answer.status).toBe(503);
    expect(answer.body.text).toContain('npm run build');
    await stage.close();
  });
});

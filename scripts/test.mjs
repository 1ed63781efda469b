/**
 * `npm test`: one build, then all tests in one run of jest, so that no core waits for the longest of them.
 * The checks (types, lint, format) run beside the tests; what they have to say is printed whole at the end.
 * Fails if any part fails.
 */
import { spawn } from 'node:child_process';

/** Runs one of package.json's scripts; resolves with its exit code and, if `quiet`, its output. */
function run(script, quiet = false) {
  const child = spawn('npm', ['run', '--silent', script], { stdio: quiet ? 'pipe' : 'inherit' });
  let output = '';
  const keep = (chunk) => (output += chunk);
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return new Promise((done) => child.on('close', (code) => done({ script, code: code ?? 1, output })));
}

const built = await run('build');
const checks = run('check', true);
const results = built.code === 0 ? [await run('test:all')] : [built];
const checked = await checks;
process.stdout.write(checked.output);
results.unshift(checked);

const failed = results.filter(({ code }) => code !== 0).map(({ script }) => script);
console.log(failed.length === 0 ? 'npm test: everything passed' : `npm test: failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);

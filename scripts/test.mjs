/**
 * `npm test`: the checks (types, lint, format) run beside the tests, because each of them keeps one core
 * busy and no more. What the checks have to say is printed whole at the end. Fails if any part fails.
 */
import { spawn } from 'node:child_process';

const TESTS = ['test:unit', 'test:journeys', 'test:browser'];

/** Runs one of package.json's scripts; resolves with its exit code and, if `quiet`, its output. */
function run(script, quiet = false) {
  const child = spawn('npm', ['run', '--silent', script], { stdio: quiet ? 'pipe' : 'inherit' });
  let output = '';
  const keep = (chunk) => (output += chunk);
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return new Promise((done) => child.on('close', (code) => done({ script, code: code ?? 1, output })));
}

const checks = run('check', true);
const results = [];
for (const script of TESTS) results.push(await run(script));
const checked = await checks;
process.stdout.write(checked.output);
results.unshift(checked);

const failed = results.filter(({ code }) => code !== 0).map(({ script }) => script);
console.log(failed.length === 0 ? 'npm test: everything passed' : `npm test: failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);

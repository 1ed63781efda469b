'use strict';
/**
 * Runs after `npm ci`: makes the embedded database able to start on systems with an older C library, so
 * that later starts need no network. Never fails the install: a server given by MONGODB_URI needs none of it.
 */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { need, cacheFolder, unpackedLoader } = require('./runtime.cjs');

const PACKAGES = ['libc6', 'libgcc-s1', 'libstdc++6'];
/** The release whose C library is new enough, and the keyring that vouches for its packages. */
const RELEASES = {
  debian: { suite: 'trixie', component: 'main', keyring: '/usr/share/keyrings/debian-archive-keyring.gpg' },
  ubuntu: { suite: 'noble', component: 'main', keyring: '/usr/share/keyrings/ubuntu-archive-keyring.gpg' },
};

function main() {
  if (need() !== 'loader' || unpackedLoader() !== undefined) return;
  try {
    fetchLibraries();
    console.log('prongsai: the embedded database is ready (newer C library unpacked into the cache).');
  } catch (error) {
    console.warn(
      `prongsai: the embedded database cannot run here: ${firstLine(error)}\n` +
        'prongsai: set MONGODB_URI to a MongoDB server instead (README, "Database").',
    );
  }
}

function fetchLibraries() {
  const { distribution, release } = thisSystem();
  const mirror = mirrorOf(distribution);
  const target = cacheFolder();
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const work = fs.mkdtempSync(`${target}-`);
  try {
    download(work, `deb [signed-by=${release.keyring}] ${mirror} ${release.suite} ${release.component}`);
    const unpacked = path.join(work, 'unpacked');
    for (const file of fs.readdirSync(work).filter((name) => name.endsWith('.deb'))) {
      execFileSync('dpkg-deb', ['-x', path.join(work, file), unpacked], { stdio: 'pipe' });
    }
    // One rename makes it visible: a half-done folder is never taken for a whole one.
    fs.rmSync(target, { recursive: true, force: true });
    fs.renameSync(unpacked, target);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** `apt-get download` with lists and cache of our own: checked by the keyring, nothing installed. */
function download(work, source) {
  for (const folder of ['lists/partial', 'cache/archives/partial']) {
    fs.mkdirSync(path.join(work, folder), { recursive: true });
  }
  const sources = path.join(work, 'sources.list');
  fs.writeFileSync(sources, `${source}\n`);
  const options = [
    `Dir::Etc::sourcelist=${sources}`,
    'Dir::Etc::sourceparts=-',
    `Dir::State::lists=${path.join(work, 'lists')}`,
    `Dir::Cache=${path.join(work, 'cache')}`,
    'APT::Sandbox::User=root',
  ].flatMap((option) => ['-o', option]);
  const run = (...args) =>
    execFileSync('apt-get', [...options, ...args], { cwd: work, stdio: 'pipe', timeout: 180_000 });
  run('update');
  run('download', ...PACKAGES);
}

function thisSystem() {
  const fields = Object.fromEntries(
    fs
      .readFileSync('/etc/os-release', 'utf8')
      .split('\n')
      .map((line) => line.split('='))
      .map(([key, value]) => [key, (value ?? '').replaceAll('"', '')]),
  );
  const distribution = [fields.ID, ...(fields.ID_LIKE ?? '').split(' ')].find((name) => name in RELEASES);
  if (distribution === undefined)
    throw new Error(`no recipe for the system "${fields.ID}" with its C library`);
  const release = RELEASES[distribution];
  if (!fs.existsSync(release.keyring)) throw new Error(`the keyring ${release.keyring} is missing`);
  return { distribution, release };
}

/** The package mirror this machine already uses. */
function mirrorOf(distribution) {
  const folder = '/etc/apt/sources.list.d';
  const files = [
    '/etc/apt/sources.list',
    ...(fs.existsSync(folder) ? fs.readdirSync(folder).map((f) => path.join(folder, f)) : []),
  ];
  const lines = files
    .filter((file) => fs.existsSync(file))
    .flatMap((file) => fs.readFileSync(file, 'utf8').split('\n'))
    .filter((line) => !line.trimStart().startsWith('#'));
  const addresses = lines.flatMap((line) => line.match(/https?:\/\/\S+/g) ?? []);
  const mirror = addresses.find((address) => address.replace(/\/$/, '').endsWith(`/${distribution}`));
  if (mirror === undefined) throw new Error(`no ${distribution} mirror among this machine's package sources`);
  return mirror;
}

function firstLine(error) {
  const text = String(error.stderr ?? '').trim() || error.message;
  return text.split('\n')[0];
}

main();

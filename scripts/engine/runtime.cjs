'use strict';
/**
 * Which command runs the engine host on this machine. The embedded MongoDB engine needs a C library of
 * 2.38 or newer; on Debian 12, Ubuntu 22.04 and their like it is run under a newer dynamic loader that
 * `prepare.cjs` has unpacked into a cache folder. Nothing is installed.
 */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const NEEDED = [2, 38];
const ARCHITECTURES = {
  x64: { loader: 'ld-linux-x86-64.so.2', triplet: 'x86_64-linux-gnu' },
  arm64: { loader: 'ld-linux-aarch64.so.1', triplet: 'aarch64-linux-gnu' },
};

/** The C library's version as [major, minor], or undefined where it is not glibc. */
function glibcVersion() {
  const { glibcVersionRuntime } = process.report.getReport().header;
  return glibcVersionRuntime?.split('.').map(Number);
}

/** 'as-is': runs here; 'loader': needs the newer loader; 'no': the package has no build for this machine. */
function need() {
  if (process.platform === 'darwin') return process.arch === 'arm64' ? 'as-is' : 'no';
  if (process.platform !== 'linux' || !(process.arch in ARCHITECTURES)) return 'no';
  const version = glibcVersion();
  if (version === undefined) return 'no';
  const [major, minor] = version;
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]) ? 'as-is' : 'loader';
}

/** Where the loader and its libraries are kept between installs. */
function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return path.join(base, 'prongsai', `c-library-${process.arch}`);
}

/** The unpacked loader and its library folders, or undefined while there is none. */
function unpackedLoader() {
  const { loader, triplet } = ARCHITECTURES[process.arch] ?? {};
  if (loader === undefined) return undefined;
  const root = cacheFolder();
  const folders = ['usr/lib', 'lib']
    .map((folder) => path.join(root, folder, triplet))
    .filter((f) => fs.existsSync(f));
  const file = folders
    .map((folder) => path.join(folder, loader))
    .find((candidate) => fs.existsSync(candidate));
  return file === undefined ? undefined : { file, libraryPath: folders.join(':') };
}

/** The command line that runs `script` with `args` on the engine's C library; undefined: not possible here. */
function commandFor(script, args) {
  const how = need();
  if (how === 'as-is') return [process.execPath, script, ...args];
  if (how === 'no') return undefined;
  const loader = unpackedLoader();
  if (loader === undefined) return undefined;
  return [loader.file, '--library-path', loader.libraryPath, process.execPath, script, ...args];
}

module.exports = { need, cacheFolder, unpackedLoader, commandFor };

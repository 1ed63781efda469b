/**
 * Addresses in messages. LINE wants https everywhere, while the simulator runs on plain http on this
 * machine: an address of this machine is loaded from here by its path, all others are left alone.
 */

const OWN_HOSTS = /^(localhost|127\.0\.0\.1|\[::1\]|.+\.(localhost|test|invalid))$/;

function parse(url: string, base: string): URL | undefined {
  try {
    return new URL(url, base);
  } catch {
    return undefined;
  }
}

/** The path to load a picture or film from, or `undefined` when it lives on another machine. */
export function localPath(url: string | undefined, pageAddress: string): string | undefined {
  const target = url === undefined ? undefined : parse(url, pageAddress);
  const here = parse(pageAddress, pageAddress);
  if (target === undefined || here === undefined) return undefined;
  if (target.protocol === 'data:' && /^data:image\/(png|jpeg|gif|webp);/.test(target.href))
    return target.href;
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return undefined;
  const own = target.hostname === here.hostname || OWN_HOSTS.test(target.hostname);
  return own ? target.pathname + target.search : undefined;
}

/** Where a tapped link leads: a page of this machine by its path, http(s) and telephone links as they are. */
export function linkTarget(uri: string, pageAddress: string): string | undefined {
  const here = localPath(uri, pageAddress);
  if (here !== undefined) return here + (parse(uri, pageAddress)?.hash ?? '');
  const target = parse(uri, pageAddress);
  return target !== undefined && ['http:', 'https:', 'tel:'].includes(target.protocol)
    ? target.href
    : undefined;
}

/** The text that `https://line.me/R/oaMessage/<account>/?<text>` puts into the message field. */
export function prefilledText(uri: string): string | undefined {
  const [, query] = /^https:\/\/line\.me\/R\/oaMessage\/[^/?]+\/?\?(.+)$/.exec(uri) ?? [];
  if (query === undefined) return undefined;
  try {
    return decodeURIComponent(query);
  } catch {
    return undefined;
  }
}

/** True for `https://line.me/R/nv/location/`, which opens the location screen. */
export function opensLocation(uri: string): boolean {
  return /^https:\/\/line\.me\/R\/nv\/location\/?$/.test(uri);
}

/** Token and nonce of LINE's account-link dialog, which this page confirms by itself. */
export function accountLink(uri: string): { linkToken: string; nonce: string } | undefined {
  if (!uri.startsWith('https://access.line.me/dialog/bot/accountLink?')) return undefined;
  const query = new URL(uri).searchParams;
  const [linkToken, nonce] = [query.get('linkToken'), query.get('nonce')];
  return linkToken === null || nonce === null ? undefined : { linkToken, nonce };
}

/** One piece of a text: words, or an address that can be followed. */
export interface TextPiece {
  readonly text: string;
  readonly href?: string;
}

/** Splits a text at its web addresses, as LINE makes them links. */
export function linkify(text: string, pageAddress: string): readonly TextPiece[] {
  return text
    .split(/(https?:\/\/[^\s<>"\u0E00-\u0E7F]+)/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const href = /^https?:\/\//.test(piece) ? linkTarget(piece, pageAddress) : undefined;
      return href === undefined ? { text: piece } : { text: piece, href };
    });
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a proxy adds to a request that it hands on, under whatever end; with any of these it came from elsewhere. */
const HANDED_ON = /^(forwarded|via|x-(original-)?forwarded(-.+)?|x-real-ip|.+-(client|connecting)-ip)$/;

/**
 * True for whoever may not read how the bot is doing. With a `token`, only who brings it as a bearer token
 * may, from wherever; without one, only who asks on this machine itself. A proxy on this machine speaks
 * for the whole world, so what it hands on is not from here.
 */
export function isStranger(request: IncomingMessage, token: string | undefined): boolean {
  if (token !== undefined) return !isSame(request.headers.authorization ?? '', `Bearer ${token}`);
  return (
    isHandedOn(request) || !isLoopback(request.socket.remoteAddress) || !namesLoopback(request.headers.host)
  );
}

/** Also by HTTP/1.0, which nobody speaks any more but nginx to whatever is behind it, where it adds no header. */
function isHandedOn({ headers, httpVersion }: IncomingMessage): boolean {
  return httpVersion === '1.0' || Object.keys(headers).some((name) => HANDED_ON.test(name));
}

/** In a time that says nothing of how far they agree. */
function isSame(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

function isLoopback(address = ''): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

/** A page elsewhere can make a browser here ask under a name of its own; ours are these. */
function namesLoopback(host = ''): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/.test(host);
}

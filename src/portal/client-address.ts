import { isIP } from 'node:net';
import type { Request } from 'express';

/**
 * The address of the person, through as many proxies as the application was told to trust. undefined: a proxy wrote
 * something else in its place, such as "unknown".
 */
export function clientAddress(request: Request): string | undefined {
  return bareAddress(request.ip ?? '');
}

/**
 * What limits by address count together. In IPv6 that is the network of 64 bits which one household or server has to
 * itself, because whoever has one address there has all of them; or the one of 48 bits which a company has.
 */
export function clientNetwork(request: Request, bits: 48 | 64 = 64): string {
  const address = clientAddress(request) ?? bareAddress(request.socket.remoteAddress ?? '') ?? 'unknown';
  if (isIP(address) !== 6) return address;
  const groups = sixteenBitGroups(address).slice(0, bits / 16);
  return `${groups.join(':')}::/${bits}`;
}

/** Some proxies add the port: "203.0.113.7:51234", "[2001:db8::1]:443". */
function bareAddress(written: string): string | undefined {
  const host = /^\[([^\]]+)\](?::\d+)?$/.exec(written)?.[1] ?? /^([\d.]+):\d+$/.exec(written)?.[1] ?? written;
  const address = host.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return isIP(address) ? address : undefined;
}

function sixteenBitGroups(address: string): string[] {
  // URLs write every address in one way: small letters, no leading zeros, no dots.
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [before = [], after] = written.split('::').map((part) => part.split(':').filter(Boolean));
  if (!after) return before;
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after];
}

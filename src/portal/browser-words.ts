/** In the order in which they are looked for: most name others besides themselves. */
const browsers = [
  ['Edge', /\bEdgA?\/|\bEdgiOS\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\bFirefox\/|\bFxiOS\//],
  ['Chrome', /Chrome\/|\bCriOS\//],
  ['Safari', /\bSafari\//],
] as const;
const systems = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['Mac', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
] as const;

/** "Firefox, Windows", as far as a browser says it of itself; empty: nothing that people would know. */
export function browserWords(userAgent: string): string {
  const found = [browsers, systems].map((names) => names.find(([, pattern]) => pattern.test(userAgent))?.[0]);
  return found.filter(Boolean).join(', ');
}

/** "198.51.100.7", or "2001:db8::/64": of a long address, sessions keep the network alone. Empty: this machine itself. */
export function networkWords(ipAddress: string): string {
  if (!ipAddress.includes(':')) return ipAddress;
  const url = `http://[${ipAddress}]/`;
  const short = URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : ipAddress;
  return short === '::' ? '' : `${short}/64`;
}

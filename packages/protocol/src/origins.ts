/** Scheme, name and port in lower case, of the web, and nothing else. */
export function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}

/** Whether what is sent to an origin stays on the machine of whoever sends it. */
export function isOwnMachine(origin: string): boolean {
  const hostname = URL.parse(origin)?.hostname ?? '';
  return /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** Where browsers give a page everything they have (Secure Contexts §3.1): https, and what never leaves the machine. */
export function isSecureOrigin(origin: string): boolean {
  return URL.parse(origin)?.protocol === 'https:' || isOwnMachine(origin);
}

/** A piece of a mail's text: plain, or a link into this installation. */
export interface TextPart {
  readonly text: string;
  /** Path with query and fragment, always on our own origin. */
  readonly href?: string;
}

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Splits a mail into text and links. Only addresses of our own origin become links: a mail of the demo is no way out of it.
 * The names of the own machine count as one, because the mail cannot know by which of them it is read.
 */
export function linkify(text: string, origin: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"'（）「」、。]+/g)) {
    const href = hrefWithin(match[0], origin);
    if (href === undefined) continue;
    if (match.index > at) parts.push({ text: text.slice(at, match.index) });
    parts.push({ text: match[0], href });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

function hrefWithin(address: string, origin: string): string | undefined {
  try {
    const url = new URL(address);
    const own = new URL(origin);
    const sameMachine =
      loopback.includes(url.hostname) && loopback.includes(own.hostname) && url.port === own.port;
    if (url.origin !== own.origin && !(sameMachine && url.protocol === own.protocol)) return undefined;
    return url.pathname + url.search + url.hash;
  } catch {
    return undefined;
  }
}

/** What a card holder proves, and to whom (domain.md VER-01, VER-04). */
export interface AuthenticationStatement {
  /** Origin of the page that asks, as browsers write it: `https://bank.example`. */
  readonly origin: string;
  /** Fresh, one use; printable ASCII without spaces, 16 to 200 characters. */
  readonly nonce: string;
  /** One line that the person was shown, in the language in which it was shown. */
  readonly statement: string;
}

const FORMAT = 'MIBUN AUTHENTICATION 1';

/**
 * The bytes that the authentication key signs (with SHA-256). Origin and nonce are inside, so that a signature given
 * to one service is worth nothing at another one, nor a second time. Agent and verifier both build them here.
 *
 * @throws RangeError for a value that is not what it should be, or that could be read as another line
 *
 * @example
 * authenticationMessage({ origin: 'https://portal.example', nonce, statement: 'マイページにログインします' })
 */
export function authenticationMessage({ origin, nonce, statement }: AuthenticationStatement): Uint8Array {
  if (!isOrigin(origin)) throw new RangeError('not a web origin');
  if (!/^[\x21-\x7e]{16,200}$/.test(nonce)) throw new RangeError('not a nonce');
  if (!isOneLine(statement)) throw new RangeError('a statement is one line of 1 to 500 characters');
  return new TextEncoder().encode(`${FORMAT}\norigin: ${origin}\nnonce: ${nonce}\nstatement: ${statement}\n`);
}

/** Whether this is an http or https origin exactly as a browser serialises it; `null` is none. */
function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}

// Line breaks would add lines to what is signed; direction marks would show the person another order than is signed;
// a lone surrogate would become U+FFFD in UTF-8, so that two statements would have one signature.
function isOneLine(text: string): boolean {
  const forbidden = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
  return text.length >= 1 && text.length <= 500 && text.isWellFormed() && !forbidden.test(text);
}

/** Names and mail addresses that strangers type and that go into mails of ours. */

const LONGEST_NAME = 60;
/** Letters of any script with their marks (variation selectors among them), and what stands inside names. */
const NAME = /^\p{L}[\p{L}\p{M}]*(?:(?:\. ?|[ \u3000'’‐・·-]|, )[\p{L}][\p{L}\p{M}]*)*\.?$/u;
/** A dot inside a name ends an abbreviation: what follows it without a blank would be read as a web address. */
const LIKE_AN_ADDRESS = /\.[\p{L}\p{M}]/u;

/**
 * The name by which somebody wants to be written to; undefined: this is no name. Nothing that could be read as an
 * address, a number or a second line has a place in it: it stands in a mail that comes from us.
 */
export function parseContactName(typed: string): string | undefined {
  const name = typed.normalize('NFC').trim();
  if (name.length === 0 || name.length > LONGEST_NAME || LIKE_AN_ADDRESS.test(name)) return undefined;
  return NAME.test(name) ? name : undefined;
}

const LONGEST_LOCAL_PART = 64;
const LONGEST_ADDRESS = 254;
/** `atext` of RFC 5322 §3.2.3 and the dot, wherever it stands. */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u;

/**
 * A mail address as it exists, not as it should be: carriers gave out `a..b@`, `.a@` and `a.@` for years, and thousands
 * still receive mail there. Typed full-width, or with the quotes that RFC 5321 asks for, it is the same address. Blanks
 * inside, control characters, comments, routes and address literals have no place in it.
 */
export function parseMailAddress(typed: string): string | undefined {
  const text = typed.normalize('NFKC').replace(/^[ \t]+|[ \t]+$/g, '');
  const at = text.lastIndexOf('@');
  const written = text.slice(0, Math.max(at, 0));
  const local = /^".*"$/.test(written) ? written.slice(1, -1) : written;
  const domain = text.slice(at + 1).toLowerCase();
  if (local.length > LONGEST_LOCAL_PART || !LOCAL_PART.test(local)) return undefined;
  const labels = domain.split('.');
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return undefined;
  // A name of the top level has a letter; otherwise this would be an IPv4 address.
  if (!/\p{L}/u.test(labels.at(-1) ?? '')) return undefined;
  const address = `${local}@${domain}`;
  return address.length <= LONGEST_ADDRESS ? address : undefined;
}

/** The address as mail servers take it: a local part that is no dot-atom is quoted (RFC 5321 §4.1.2). */
export function mailboxForDelivery(address: string): string {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const isDotAtom = !local.startsWith('.') && !local.endsWith('.') && !local.includes('..');
  return isDotAtom ? address : `"${local}"${address.slice(at)}`;
}

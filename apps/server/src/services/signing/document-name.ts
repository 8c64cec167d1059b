const LONGEST = 120;
/** Controls, and the characters that turn the direction of writing: they make a name look like another one. */
const DECEPTIVE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The file name as the person knows it, without folders and without what could mislead. */
export function documentName(header: string | undefined): string {
  const last =
    decoded(header ?? '')
      .replace(DECEPTIVE, '')
      .split(/[/\\]/)
      .at(-1)
      ?.trim() ?? '';
  const name = [...last].slice(0, LONGEST).join('');
  return name === '' || name === '.pdf' ? 'document.pdf' : name;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not what encodeURIComponent writes: a name is not worth a refusal.
    return '';
  }
}

/** What the signed document is called beside the first one. */
export function signedName(name: string): string {
  return `${name.replace(/\.pdf$/i, '')}（署名済み）.pdf`;
}

/** The header that saves a document under its name (RFC 6266, RFC 8187). */
export function attachmentHeader(name: string): string {
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="document.pdf"; filename*=UTF-8''${encoded}`;
}

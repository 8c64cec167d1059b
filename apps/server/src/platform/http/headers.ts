/** Headers are parsed by their grammar (RFC 9110), never compared as text: one meaning has many spellings. */

export interface Weighted {
  readonly value: string;
  readonly quality: number;
}

/** The members of a list, commas inside quotes apart; empty members are allowed and mean nothing (RFC 9110 §5.6.1). */
export function listOf(header: string | undefined): readonly string[] {
  const members = (header ?? '').match(/(?:"(?:\\.|[^"\\])*"|[^,"])+/g) ?? [];
  return members.map((member) => member.trim()).filter((member) => member !== '');
}

/** `Accept` and its kin, best first and in the order of the header where they are alike (§12.4.2); q=0 is kept. */
export function weightedList(header: string | undefined): readonly Weighted[] {
  return listOf(header)
    .map((member) => {
      const [value = '', ...parameters] = member.split(';').map((part) => part.trim().toLowerCase());
      const written = parameters.find((parameter) => /^q\s*=/.test(parameter));
      const quality = written === undefined ? 1 : Number(written.replace(/^q\s*=\s*/, ''));
      return { value, quality: quality >= 0 && quality <= 1 ? quality : 0 };
    })
    .sort((a, b) => b.quality - a.quality);
}

/** How much a media type is wanted: the most particular range that holds it counts (§12.5.1). */
export function qualityOf(accept: string | undefined, mediaType: string): number {
  if (accept === undefined || accept.trim() === '') return 1;
  const ranges = weightedList(accept);
  const [type = ''] = mediaType.split('/', 1);
  for (const range of [mediaType, `${type}/*`, '*/*']) {
    const found = ranges.find(({ value }) => value === range);
    if (found) return found.quality;
  }
  return 0;
}

/** A browser that goes to an address asks for a page by name; programs, and pages that fetch data, do not. */
export function wantsPage(accept: string | undefined): boolean {
  const page = qualityOf(accept, 'text/html');
  return /\btext\/html\b/i.test(accept ?? '') && page > 0 && page >= qualityOf(accept, 'application/json');
}

/** Which of our languages somebody reads best (§12.5.4); undefined: none of them was named. */
export function bestLanguage<L extends string>(
  acceptLanguage: string | undefined,
  ours: readonly L[],
): L | undefined {
  for (const { value, quality } of weightedList(acceptLanguage)) {
    const [primary] = value.split('-', 1);
    const found = ours.find((language) => language === primary);
    if (found && quality > 0) return found;
  }
  return undefined;
}

/** Type and subtype without parameters, in lower case (§8.3.1). */
export function essenceOf(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** A member of a dictionary field (RFC 8941 §3.2) as it is written, parameters left out. */
export function dictionaryMember(header: string | undefined, name: string): string | undefined {
  let found: string | undefined;
  for (const member of listOf(header)) {
    const [, key, value] = /^([a-z*][\w.*-]*)\s*=\s*([^;]*)/.exec(member) ?? [];
    if (key === name) found = value?.trim();
  }
  return found;
}

export interface Validators {
  readonly etag: string;
  readonly lastModified?: Date;
}

/**
 * Whether the caller has the present one (§13.2.2): by entity tag, compared weakly (§13.1.2); by time only if no tag is
 * sent, and only for a time that can be read (§13.1.3).
 */
export function isUnchanged(
  headers: { readonly [name in 'if-none-match' | 'if-modified-since']?: string | undefined },
  { etag, lastModified }: Validators,
): boolean {
  const asked = headers['if-none-match'];
  if (asked !== undefined) {
    if (asked.trim() === '*') return true;
    const opaque = (tag: string) => tag.replace(/^W\//, '');
    return entityTags(asked).some((tag) => opaque(tag) === opaque(etag));
  }
  const since = httpDate(headers['if-modified-since']);
  if (since === undefined || lastModified === undefined) return false;
  return Math.floor(lastModified.getTime() / 1000) * 1000 <= since.getTime();
}

/** `"a", W/"b"`; one that is written wrongly makes the whole field say nothing. */
function entityTags(header: string): readonly string[] {
  // An entity tag has no escapes: a backslash in it is a backslash (§8.8.3).
  const one = '(?:W/)?"[\\x21\\x23-\\x7e\\x80-\\xff]*"';
  if (!new RegExp(`^[\\s,]*${one}(?:[\\s,]*,\\s*${one})*[\\s,]*$`).test(header)) return [];
  return header.match(new RegExp(one, 'g')) ?? [];
}

const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const HTTP_DATES = [
  new RegExp(`^${DAY}, \\d{2} ${MONTH} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT$`),
  new RegExp(`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \\d{2}-${MONTH}-\\d{2} \\d{2}:\\d{2}:\\d{2} GMT$`),
  new RegExp(`^${DAY} ${MONTH} [ \\d]\\d \\d{2}:\\d{2}:\\d{2} \\d{4}$`),
];

/** The three forms of a date that a recipient must take (§5.6.7), and nothing else. */
function httpDate(text: string | undefined): Date | undefined {
  if (text === undefined || !HTTP_DATES.some((form) => form.test(text))) return undefined;
  const milliseconds = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds);
}

/** The number of a letter as an office writes it: what our ids begin with is nobody's business outside. */
export function documentNumber(letterId: string): string {
  return `市民第${inGroups(letterId)}号`;
}

/** A reference as people read it out and type it: its characters in fours. */
export function inGroups(id: string): string {
  const own = id.slice(id.lastIndexOf('-') + 1);
  return own.match(/.{1,4}/g)?.join(' ') ?? own;
}

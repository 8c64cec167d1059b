/** The part of an id that tells it from others, without the word in front: `lot-7K3M9ABC…` → `7K3M9ABC…`. */
export function codeOf(id: string): string {
  return /^[a-z-]+-(?=[0-9A-Z])/.test(id) ? id.replace(/^[a-z-]+-/, '') : id;
}

/** Enough of an id to find it in a list of 25; the whole of it is shown where it is compared with paper. */
export function shortCode(id: string): string {
  const code = codeOf(id);
  return code.length > 12 ? `${code.slice(0, 4)} ${code.slice(4, 8)} …` : code;
}

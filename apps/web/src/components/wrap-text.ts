/** Breaks a text into lines of at most `width` full-width characters; a half-width one counts half. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const character of text) {
    const takes = /[\u0020-\u007e\uff61-\uff9f]/.test(character) ? 0.5 : 1;
    if (used + takes > width && line !== '') {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += character;
    used += takes;
  }
  if (line !== '') lines.push(line);
  return lines;
}

import { createHash } from 'node:crypto';
import type { Language, Problem } from '../errors/problem.ts';

const WORDS = {
  ja: { site: '個人番号カード', start: '最初のページへ', reference: 'エラーの種類' },
  en: { site: 'Individual Number Card', start: 'To the first page', reference: 'Kind of problem' },
} as const;

const STYLE = `body{font-family:"Noto Sans JP","Noto Sans CJK JP",sans-serif;line-height:1.75;color:#1a1a1c;max-width:40rem;margin:4rem auto;padding:0 1.5rem}
h1{font-size:1.75rem;line-height:1.4}a{color:#0017c1}code{color:#626264}`;

/** The page has one style and nothing else; the policy says exactly that. */
export const ERROR_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join(';');

/** A refusal for somebody who went to an address with a browser: the same words as in the problem, and a way on. */
export function errorPage({ title, next, code, status }: Problem, language: Language): string {
  const words = WORDS[language];
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} — ${words.site}</title><style>${STYLE}</style></head>
<body><main>
<h1>${escaped(title)}</h1>
<p>${escaped(next)}</p>
<p><a href="/">${words.start}</a></p>
<p><code>${words.reference}: ${status} ${escaped(code)}</code></p>
</main></body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

import type { Bilingual } from '@mibun/rules';

/** What the validator says of one field: its own code, and what it measured. */
export interface SchemaIssue {
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const missing: Bilingual = { ja: 'この項目を入れてください。', en: 'Enter something here.' };
const unfit: Bilingual = { ja: 'この項目を確かめてください。', en: 'Check this field.' };

/** Words for the formats that people type; other formats are a program's affair. */
const FORMATS: Readonly<Record<string, Bilingual>> = {
  date: {
    ja: '実在する日付を、2026-11-30の形で入れてください。',
    en: 'Enter a date that exists, for example 2026-11-30.',
  },
  datetime: { ja: '日時の形を確かめてください。', en: 'Check the date and time.' },
  email: {
    ja: 'メールアドレスの形を確かめてください。例：hanako@example.jp',
    en: 'Check the e-mail address. For example: hanako@example.jp',
  },
  url: { ja: 'アドレスの形を確かめてください。', en: 'Check the address.' },
};

/**
 * The one place that says what a schema refused, in both languages and without its own jargon: what a person reads at a
 * field is never the validator's sentence.
 */
export function schemaWords({ keyword, params }: SchemaIssue): Bilingual {
  switch (keyword) {
    case 'invalid_type':
      return params.expected === 'nonoptional' ? missing : wrongType(String(params.expected ?? ''));
    case 'too_big':
      return limit(params, 'most');
    case 'too_small':
      return limit(params, 'least');
    case 'not_multiple_of':
      return {
        ja: `${params.divisor}の倍数を入れてください。`,
        en: `Enter a multiple of ${params.divisor}.`,
      };
    case 'invalid_format':
      return (
        FORMATS[String(params.format)] ?? {
          ja: '形が正しくありません。入れた内容を確かめてください。',
          en: 'The form is not right. Check what was entered.',
        }
      );
    case 'invalid_value':
      return { ja: '選べるものの中から選んでください。', en: 'Choose one of those that are offered.' };
    case 'unrecognized_keys':
      return {
        ja: `ここにない項目が送られました：${names(params.keys)}`,
        en: `Fields were sent that do not belong here: ${names(params.keys)}`,
      };
    default:
      return unfit;
  }
}

function names(keys: unknown): string {
  return Array.isArray(keys) ? keys.map(String).join(', ') : '';
}

function wrongType(expected: string): Bilingual {
  if (expected === 'number') return { ja: '数字を入れてください。', en: 'Enter a number.' };
  if (expected === 'int') return { ja: '整数を入れてください。', en: 'Enter a whole number.' };
  if (expected === 'boolean')
    return { ja: '「はい」か「いいえ」を選んでください。', en: 'Choose yes or no.' };
  return missing;
}

function limit(params: SchemaIssue['params'], side: 'most' | 'least'): Bilingual {
  const { origin } = params;
  const bound = Number(side === 'most' ? params.maximum : params.minimum);
  if (!Number.isFinite(bound)) return unfit;
  const count = bound.toLocaleString('en-US');
  if (origin === 'string') {
    if (side === 'least' && bound <= 1) return missing;
    return side === 'most'
      ? {
          ja: `${count}文字以内で入れてください。`,
          en: `Use ${count} ${plural(bound, 'character')} at most.`,
        }
      : {
          ja: `${count}文字以上で入れてください。`,
          en: `Use at least ${count} ${plural(bound, 'character')}.`,
        };
  }
  if (origin === 'array' || origin === 'set') {
    return side === 'most'
      ? { ja: `${count}件までにしてください。`, en: `Choose ${count} at most.` }
      : { ja: `${count}件以上選んでください。`, en: `Choose at least ${count}.` };
  }
  const only = params.inclusive === false;
  if (side === 'most') {
    return only
      ? { ja: `${count}より小さい数を入れてください。`, en: `Enter a number below ${count}.` }
      : { ja: `${count}以下の数を入れてください。`, en: `Enter ${count} or less.` };
  }
  return only
    ? { ja: `${count}より大きい数を入れてください。`, en: `Enter a number above ${count}.` }
    : { ja: `${count}以上の数を入れてください。`, en: `Enter ${count} or more.` };
}

function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}

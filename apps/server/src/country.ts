import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Bilingual, ConfigurationError } from './platform/index.ts';
import type { Municipality } from './residents/index.ts';

/** The country that an installation serves; the server itself knows none. */
export interface Country {
  readonly name: Bilingual;
  readonly municipalities: readonly Municipality[];
}

const text = z.string().trim().min(1).max(100);
const bilingual = z.strictObject({ ja: text, en: text });
const country = z.strictObject({
  name: bilingual,
  municipalities: z
    .array(
      z.strictObject({
        code: z.string().regex(/^\d{5}$/),
        prefecture: bilingual,
        name: bilingual,
        mayor: text.optional(),
        office: z.strictObject({ address: text, postalCode: text, phone: text, hours: bilingual }),
      }),
    )
    .min(1)
    .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, {
      message: 'a code is there twice',
    }),
});

/** MIBUN_COUNTRY: a JSON file. Throws once, naming everything that is wrong with it. */
export function readCountry(path: string): Country {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError('the country cannot be read', [`MIBUN_COUNTRY ${path}: ${why}`]);
  }
  const read = country.safeParse(content);
  if (!read.success) {
    const problems = read.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`);
    throw new ConfigurationError(`the country of ${path} cannot be used`, problems);
  }
  const municipalities = read.data.municipalities.map(({ mayor, ...rest }) => ({
    ...rest,
    ...(mayor && { mayor }),
  }));
  return { name: read.data.name, municipalities };
}

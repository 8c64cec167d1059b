import {
  asRegisteredName,
  birthDate,
  checkBirthDate,
  checkPersonName,
  isIndividualNumber,
  isPlainDate,
  type PlainDate,
  plainDate,
  type Verdict,
} from '@mibun/rules';
import { TEST_MUNICIPALITY, type TestResident } from '@mibun/test-card';
import { CommandError } from '../output.ts';

interface Field {
  readonly describes: string;
  readonly example: string;
  readonly required?: true;
  readonly pattern?: string;
  /** What is wrong with a value, with what to do about it; undefined if it is good. */
  check(value: string, today: PlainDate): string | undefined;
}

const matches = (pattern: string, otherwise: string) => ({
  pattern,
  check: (value: string) => (new RegExp(pattern, 'u').test(value) ? undefined : otherwise),
});
/** The words of a rule. */
const wordsOf = (verdict: Verdict<string>) => (verdict.ok ? undefined : `cannot be used: ${verdict.en}`);
const name = {
  pattern: '^.{1,100}$',
  check: (value: string) => wordsOf(checkPersonName(asRegisteredName(value))),
};
const some = matches('^(?=.*\\S)\\P{Cc}{1,200}$', 'is empty, longer than 200 characters or of several lines');

/** The fields of a resident file, in the order in which they are documented. */
const FIELDS: Readonly<Record<string, Field>> = {
  name: {
    required: true,
    describes:
      'As registered: family and given name separated by a full-width space (U+3000) where there are two, else as it is (SUHARTO, SMITH JOHN).',
    example: '番号　花子',
    ...name,
  },
  birthDate: {
    required: true,
    describes:
      'Date of birth; 1985-04 where the day is not known, 1985 where month and day are not. From 1868-01-25 to today.',
    example: '1985-04-01',
    pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$',
    check: (value, today) => wordsOf(checkBirthDate(value, today)),
  },
  sex: {
    required: true,
    describes: '1 male, 2 female (ISO/IEC 5218).',
    example: '2',
    ...matches('^[12]$', 'has to be "1" (male) or "2" (female)'),
  },
  address: {
    required: true,
    describes: 'Address from the prefecture on, digits in full width.',
    example: '見本県見本市中央１丁目２番３号',
    ...some,
  },
  individualNumber: {
    describes: '12 digits with a right check digit; drawn by lot if it is left out.',
    example: '123456789018',
    pattern: '^[0-9]{12}$',
    check: (value) =>
      isIndividualNumber(value)
        ? undefined
        : 'is no Individual Number: 12 digits with a right check digit; leave it out to draw one',
  },
  nationality: {
    describes:
      'Three letters (ISO 3166-1); JPN if it is left out. Others get the codes of foreign residents.',
    example: 'JPN',
    ...matches('^[A-Z]{3}$', 'has to be three capital letters, such as JPN or KOR'),
  },
  stayUntil: {
    describes: 'Last day of a limited stay, after today; the card ends with it.',
    example: '2028-03-31',
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
    check: (value, today) => {
      if (!isPlainDate(value)) return 'is no date; write it as 2028-03-31';
      return value > today
        ? undefined
        : 'is over: no card is made for a stay that has ended; write a later day';
    },
  },
  formerSurname: { describes: '旧氏, in parentheses after the name.', example: '旧姓', ...name },
  commonName: {
    describes: '通称 of a foreign resident, in parentheses after the name.',
    example: '金田　美英',
    ...name,
  },
  municipalityCode: {
    describes: 'Five digits; 99201 if it is left out.',
    example: '99201',
    ...matches('^[0-9]{5}$', 'has to be five digits'),
  },
  prefecture: { describes: 'Name of the prefecture.', example: '見本県', ...some },
  municipality: { describes: 'Name of the municipality.', example: '見本市', ...some },
};

/** JSON Schema of a resident file, for editors and other programs. */
export const RESIDENT_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Resident of a test card',
  type: 'object',
  additionalProperties: false,
  required: Object.keys(FIELDS).filter((name) => FIELDS[name]?.required),
  properties: Object.fromEntries(
    Object.entries(FIELDS).map(([name, { describes, example, pattern }]) => [
      name,
      {
        type: 'string',
        description: describes,
        examples: [example],
        ...(pattern !== undefined && { pattern }),
      },
    ]),
  ),
} as const;

/** A resident file with everything that most people need. */
export const RESIDENT_EXAMPLE = Object.fromEntries(
  [
    'name',
    'birthDate',
    'sex',
    'address',
    'individualNumber',
    'nationality',
    'municipalityCode',
    'prefecture',
    'municipality',
  ].map((name) => [name, FIELDS[name]?.example ?? '']),
);

/**
 * Reads a resident file.
 * @param today nobody is born after it, and no stay ends before
 * @throws CommandError that names every field that is wrong and says what to do
 */
export function readResident(json: string, file: string, today: PlainDate): Partial<TestResident> {
  const given = parse(json, file);
  const problems = [
    ...Object.keys(given)
      .filter((name) => FIELDS[name] === undefined)
      .map((name) => `${name} is unknown; known are ${Object.keys(FIELDS).join(', ')}`),
    ...Object.entries(FIELDS).flatMap(([name, field]) => {
      const value = given[name];
      if (value === undefined)
        return field.required ? [`${name} is missing; for example "${field.example}"`] : [];
      if (typeof value !== 'string') return [`${name} is not a text; write it in quotation marks`];
      const wrong = field.check(value, today);
      return wrong === undefined ? [] : [`${name} ${wrong}`];
    }),
  ];
  if (problems.length > 0) {
    throw new CommandError(
      `${file} cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
      'write the fields as shown; a JSON Schema for your editor: mibun card new --schema',
    );
  }
  return residentOf(given as Readonly<Record<string, string>>);
}

function residentOf(given: Readonly<Record<string, string>>): Partial<TestResident> {
  const {
    name: typed = '',
    birthDate: born = '',
    stayUntil,
    municipalityCode,
    prefecture,
    municipality,
    sex,
    ...same
  } = given;
  return {
    ...same,
    name: asRegisteredName(typed),
    birthDate: birthDate(born),
    sex: sex === '1' ? '1' : '2',
    ...(stayUntil !== undefined && { stayUntil: plainDate(stayUntil) }),
    municipality: {
      code: municipalityCode ?? TEST_MUNICIPALITY.code,
      prefecture: prefecture ?? TEST_MUNICIPALITY.prefecture,
      name: municipality ?? TEST_MUNICIPALITY.name,
    },
  };
}

function parse(json: string, file: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new CommandError(
      `${file} is no JSON: ${(error as Error).message}`,
      'each field is "name": "value" in quotation marks, with a comma between two; the whole in { }',
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CommandError(
      `${file} is not one resident`,
      'it holds one JSON object, a person: { "name": …, "birthDate": … }',
    );
  }
  return value as Readonly<Record<string, unknown>>;
}

import { type Country, checkCountry, EXAMPLE, faultLine } from '../src/country/index.ts';

/** Reikoku, the country of the example: whatever a test makes in it must not speak of the demo's. */
export function testCountry(other: Partial<Country> = {}): Country {
  const { country, faults } = checkCountry(EXAMPLE);
  if (!country) throw new Error(faults.map(faultLine).join('\n'));
  return { ...country, ...other };
}

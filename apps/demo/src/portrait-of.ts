import type { PortraitSubject } from '@mibun/portraits';
import { ageOn, type PlainDate } from '@mibun/rules';
import type { ResidentSeed } from './country/index.ts';

/**
 * Whose portrait `drawPortrait` is to draw for a resident on a day.
 *
 * @throws RangeError when the day is before the birth
 * @example await portraitJpeg(drawPortrait(portraitSubject(resident, DEMO_DATE)))
 */
export function portraitSubject(
  resident: Pick<ResidentSeed, 'personId' | 'birthDate' | 'sex' | 'nationality'>,
  on: PlainDate,
): PortraitSubject {
  return {
    seed: resident.personId,
    age: ageOn(resident.birthDate, on),
    sex: resident.sex,
    nationality: resident.nationality,
  };
}

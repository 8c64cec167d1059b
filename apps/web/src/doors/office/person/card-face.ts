import type { PersonAnswer } from '@mibun/server/schemas/office/counter';
import type { CardFaceData } from '../../../components/index.ts';
import { dateInJapan, formatDate } from '../../../i18n/index.ts';
import { paths } from '../api.ts';

/**
 * The face of a card drawn from the registry and the photo of its application. The birth date is printed with the
 * era for nationals and in the Western calendar for others (domain.md CARD-04).
 */
export function cardFace(person: PersonAnswer['person'], card: PersonAnswer['cards'][number]): CardFaceData {
  const signature = card.certificates.find(({ kind }) => kind === 'signature');
  return {
    name: person.name,
    address: person.address,
    birthDateText: formatDate(person.birthDate, 'ja', { era: person.nationality === 'JPN' }),
    sex: person.sex === '1' ? 'male' : 'female',
    expiresText: formatDate(card.expiry, 'ja'),
    certificatesExpireText:
      signature === undefined ? undefined : formatDate(dateInJapan(signature.notAfter), 'ja'),
    photo: person.age < 1 ? null : paths.photo(card.application),
  };
}

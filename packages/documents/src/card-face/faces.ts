import { eachOnce, openFontBook } from '../paper/fonts.ts';
import { drawBack } from './back.ts';
import { drawBand } from './band.ts';
import { drawFront } from './front.ts';
import { Sheet } from './sheet.ts';
import type { CardFaces, CardFacesInput } from './types.ts';

/**
 * Draws both faces of the plastic card from its data (domain.md CARD-01…04): our own layout and guilloche, the country's words, colours and emblem.
 * The front never holds the Individual Number.
 *
 * @throws RangeError for a date, security code or number of the wrong form
 */
export function cardFaces(input: CardFacesInput): CardFaces {
  if (!/^\d{4}$/.test(input.securityCode)) throw new RangeError('the security code has 4 digits');
  if (!/^\d{12}$/.test(input.individualNumber)) throw new RangeError('the Individual Number has 12 digits');
  if (input.photo !== undefined && !/^data:image\/(jpeg|png);base64,[A-Za-z0-9+/=]+$/.test(input.photo)) {
    throw new RangeError('the photo is a base64 data URI of a JPEG or PNG');
  }
  const fonts = input.fonts ?? openFontBook();
  // Ids must differ between cards in one page. They are digests, so nothing short and secret may go in.
  const identity = `${input.name} ${input.birthDate} ${input.cardExpiry} ${input.band?.text ?? ''}`;
  const front = new Sheet(fonts, input.face, `front ${identity}`);
  const back = new Sheet(fonts, input.face, `back ${identity}`);
  drawFront(front, input);
  drawBack(back, input);
  if (input.band !== undefined) {
    drawBand(front, input.band);
    drawBand(back, input.band);
  }
  return {
    frontSvg: front.svg(`${input.face.title.ja}（表面）`),
    backSvg: back.svg(`${input.face.title.ja}（裏面）`),
    substituted: eachOnce([...front.substituted, ...back.substituted]),
  };
}

import type { CardState } from '@mibun/rules';
import type { MeAnswer } from '@mibun/server/schemas/services/disclosure';
import { addressOf } from '../../../api/call.ts';
import { inThisSession } from '../../../api/client.ts';
import { CardPicture, useCountryOnCard } from '../../../components/index.ts';

/** The front of the card. The back is never shown: the Individual Number stands on it. */
export function MyCard({
  me,
  card,
}: {
  readonly me: MeAnswer;
  readonly card: NonNullable<MeAnswer['card']>;
}) {
  const { person } = me;
  const country = useCountryOnCard();
  // The server's life-cycle table is where both ends take the states from.
  const state = card.state as CardState;
  if (card.hasFront) {
    return (
      <CardPicture
        state={state}
        faces="front"
        size="lg"
        images={{ front: inThisSession(addressOf('GET /api/portal/card/front.png')) }}
        data={{ name: person.name }}
      />
    );
  }
  return (
    <CardPicture
      state={state}
      faces="front"
      size="lg"
      country={country}
      data={{
        name: person.name,
        otherName: person.otherName,
        address: person.address,
        birthDateText: card.birthDateText,
        sex: person.sex,
        expiresText: card.expiresText,
        securityCode: card.securityCode,
        issuer: card.issuer,
        photo: card.hasPhoto ? inThisSession(addressOf('GET /api/portal/card/photo')) : null,
      }}
    />
  );
}

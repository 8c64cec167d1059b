import type { CardState } from '@mibun/rules';
import { common, useText } from '../i18n/index.ts';
import { CardBack } from './CardBack.tsx';
import { CardFront } from './CardFront.tsx';
import type { CardFaceData, CountryOnCard } from './card-data.ts';

export type CardPictureProps = {
  /** domain.md §10.2 */
  readonly state: CardState;
  /** Both faces beside each other, or one of them. */
  readonly faces?: 'both' | 'front' | 'back' | undefined;
  readonly size?: 'sm' | 'md' | 'lg' | undefined;
} & (
  | {
      /** Draws the faces from these data. */
      readonly data: CardFaceData;
      readonly country?: CountryOnCard | undefined;
      readonly images?: undefined;
    }
  | {
      /** Shows pictures of the faces (as they were printed). */
      readonly images: { readonly front: string; readonly back?: string | undefined };
      readonly data: { readonly name: string };
      readonly country?: undefined;
    }
);

/** A card as one would hold it, with its state as a band across when it is not in use. */
export function CardPicture(props: CardPictureProps) {
  const t = useText(common);
  const shown = props.faces ?? 'both';
  const faces = (['front', 'back'] as const).filter((face) => shown === 'both' || shown === face);
  const band = props.state === 'ACTIVE' ? undefined : t.card.states[props.state];
  return (
    <div className="card-picture" data-size={props.size ?? 'md'}>
      {faces.map((face) => {
        const label = t.card.describe(t.card[face], props.data.name, t.card.states[props.state]);
        const image = props.images?.[face];
        if (props.images !== undefined && image === undefined) return null;
        return (
          <figure className="card-face" key={face} data-state={props.state}>
            {image !== undefined ? (
              <img src={image} alt={label} />
            ) : (
              props.images === undefined &&
              (face === 'front' ? (
                <CardFront data={props.data} label={label} country={props.country} />
              ) : (
                <CardBack data={props.data} label={label} country={props.country} />
              ))
            )}
            {band !== undefined && (
              <span className="card-band" aria-hidden="true">
                {band}
              </span>
            )}
          </figure>
        );
      })}
    </div>
  );
}

import type { ReactNode } from 'react';
import { Page } from '../../../components/index.ts';
import type { DoorId } from '../../../doors.ts';
import { common, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { CaLot, CallCentreLot, OfficeLot, OperatorLot } from '../picture/government.tsx';
import { AgentLot, ApplyLot, MailboxLot, PortalLot } from '../picture/residents.tsx';
import { BankLot, GalleryLot, KioskLot, VerifyLot } from '../picture/town.tsx';
import { useDoorHref } from '../use-door-href.ts';
import { LifeOfACard } from './LifeOfACard.tsx';
import { Preparing } from './Preparing.tsx';

const quarters = [
  {
    id: 'residents',
    lots: [
      { door: 'apply', picture: <ApplyLot /> },
      { door: 'portal', picture: <PortalLot /> },
      { door: 'agent', picture: <AgentLot /> },
      { door: 'mailbox', picture: <MailboxLot /> },
    ],
  },
  {
    id: 'government',
    lots: [
      { door: 'office', picture: <OfficeLot /> },
      { door: 'operator', picture: <OperatorLot /> },
      { door: 'call-centre', picture: <CallCentreLot /> },
      { door: 'ca-desk', picture: <CaLot /> },
    ],
  },
  {
    id: 'town',
    lots: [
      { door: 'kiosk', picture: <KioskLot /> },
      { door: 'verify', picture: <VerifyLot /> },
      { door: 'bank', picture: <BankLot /> },
      { door: 'gallery', picture: <GalleryLot /> },
    ],
  },
] as const;

/** The start page of the demo: a street of doors, and beside it the guided life of a card. */
export function StreetPage() {
  const t = useText(messages);
  return (
    <div className="street-layout">
      <Page title={t.title} lead={t.lead} width="full">
        <Preparing />
        <section className="street" aria-labelledby="street-title">
          <h2 id="street-title" className="visually-hidden">
            {t.streetTitle}
          </h2>
          {quarters.map((quarter) => (
            <div className="quarter" key={quarter.id}>
              <h3>{t.quarters[quarter.id]}</h3>
              <ul>
                {quarter.lots.map((lot) => (
                  <Lot key={lot.door} door={lot.door} picture={lot.picture} line={t.lines[lot.door]} />
                ))}
              </ul>
            </div>
          ))}
        </section>
      </Page>
      <LifeOfACard />
    </div>
  );
}

function Lot(props: { readonly door: DoorId; readonly picture: ReactNode; readonly line: string }) {
  const t = useText(messages);
  const names = useText(common).doors;
  const href = useDoorHref()(props.door);
  return (
    <li className="lot" data-door={props.door}>
      <div className="lot-picture">{props.picture}</div>
      <div className="lot-text">
        <a className="lot-name" href={href}>
          {names[props.door]}
        </a>
        <p>
          {props.line}
          {href === undefined && ` (${t.unavailable})`}
        </p>
      </div>
    </li>
  );
}

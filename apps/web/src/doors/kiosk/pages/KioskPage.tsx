import { type KioskTurn, useKiosk } from '../use-kiosk.ts';
import { CardScreen, ChooseScreen, StartScreen } from './screens/begin.tsx';
import { DoneScreen, EndedScreen, PrintingScreen, TakeScreen } from './screens/finish.tsx';
import { ConfirmScreen, CopiesScreen, DomicileScreen, PayScreen, RelationScreen } from './screens/order.tsx';

/** The whole turn of one person at one address: a machine has no way back into somebody else's steps. */
export function KioskPage() {
  const turn = useKiosk();
  return <ScreenOf turn={turn} />;
}

function ScreenOf({ turn }: { readonly turn: KioskTurn }) {
  const { screen } = turn.state;
  switch (screen.at) {
    case 'start':
      return <StartScreen turn={turn} />;
    case 'choose':
      return <ChooseScreen turn={turn} />;
    case 'card':
      return <CardScreen turn={turn} hint={screen.hint} />;
    case 'domicile':
      return <DomicileScreen turn={turn} />;
    case 'relation':
      return <RelationScreen turn={turn} />;
    case 'copies':
      return <CopiesScreen turn={turn} />;
    case 'confirm':
      return <ConfirmScreen turn={turn} />;
    case 'pay':
      return <PayScreen turn={turn} />;
    case 'printing':
      return <PrintingScreen turn={turn} stage={screen.stage} />;
    case 'take':
      return <TakeScreen turn={turn} left={screen.left === true} />;
    case 'done':
      return <DoneScreen turn={turn} />;
    case 'ended':
      return <EndedScreen turn={turn} end={screen} />;
  }
}

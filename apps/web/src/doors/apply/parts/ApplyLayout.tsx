import { DoorLayout } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

export function ApplyLayout() {
  const { navigation } = useText(messages);
  return (
    <DoorLayout
      door="apply"
      navigation={[
        { to: '/', label: navigation.apply, end: true },
        { to: '/status', label: navigation.status },
      ]}
    />
  );
}

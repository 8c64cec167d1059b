export { HolderDeclined, relayErrors } from './errors.ts';
export {
  createRelay,
  type HolderScreen,
  type Relay,
  type RelayOptions,
  type RelayOutcome,
  type RelayScript,
  type RelayTicket,
  type SetPinsContext,
} from './relay.ts';

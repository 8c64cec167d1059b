export {
  type NewSecretsContext,
  type RelayAnswer,
  type RelayReply,
  type RelayRequest,
  type RelayStep,
  relayAnswer,
  relayReply,
  relayRequest,
  relayStep,
} from './relay.ts';

export { askServer, isTrusted, leadsHere, type ServerView } from './look-around.ts';
export { isWanted, missingReaders } from './readers.ts';
export {
  type AgentEnvironment,
  type AgentSettings,
  AgentSettingsError,
  joinReaders,
  readAgentSettings,
} from './settings.ts';

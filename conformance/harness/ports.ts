export { freePortRange } from '../../apps/cli/src/free-ports.ts';

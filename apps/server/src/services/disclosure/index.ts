export { createDisclosure, type DisclosureModule } from './create.ts';

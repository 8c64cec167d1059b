export { type FoundPath, findPath, type PathSearch } from './build.ts';
export type { NameConstraints, Subtree } from './extensions.ts';
export { sameName } from './name.ts';
export {
  type PathExpectation,
  type PathValidation,
  type RevocationAnswer,
  validatePath,
} from './validate.ts';

export { SignPages } from './SignPages.tsx';

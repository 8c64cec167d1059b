export { ConsentPages } from './ConsentPages.tsx';

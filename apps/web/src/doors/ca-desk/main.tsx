import './ca.css';
import { mountDoor } from '../../mount.tsx';
import { CaDoor } from './CaDoor.tsx';

mountDoor('ca-desk', <CaDoor />);

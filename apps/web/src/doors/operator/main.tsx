import './operator.css';
import { mountDoor } from '../../mount.tsx';
import { OperatorDoor } from './OperatorDoor.tsx';

mountDoor('operator', <OperatorDoor />);

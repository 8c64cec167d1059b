import './styles/index.css';
import type { ReactNode } from 'react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { getSystem, setAudience } from './api/client.ts';
import type { DoorId } from './doors.ts';
import { doors } from './doors.ts';
import { common, getLanguage, textIn } from './i18n/index.ts';
import { OwnSession } from './session/OwnSession.tsx';

/**
 * Starts a door: language and colours on `<html>`, the history router below the door's base path, and the
 * given routes. Called once, from the door's `main.tsx`.
 */
export function mountDoor(id: DoorId, routes: ReactNode): void {
  const door = doors[id];
  const html = document.documentElement;
  html.dataset.door = id;
  html.dataset.density = door.density;
  // Until the first page says its own title; the shell's is Japanese.
  document.title = textIn(common, getLanguage()).doors[id];
  if (door.audience !== 'none') setAudience(door.audience);
  // Asked early so that a click that opens the agent's window need not wait. The agent and the bank have
  // origins and interfaces of their own.
  if (door.origin === 'main') getSystem().catch(() => undefined);
  const root = document.getElementById('root');
  if (root === null) throw new Error(`the page of door ${id} has no #root`);
  createRoot(root).render(
    <StrictMode>
      <BrowserRouter basename={door.path}>
        {door.origin === 'main' ? <OwnSession>{routes}</OwnSession> : routes}
      </BrowserRouter>
    </StrictMode>,
  );
}

import { Route, Routes } from 'react-router';
import { DoorLayout, NotFound } from '../../components/index.ts';
import { mountDoor } from '../../mount.tsx';
import { FormSample } from './pages/FormSample.tsx';
import { GalleryPage } from './pages/GalleryPage.tsx';
import './gallery.css';

mountDoor(
  'gallery',
  <Routes>
    <Route element={<DoorLayout door="gallery" languages={['ja', 'easy', 'en']} />}>
      <Route index element={<GalleryPage />} />
      <Route path="*" element={<NotFound />} />
    </Route>
    <Route path="form" element={<FormSample />} />
  </Routes>,
);

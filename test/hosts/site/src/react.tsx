import { createRoot } from 'react-dom/client';
import { Support } from './examples/Support.js';

const app = document.querySelector('#app');
if (app) createRoot(app).render(<Support />);

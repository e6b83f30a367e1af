import { prepare } from './prepare.mjs';

export default () => prepare('build', 'chromium', 'python', 'mariadb');

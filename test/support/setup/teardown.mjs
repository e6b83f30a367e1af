import { sweep } from '../run-directory.mjs';

export default () => sweep();

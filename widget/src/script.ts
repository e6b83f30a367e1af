import { start } from './start.js';

const [address = ''] = import.meta.url.split(/[?#]/);
start(address.slice(0, address.lastIndexOf('/')));

import './served.js';

// For Vue 3: registers the element, and gives templates its types.
export type * from './hosts/vue-components.js';
export * from './index.js';

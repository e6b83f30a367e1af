// For React 19: registers the element, and gives JSX its types.
export type * from './hosts/react-jsx.js';
export * from './index.js';

/** Made at build time by `scripts/emoji-data.ts`. */
declare module 'virtual:emoji/*' {
  const rows: string;
  export default rows;
}

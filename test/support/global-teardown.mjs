export default function globalTeardown() {
  globalThis.stopTestServices?.();
}

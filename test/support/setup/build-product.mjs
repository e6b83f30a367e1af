import { buildWhenStale } from '../../../scripts/build-when-stale.mjs';

/** Builds what the tests run, as it is shipped; `CHAT_TEST_SKIP_BUILD=1` takes what is there. */
export function buildProduct() {
  if (process.env.CHAT_TEST_SKIP_BUILD !== '1') buildWhenStale();
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds on the page, all shadow roots included, once nothing comes or goes any more. */
export function findings(page: Page): Promise<string[]> {
  return run(page, standards);
}

/** The same in the light, and in the dark what depends on colours. */
export async function findingsInBothSchemes(page: Page): Promise<string[]> {
  const found = await run(page, standards);
  await page.emulateMedia({ colorScheme: 'dark' });
  found.push(...(await run(page, ['color-contrast', 'link-in-text-block'])));
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** `runOnly`: tags or rules. */
async function run(page: Page, runOnly: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  await page.evaluate(stillness);
  const results = await page.evaluate(
    (only) =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
        runOnly: only,
        // The page around is the test's own, and has neither heading nor landmarks.
        rules: {
          region: { enabled: false },
          'page-has-heading-one': { enabled: false },
          'landmark-one-main': { enabled: false },
        },
      }),
    runOnly,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')} ${failureSummary}`),
  );
}

/** Resolves when every animation that has an end has ended: what fades has no contrast. */
export async function stillness(): Promise<void> {
  const roots = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
    root,
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? roots(shadowRoot) : [])),
  ];
  const running = roots(document)
    .flatMap((root) => root.getAnimations())
    .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
  await Promise.allSettled(running.map(({ finished }) => finished));
}

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Everything; what colours alone decide, of a page whose structure was looked at in others; or its width alone. */
type Asked = 'all' | 'colours' | 'width'

interface Looked {
  readonly asked?: Asked
  /** The selector of what has to stand still. */
  readonly within?: string | undefined
}

/** What axe has against the page as it stands, a line each. */
async function complaints(page: Page, asked: 'all' | 'colours'): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const { violations } = await page.evaluate<AxeResults, RunOptions['runOnly']>(
    (runOnly) => Reflect.get(window, 'axe').run(document, { runOnly }),
    asked === 'all' ? standards : { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
  )
}

/** Elements that stick out to the side of the window. */
function overflow(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .slice(-3)
      .map((element) => `sticks out: ${element.outerHTML.slice(0, 160)}`)
  })
}

/**
 * Waits until the page shows what it is about, and nothing on it is still on its way; nothing in the last element of a
 * selector, where what lies beneath waits for an answer.
 */
export async function settled(page: Page, within = 'body'): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(
    (place) =>
      !Array.from(document.querySelectorAll(place)).at(-1)?.querySelector('.mantine-Loader-root, [aria-busy="true"]'),
    within,
  )
  await page.evaluate(async () => {
    // What a change of style sets off begins with the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
    await Promise.allSettled(ending.map((one) => one.finished))
  })
}

/** What is wrong with a page, as far as a machine can tell: axe, and what sticks out to the side. */
export async function flaws(page: Page, { asked = 'all', within }: Looked = {}): Promise<readonly string[]> {
  await settled(page, within)
  return [...(asked === 'width' ? [] : await complaints(page, asked)), ...(await overflow(page))]
}

/** Holds a page to WCAG AA and to its width. */
export async function expectAccessible(page: Page, what: string, within?: string): Promise<void> {
  expect({ what, found: await flaws(page, { within }) }).toEqual({ what, found: [] })
}

import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach } from 'vitest'

/** How somebody looks at the screen. */
export interface Look {
  readonly language?: 'en' | 'es' | 'et'
  readonly scheme?: 'light' | 'dark'
  readonly phone?: boolean
  /** The device keeps the program; other stories do without, so that none fetches all of it in the background. */
  readonly keeping?: boolean
}

export interface StoryBrowser {
  /** A window of its own, with its own session. */
  open(address: string, look?: Look): Promise<BrowserContext>
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-quic',
  '--no-first-run',
  '--disable-dev-shm-usage',
]
const patience = 30_000

/** The browser of a test file. An error on its pages fails the test, and so does what their security policy refuses. */
export async function openBrowser(): Promise<StoryBrowser> {
  const named = process.env.TENDERO_CHROMIUM ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath: existsSync(named) ? named : undefined, args: flags })
  const pages = new Set<Page>()
  const errors: string[] = []
  afterAll(() => browser.close())
  beforeEach(() => {
    errors.length = 0
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await takePictures(pages, task.name)
    if (errors.length > 0) throw new Error(`The page told errors: ${errors.join(' | ')}`)
  })
  return {
    async open(address, { language = 'en', scheme = 'light', phone = false, keeping = false } = {}) {
      const context = await browser.newContext({
        baseURL: address,
        locale: { en: 'en-GB', es: 'es-ES', et: 'et-EE' }[language],
        timezoneId: 'Europe/Madrid',
        colorScheme: scheme,
        viewport: phone ? { width: 390, height: 844 } : { width: 1360, height: 900 },
        reducedMotion: 'reduce',
        serviceWorkers: keeping ? 'allow' : 'block',
      })
      context.setDefaultTimeout(patience)
      context.on('page', (page) => {
        pages.add(page)
        page.on('close', () => pages.delete(page))
        page.on('pageerror', (error) => errors.push(error.message))
        // Every story is told under the page's own security policy, which nothing of ours may need to break.
        page.on('console', (message) => {
          if (/content security policy/i.test(message.text())) errors.push(message.text())
        })
      })
      return context
    },
  }
}

/** What was on the screen when a story failed. */
async function takePictures(pages: ReadonlySet<Page>, story: string): Promise<void> {
  let number = 0
  for (const page of pages) {
    number += 1
    const path = join(tmpdir(), `tendero-story-${story.replace(/\W+/g, '-').slice(0, 60)}-${number}.png`)
    await page.screenshot({ path }).catch(() => {})
    console.log(`${page.url()} looked like ${path}`)
  }
}

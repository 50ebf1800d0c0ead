import { existsSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'

export interface ScrollingMeasured {
  /** Rows that were scrolled through, and of how many. */
  readonly rows: number
  readonly of: number
  readonly frames: number
  /** Milliseconds from frame to frame: of the middle one, of the 99th in a hundred, and of the longest. */
  readonly middleMs: number
  readonly p99Ms: number
  readonly longestMs: number
}

interface ScrollingPlace {
  readonly port: number
  readonly session: string
  /** Path of the list, from the workspace on. */
  readonly list: string
}

const rows = 5_000
/** What is compiled on the way is not what is measured. */
const warmUpRows = 300
const rowHeight = 40
/** Pixels from frame to frame: two rows, some 120 a second. */
const stride = 80
const patience = 180_000

const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage']

/** A long list scrolled in a real browser, its rows fetched on the way: how long one waits for the next frame. */
export async function measureScrolling({ port, session, list }: ScrollingPlace): Promise<ScrollingMeasured> {
  const named = process.env.TENDERO_CHROMIUM ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath: existsSync(named) ? named : undefined, args: flags })
  try {
    const context = await browser.newContext({ viewport: { width: 1360, height: 900 } })
    const url = `http://127.0.0.1:${port}`
    await context.addCookies([{ name: 'tendero_session', value: session, url }])
    const page = await context.newPage()
    page.setDefaultTimeout(patience)
    await page.goto(`${url}/w/bench/${list}`)
    const grid = page.getByRole('grid')
    await grid.getByRole('row').nth(1).waitFor()
    const of = Number(await grid.getAttribute('aria-rowcount')) - 1
    const wanted = Math.min(rows, of - warmUpRows)
    await scroll(page, warmUpRows)
    return { rows: wanted, of, ...told(await scroll(page, warmUpRows + wanted)) }
  } finally {
    await browser.close()
  }
}

/** Of the page, in which what scrolls is run. */
declare function requestAnimationFrame(next: (now: number) => void): number

/** Scrolls until so many rows stand above, waiting for those that are on their way. @returns milliseconds of each frame */
function scroll(page: Page, until: number): Promise<readonly number[]> {
  return page.getByRole('grid').evaluate(
    (grid, { end, by, most }) =>
      new Promise<number[]>((resolve, reject) => {
        const frames: number[] = []
        const began = performance.now()
        let last = began
        const next = (now: number): void => {
          frames.push(now - last)
          last = now
          if (now - began > most) reject(new Error(`only ${grid.scrollTop} of ${end} pixels were reached in time`))
          else if (grid.scrollTop >= end) resolve(frames.slice(1))
          else {
            grid.scrollTop = Math.min(end, grid.scrollTop + by)
            requestAnimationFrame(next)
          }
        }
        requestAnimationFrame(next)
      }),
    { end: until * rowHeight, by: stride, most: patience },
  )
}

function told(frames: readonly number[]): Pick<ScrollingMeasured, 'frames' | 'middleMs' | 'p99Ms' | 'longestMs'> {
  const sorted = frames.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1))
  return { frames: frames.length, middleMs: at(0.5), p99Ms: at(0.99), longestMs: at(1) }
}

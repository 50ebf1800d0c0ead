import { existsSync } from 'node:fs'
import { Refusal, run, runTool } from './project.mjs'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The browser for the stories: TENDERO_CHROMIUM, an installed Chromium or Chrome, on Debian as root the package
 * `chromium`, else the one of Playwright.
 * @returns {Promise<string>} the path of its program
 */
export async function ensureChromium() {
  const named = process.env.TENDERO_CHROMIUM
  if (named && !existsSync(named)) throw new Refusal(`TENDERO_CHROMIUM names ${named}, which is not there.`)
  const found =
    named ||
    installed.find((path) => existsSync(path)) ||
    (await installFromDebian()) ||
    (await installFromPlaywright())
  if (found) return found
  throw new Refusal(
    'The stories need a browser, and none could be installed. Install Chromium or Chrome (on Debian as root: ' +
      'apt-get install chromium), or set TENDERO_CHROMIUM to the path of one.',
  )
}

async function installFromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('Installing the package chromium for the stories …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update'], { quiet: true, env })
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { quiet: true, env })
  return installed.find((path) => existsSync(path))
}

async function installFromPlaywright() {
  const { chromium } = await import('playwright-core')
  if (existsSync(chromium.executablePath())) return chromium.executablePath()
  console.log("Installing Playwright's Chromium for the stories …")
  await runTool('playwright-core/cli.js', ['install', 'chromium'])
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined
}

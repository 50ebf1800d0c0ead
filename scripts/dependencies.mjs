import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal, root, run } from './project.mjs'

/**
 * Installs the locked dependencies when they are missing or others than the lock file says.
 * @param options.development also those that only tests and checks need
 */
export async function ensureDependencies({ development = false } = {}) {
  const missing = missingPackage(development)
  if (!missing) return
  console.log(`Installing the locked dependencies (${missing}) …`)
  const npm = process.env.npm_execpath
  const words = ['ci', '--no-audit', '--no-fund', ...(development ? ['--include=dev'] : [])]
  const { code, output } = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...words], { quiet: true })
    : await run('npm', words, { quiet: true })
  if (code !== 0) throw new Refusal(`${output.trim()}\nThe dependencies could not be installed; try: npm ci`)
}

/** Why an installation is needed, or undefined. npm leaves what it installed in node_modules/.package-lock.json. */
function missingPackage(development) {
  const installedFile = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installedFile)) return 'node_modules is missing'
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const changed = Object.entries(locked).find(([path, entry]) => {
    if (path === '' || entry.link || !path.includes('node_modules/')) return false
    const there = installed[path]
    if (!there) return !entry.optional && !entry.peer && (development || !entry.dev)
    return there.version !== entry.version
  })
  return changed && `${changed[0].replace(/^.*node_modules\//, '')} is not what the lock file says`
}

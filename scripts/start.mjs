// npm start: installs, builds and runs whatever is needed. `npm start -- --empty` passes the flag on.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildStale } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { requireNode, root, runScript } from './project.mjs'

requireNode()
await runScript(async () => {
  await ensureDependencies()
  await buildStale()
})

// In this very process: a signal to it reaches the server, and no second Node waits beside.
const main = join(root, 'server', 'dist', 'main.js')
process.argv.splice(1, 1, main, 'start')
await import(pathToFileURL(main).href)

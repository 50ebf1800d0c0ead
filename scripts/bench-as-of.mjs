import { join } from 'node:path'
import { withBundles } from './bundle.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { requireNode, run, runScript } from './project.mjs'

/** `npm run bench:as-of`: what it costs to read records as on a past day. */
requireNode()
await runScript(async () => {
  await ensureDependencies()
  await withBundles({ asOf: 'bench/as-of/main.ts' }, async (folder) => {
    const { code } = await run(process.execPath, [join(folder, 'asOf.js'), ...process.argv.slice(2)])
    process.exitCode = code
  })
})

import { join } from 'node:path'
import { withBundles } from './bundle.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { requireNode, run, runScript } from './project.mjs'

/** `npm run bench:dedupe`: how well duplicates are found, on data whose truth is known. */
requireNode()
await runScript(async () => {
  await ensureDependencies()
  await withBundles({ dedupe: 'bench/dedupe/main.ts' }, async (folder) => {
    const { code } = await run(process.execPath, [join(folder, 'dedupe.js'), ...process.argv.slice(2)])
    process.exitCode = code
  })
})

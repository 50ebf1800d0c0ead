import { join } from 'node:path'
import { withBundles } from './bundle.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { requireNode, run, runScript } from './project.mjs'

/** `npm run bench:forecast`: how well series are forecast, on data whose future is known. */
requireNode()
await runScript(async () => {
  await ensureDependencies()
  await withBundles({ forecast: 'bench/forecast/main.ts' }, async (folder) => {
    const { code } = await run(process.execPath, [join(folder, 'forecast.js'), ...process.argv.slice(2)])
    process.exitCode = code
  })
})

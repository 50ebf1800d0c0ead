import { join } from 'node:path'
import { buildStale } from './build.mjs'
import { withBundles } from './bundle.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { requireNode, run, runScript } from './project.mjs'

/** `npm run bench`: builds, bundles the measuring programs, and runs them. BENCH_SHARE=0.1 seeds a tenth. */
requireNode()
await runScript(async () => {
  await ensureDependencies()
  await buildStale()
  await withBundles({ main: 'bench/main.ts', 'bare-server': 'bench/bare-server.ts' }, async (folder) => {
    const { code } = await run(process.execPath, ['--expose-gc', join(folder, 'main.js')])
    process.exitCode = code
  })
})

import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildStale } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { requireNode, root, run, runScript } from './project.mjs'

/** `npm run bench`: builds, bundles the measuring programs, and runs them. BENCH_SHARE=0.1 seeds a tenth. */
requireNode()
await runScript(async () => {
  await ensureDependencies()
  await buildStale()
  const { build } = await import('rolldown')
  const folder = join(root, 'server', '.tendero', `bench-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  try {
    const external = (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('@tendero/')
    for (const name of ['main', 'bare-server'])
      await build({
        input: join(root, `bench/${name}.ts`),
        platform: 'node',
        logLevel: 'warn',
        external,
        output: { file: join(folder, `${name}.js`), format: 'esm', codeSplitting: false },
      })
    const { code } = await run(process.execPath, ['--expose-gc', join(folder, 'main.js')])
    process.exitCode = code
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './project.mjs'

/**
 * Bundles TypeScript programs, since Node 20 runs none, for the time of some work. They lie in server/, where their
 * dependencies are found.
 * @param sources names and files of the programs
 * @param work gets the folder, with a NAME.js for each
 */
export async function withBundles(sources, work) {
  const { build } = await import('rolldown')
  const folder = join(root, 'server', '.tendero', `bundle-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  try {
    const external = (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('@tendero/')
    for (const [name, source] of Object.entries(sources))
      await build({
        input: join(root, source),
        platform: 'node',
        logLevel: 'warn',
        external,
        output: { file: join(folder, `${name}.js`), format: 'esm', codeSplitting: false },
      })
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'rolldown'
import { serverFolder } from '../src/platform/server-folder.ts'
import { afterSuite } from './after-suite.ts'

/**
 * Bundles a program of the sources for the calling test file, since Node 20 runs no TypeScript, and removes it at the
 * file's end. It lies in server/, where its dependencies are found.
 * @returns the path to give to node.
 */
export async function bundled(source: string): Promise<string> {
  const folder = join(serverFolder, '.tendero', `test-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  afterSuite(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'program.js')
  await build({
    input: join(serverFolder, source),
    platform: 'node',
    logLevel: 'warn',
    external: (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('@tendero/'),
    output: { file, format: 'esm', codeSplitting: false },
  })
  return file
}

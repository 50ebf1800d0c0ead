import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterSuite } from './after-suite.ts'

/** A folder of a suite's own for the files that it writes; it goes when the suite has run. */
export function suiteFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tendero-suite-'))
  afterSuite(() => rmSync(folder, { recursive: true }))
  return folder
}

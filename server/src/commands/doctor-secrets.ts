import { existsSync, statSync } from 'node:fs'
import { pino } from 'pino'
import { keysInUse } from '../kernel/sealed-columns.ts'
import { openKernel } from '../open-kernel.ts'
import type { Configuration } from '../platform/configuration.ts'
import { keyFile } from '../platform/secrets.ts'
import type { Finding } from './doctor-machine.ts'

const subject = 'secrets'
const well = (text: string): Finding => ({ subject, problem: false, text })
const wrong = (text: string): Finding => ({ subject, problem: true, text })

/** Are the keys here that what is sealed in a database needs, and nobody else's to read? */
export async function checkSecrets(configuration: Configuration, ownerUrl: string, dataDir: string): Promise<Finding> {
  const file = keyFile(dataDir)
  if (!configuration.secretKeys && existsSync(file) && (statSync(file).mode & 0o077) !== 0)
    return wrong(`others can read the keys; run: chmod 600 ${file}`)
  const log = pino({ level: 'silent' })
  const kernel = openKernel({ configuration, ownerUrl, dataDir, webFolder: '', log, stopping: AbortSignal.abort() })
  try {
    return told(await keysInUse(kernel), kernel.secrets.keyNames())
  } catch (error) {
    if (isMissing(error)) return well('looked at once the migrations are applied')
    throw error
  } finally {
    await kernel.database.close()
  }
}

function told(used: ReadonlyMap<string, number>, here: readonly string[]): Finding {
  const missing = [...used].filter(([name]) => name !== 'readable' && !here.includes(name))
  const readable = used.get('readable') ?? 0
  if (missing.length > 0) {
    const count = missing.reduce((sum, [, texts]) => sum + texts, 0)
    const names = missing.map(([name]) => name).join(', ')
    return wrong(
      `${count} are sealed with keys that are not here (${names}); bring them back, or set these secrets anew`,
    )
  }
  if (readable > 0) return wrong(`${readable} stand readable in the database; run: tendero secrets rotate`)
  const count = [...used.values()].reduce((sum, texts) => sum + texts, 0)
  return well(`${count} are sealed, ${here.length === 1 ? 'by one key' : `${here.length} keys are here`}`)
}

/** A table or column that a migration is yet to make. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '42P01' || error.code === '42703')
}

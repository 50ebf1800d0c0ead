import type { ImportRun, ImportSetup } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { ImportPlace, Watching } from './import-work.job.ts'
import { processImport } from './process-import.job.ts'
import { type ReceivedFile, receiveImport } from './receive-import.action.ts'
import { findImport, rehearse, run, runOf, setUpImport } from './steer-import.action.ts'
import { listImports } from './stored-imports.sql.ts'

export interface ImportNow extends ReceivedFile {
  /** What to change of the setup that was suggested. */
  setUp(suggested: ImportRun): ImportSetup
  readonly dry?: boolean
  /** Looks at a dry run before the import, and says what to set up otherwise; undefined leaves it. */
  repair?(rehearsed: ImportRun): ImportSetup | undefined
  readonly watching?: Watching
}

/**
 * The whole way of an import in this process, for the command line and the demo: the same steps as in the web, without
 * the job queue between them.
 */
export async function importNow(kernel: Kernel, caller: Caller, given: ImportNow): Promise<ImportRun> {
  const id = await receiveImport(kernel, caller, given)
  const place: ImportPlace = { workspaceId: caller.actor.workspaceId, id }
  const look = async () => runOf(caller, await findImport(kernel, caller, id))
  await setUpImport(kernel, caller, id, given.setUp(await look()))
  if (given.repair) {
    await rehearse(kernel, caller, id, { here: true })
    await processImport(kernel, place, true)
    const repaired = given.repair(await look())
    if (repaired) await setUpImport(kernel, caller, id, repaired)
  }
  await (given.dry ? rehearse : run)(kernel, caller, id, { here: true })
  await processImport(kernel, place, given.dry === true, given.watching)
  return look()
}

/**
 * Goes on with an import of this name that an earlier process began, or gives the one it finished; what was only
 * received is left to be received anew.
 */
export async function continueNow(
  kernel: Kernel,
  caller: Caller,
  object: string,
  name: string,
  watching: Watching,
): Promise<ImportRun | undefined> {
  const { workspaceId, userId } = caller.actor
  const known = (await kernel.database.read(workspaceId, (tx) => listImports(tx, userId))).find(
    (one) => one.name === name && one.setup.object === object && one.operationId !== null && one.state !== 'reverted',
  )
  if (!known) return undefined
  if (known.state === 'failed') await run(kernel, caller, known.id, { here: true })
  await processImport(kernel, { workspaceId, id: known.id }, false, watching)
  return runOf(caller, await findImport(kernel, caller, known.id))
}

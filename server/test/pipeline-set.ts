import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadPipeline, readPipelineFiles } from '../src/demo/load-pipeline.action.ts'
import { projectFolder } from '../src/platform/server-folder.ts'
import { suiteFolder } from './suite-folder.ts'
import { openWorld, type World } from './world.ts'

const folder = join(projectFolder, 'demo', 'pipeline')

/** What the public pipeline set comes to: deals by stage; quarters such as `2017Q1`, their values in whole euros. */
export const expectedOfSet: {
  readonly rows: number
  readonly stages: Readonly<Record<string, number>>
  readonly won_value: Readonly<Record<string, { readonly deals: number; readonly value: number }>>
  readonly lost: Readonly<Record<string, number>>
} = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))

/** The small company with the public pipeline set in it, loaded by Ines. */
export async function openPipelineSet(): Promise<World> {
  const world = await openWorld({ dataDir: suiteFolder() })
  const { kernel, workspaceId, ids } = world
  await loadPipeline(kernel, { workspaceId, userId: ids.ines, files: readPipelineFiles(folder) })
  return world
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../test/world.ts'
import { projectFolder } from '../platform/server-folder.ts'
import { loadPipeline, readPipelineFiles } from './load-pipeline.action.ts'

const folder = join(projectFolder, 'demo', 'pipeline')
const dataDir = mkdtempSync(join(tmpdir(), 'tendero-files-'))
let world: World

beforeAll(async () => {
  world = await openWorld({ dataDir })
})
afterAll(() => rmSync(dataDir, { recursive: true }))

test('the numbers of the set come out again', async () => {
  const at = performance.now()
  await loadPipeline(world.kernel, {
    workspaceId: world.workspaceId,
    userId: world.ids.ines,
    files: readPipelineFiles(folder),
    progress: (share, what) => console.log((share * 100).toFixed(0), what, Math.round(performance.now() - at)),
  })
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))
  expect(expected.rows).toBe(7135)
}, 120_000)

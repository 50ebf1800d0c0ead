import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { beforeAll, expect, test } from 'vitest'
import { suiteFolder } from '../../test/suite-folder.ts'
import { openWorld, type World } from '../../test/world.ts'
import { growHeapSlowly } from '../platform/heap-growth.ts'
import { fileContent, importNow } from './index.ts'

const rows = 1_000_000
const dataDir = suiteFolder()
const file = join(dataDir, 'million.csv')
let world: World

function* lines(): Generator<string> {
  yield 'Name,External id,Employees\n'
  for (let at = 0; at < rows; at += 1_000)
    yield Array.from({ length: 1_000 }, (_, i) => `Company ${at + i},EXT-${at + i},${i}\n`).join('')
}

beforeAll(async () => {
  // As the program does.
  growHeapSlowly()
  world = await openWorld({ dataDir })
  await pipeline(Readable.from(lines()), createWriteStream(file))
})

test('a dry run of a million rows needs less than 200 MB above idle', { timeout: 600_000 }, async () => {
  const idle = process.memoryUsage.rss()
  let peak = idle
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 100)
  const run = await importNow(world.kernel, await world.as('ines'), {
    name: 'million.csv',
    object: 'account',
    content: fileContent(file),
    dry: true,
    setUp: ({ setup }) => ({ ...setup, updateBy: 'externalId' }),
  })
  clearInterval(watch)
  expect(run).toMatchObject({ state: 'checked', rows: { total: rows, good: rows, created: rows } })
  console.log(`      peak ${Math.round((peak - idle) / 1e6)} MB above idle`)
  expect(peak - idle).toBeLessThan(200e6)
})

#!/usr/bin/env node
// The command line: builds what is stale, then runs it. `tendero help` lists the commands.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildStale } from '../scripts/build.mjs'
import { ensureDependencies } from '../scripts/dependencies.mjs'
import { requireNode, root, runScript } from '../scripts/project.mjs'

requireNode()
await runScript(async () => {
  await ensureDependencies()
  await buildStale()
})

const main = join(root, 'server', 'dist', 'main.js')
process.argv[1] = main
await import(pathToFileURL(main).href)
